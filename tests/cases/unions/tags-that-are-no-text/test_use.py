from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
import unions_tags_that_are_no_text as client
from server import reply
from twins import in_both
from unions_tags_that_are_no_text import UnknownVariant, types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

KNOWN = [
    ({"v": {"version": 1, "a": "x"}}, types.U(v=types.First(a="x"))),
    ({"v": {"version": 2}}, types.U(v=types.Second())),
    ({"w": {"version": 2, "a": "x"}}, types.U(w=types.Second(a="x"))),
    ({"s": {"n": 1, "a": "x"}}, types.U(s=types.Plus(a="x"))),
    ({"s": {"n": -2, "b": "x"}}, types.U(s=types.Minus(b="x"))),
    ({"o": {"ok": True, "data": "d"}}, types.U(o=types.Good(data="d"))),
    ({"o": {"ok": False, "why": "w"}}, types.U(o=types.Bad(why="w"))),
    ({"b": {"code": 10, "t": "x"}}, types.U(b=types.Ten(t="x"))),
    ({"b": {"code": 20, "u": "x"}}, types.U(b=types.Twenty(u="x"))),
    ({"b": {"code": 30}}, types.U(b=types.Base(code=30))),
]
UNKNOWN: list[dict[str, object]] = [
    {"v": {"version": 3}},
    {"v": {"version": "1"}},
    {"v": {"version": True}},
    {"w": {"version": 3}},
    {"s": {"n": 7}},
    {"o": {"ok": 1}},
    {"o": {"ok": None}},
]


def set_in(given: client.Model) -> dict[str, Any]:
    """The members that are set, as arguments."""
    return {name: value for name, value in given if given.is_set(name)}


def answered(
    server: LoopbackServer, body: dict[str, object], given: types.U
) -> types.U:
    server.on("POST /u", reply(body, accepts_invalid=True))
    return in_both(
        client.Tags(base_url=server.url),
        client.AsyncTags(base_url=server.url),
        lambda it: it.u.create(**set_in(given)),
    )


@pytest.mark.parametrize(("body", "expected"), KNOWN, ids=str)
def test_a_number_or_a_truth_value_decides(
    server: LoopbackServer, body: dict[str, object], expected: types.U
) -> None:
    found = answered(server, body, types.U())

    assert found == expected
    assert found.to_dict() == body


@pytest.mark.parametrize(("body", "given"), KNOWN, ids=str)
def test_the_tag_goes_without_saying_and_keeps_its_json_type(
    server: LoopbackServer, body: dict[str, object], given: types.U
) -> None:
    answered(server, body, given)

    assert [request.json for request in server.requests] == [body] * 2


@pytest.mark.parametrize("body", UNKNOWN, ids=str)
def test_another_value_or_another_json_type_is_an_unknown_variant(
    server: LoopbackServer, body: dict[str, object]
) -> None:
    found = answered(server, body, types.U())

    [(name, given)] = body.items()
    assert getattr(found, name) == UnknownVariant(cast("dict[str, Any]", given))
    assert found.to_dict() == body


def test_strict_decoding_names_the_tag() -> None:
    with pytest.raises(ValueError, match=r"\$\.v\.version: promised one of"):
        types.U.from_dict({"v": {"version": 3}}, strict=True)


def told(versioned: types.Versioned) -> int:
    """Type checkers know the tag of each variant."""
    match versioned:
        case types.First(version=one):
            return one
        case types.Second(version=two):
            return two
        case UnknownVariant():
            return 0
