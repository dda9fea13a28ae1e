from __future__ import annotations

import inspect
import json
from typing import TYPE_CHECKING, Any

import names_model_attribute_collisions as client
import pytest
from names_model_attribute_collisions import types
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

ANSWER: dict[str, object] = {
    "self": "a",
    "model_config": {"a": 1},
    "model_dump": "b",
    "from_dict": "c",
    "_id": "d",
    "__class__": "e",
    "additional_properties": "f",
}
PROPERTIES = {field.alias or name: name for name, field in types.M.model_fields.items()}
each_property = pytest.mark.parametrize("wire_name", PROPERTIES)


def value_of(wire_name: str) -> object:
    return {"a": 1} if wire_name == "model_config" else "v"


def test_no_property_is_dropped() -> None:
    assert len(PROPERTIES) == 18
    assert set(ANSWER) < set(PROPERTIES)


@each_property
def test_a_model_with_only_this_property_encodes_it_and_nothing_else(
    wire_name: str,
) -> None:
    given: dict[str, Any] = {PROPERTIES[wire_name]: value_of(wire_name)}

    assert json.loads(types.M(**given).to_json()) == {wire_name: value_of(wire_name)}


def test_a_call_with_only_one_property_sends_it_and_nothing_else(
    server: LoopbackServer,
) -> None:
    arguments = [
        name
        for name in inspect.signature(
            client.ModelAttributeCollisions().m.create
        ).parameters
        if name != "options"
    ]
    for wire_name, argument in zip(PROPERTIES, arguments, strict=True):
        given: dict[str, Any] = {argument: value_of(wire_name)}

        sent(server, given)

        assert [request.json for request in server.requests] == [
            {wire_name: value_of(wire_name)}
        ] * 2
        server.requests.clear()


def test_an_answer_gives_all_values_back_and_round_trips(
    server: LoopbackServer,
) -> None:
    server.on("POST /m", reply(ANSWER))

    made = sent(server, {})

    assert [getattr(made, PROPERTIES[name]) for name in ANSWER] == [*ANSWER.values()]
    assert json.loads(made.to_json()) == ANSWER
    assert made.to_dict() == ANSWER


def test_other_models_still_decode_and_encode() -> None:
    other = types.Other.from_json(b'{"json": "x", "more": 1}')

    assert (other.json_, other.extra) == ("x", {"more": 1})
    assert types.Other.from_dict(other.to_dict()) == other


def sent(server: LoopbackServer, given: dict[str, Any]) -> types.M:
    return in_both(
        client.ModelAttributeCollisions(base_url=server.url),
        client.AsyncModelAttributeCollisions(base_url=server.url),
        lambda it: it.m.create(**given),
    )


def test_arguments_that_differ_by_case_or_symbols_are_called_as_the_attributes_are(
    server: LoopbackServer,
) -> None:
    given = {"fooBar": "a", "foo_bar": "b", "foo-bar": "c"}
    server.on("POST /alike", reply(given))

    found = in_both(
        client.ModelAttributeCollisions(base_url=server.url),
        client.AsyncModelAttributeCollisions(base_url=server.url),
        lambda it: it.alike.create(foo_bar_camel="a", foo_bar="b", foo_dash_bar="c"),
    )

    assert found == types.Alike(foo_bar_camel="a", foo_bar="b", foo_dash_bar="c")
    assert [request.json for request in server.requests] == [given] * 2
