from __future__ import annotations

import json
from typing import TYPE_CHECKING

import enums_null_and_mixed_types as client
import pytest
from enums_null_and_mixed_types import types
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")


def answered(server: LoopbackServer, body: dict[str, object]) -> types.E:
    server.on("GET /e", reply(body))
    return in_both(
        client.EnumWithNullAndMixedTypes(base_url=server.url),
        client.AsyncEnumWithNullAndMixedTypes(base_url=server.url),
        lambda it: it.e.get(),
    )


def test_nothing_is_dropped() -> None:
    assert [*types.E.model_fields] == ["a", "b", "c", "d", "e", "f"]


def test_null_and_true_are_themselves(server: LoopbackServer) -> None:
    body: dict[str, object] = {
        "a": None,
        "b": True,
        "c": None,
        "d": None,
        "e": True,
        "f": None,
    }

    found = answered(server, body)

    assert found.b is True
    assert found.e is True
    assert [found.a, found.c, found.d, found.f] == [None] * 4
    assert json.loads(found.to_json()) == body


@pytest.mark.parametrize(
    "body", [{"a": "x", "b": 1}, {"b": "one"}, {"b": True}, {"b": 1.5}]
)
def test_values_keep_their_json_type(
    server: LoopbackServer, body: dict[str, object]
) -> None:
    found = answered(server, body)

    assert (found.b, type(found.b)) == (body["b"], type(body["b"]))
    encoded = found.to_dict()
    assert (encoded, type(encoded["b"])) == (body, type(body["b"]))


def test_one_stays_an_integer_in_the_text(server: LoopbackServer) -> None:
    assert answered(server, {"b": 1}).to_json() == '{"b":1}'
    assert answered(server, {"b": True}).to_json() == '{"b":true}'


def test_the_static_types_allow_null() -> None:
    types.E(a=None, b=1, c=None, d=None, e=True, f=None)
    types.E(a="x", b="one", f="y")
    types.E(b=True)
