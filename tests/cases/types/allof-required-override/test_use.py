from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, get_type_hints

import pytest
import types_allof_required_override as client
from server import reply
from twins import in_both
from types_allof_required_override import types

if TYPE_CHECKING:
    from server import LoopbackServer


def required(model: type[client.Model]) -> set[str]:
    return {
        field.alias or name
        for name, field in model.model_fields.items()
        if field.is_required()
    }


def test_create_requires_what_it_says_with_the_types_of_its_base() -> None:
    hints = get_type_hints(types.Create)

    assert required(types.Create) == {"name", "kind"}
    assert hints["name"] is str
    assert hints["kind"] == types.BaseKind
    assert "CreateKind" not in dir(types)


@pytest.mark.parametrize("given", [{}, {"kind": "a"}, {"name": "x"}])
def test_create_without_a_required_member_fails(given: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match=r"^Create: .*Field required"):
        types.Create(**given)
    with pytest.raises(TypeError, match="missing"):
        client.AllofRequiredOverride().o.create(**given)


def test_create_sends_what_is_required_and_no_more(server: LoopbackServer) -> None:
    server.on("POST /o", reply({"kind": "b"}))

    made = in_both(
        client.AllofRequiredOverride(base_url=server.url),
        client.AsyncAllofRequiredOverride(base_url=server.url),
        lambda it: it.o.create(name="x", kind="a"),
    )

    assert [request.json for request in server.requests] == [
        {"name": "x", "kind": "a"}
    ] * 2
    assert made == types.Base(kind="b")


def test_create2_requires_what_both_parts_say() -> None:
    assert required(types.Create2) == {"note", "extra"}
    assert types.Create2(note="n", extra_=["e"]).to_dict() == {
        "note": "n",
        "extra": ["e"],
    }


def test_the_base_is_unchanged() -> None:
    assert required(types.Base) == set()
    assert types.Base().to_dict() == {}


def test_members_beside_all_of_narrow_those_that_are_inherited() -> None:
    hints = get_type_hints(types.Narrow)

    assert required(types.Narrow) == {"said"}
    assert hints["kind"] == types.NarrowKind | None
    assert hints["size"] == int | None
    assert get_type_hints(types.Narrow, include_extras=True)["said"] is date


def test_values_that_only_one_of_both_allows_are_a_mismatch() -> None:
    body = {"kind": "a", "size": 1, "said": "2024-05-06", "item": {"x": 1, "y": "z"}}
    made = types.Narrow.from_dict({**body, "odd": 3})

    assert made == types.Narrow.from_dict({**body, "odd": 3}, strict=True)
    assert made.to_dict() == {**body, "odd": 3}
    for wrong in ({"kind": "b"}, {"kind": "c"}, {"size": None}, {"item": {"x": "z"}}):
        [member] = wrong
        with pytest.raises(ValueError, match=rf"\$\.{member}\b"):
            types.Narrow.from_dict({**body, **wrong}, strict=True)
