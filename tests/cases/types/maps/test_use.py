from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any, assert_type
from uuid import UUID

import pytest
import types_maps as client
from server import reply
from twins import in_both
from types_maps import types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

ID = "7f1c4c3e-8d3b-4d5a-9c39-0a4b0f3d2c11"
BODY: dict[str, object] = {
    "nulls": {"a": None, "": "x"},
    "lists": {"a": [{"v": 1}], "b": []},
    "dates": {"a": "2024-01-02"},
    "free": {"a": [1, {"b": None}]},
    "closed": {},
    "patterns": {"id": "i", "x-1": 5, "s-2": "y"},
    "numbered": {"12": {"v": 1}},
    "enum_keys": {"a": 1},
    "uuid_keys": {ID: 1},
    "date_keys": {"2024-01-02": 3},
    "choices": {"a": "x", "b": {"v": 1}},
    "deep": {"a": {"b": "c"}},
}


def set_in(given: client.Model) -> dict[str, Any]:
    """The members that are set, as arguments."""
    return {name: value for name, value in given if given.is_set(name)}


def sent(server: LoopbackServer, given: types.M) -> types.M:
    server.on("POST /m", reply(BODY))
    return in_both(
        client.Maps(base_url=server.url),
        client.AsyncMaps(base_url=server.url),
        lambda it: it.m.create(**set_in(given)),
    )


def test_every_kind_of_map_decodes_and_round_trips(server: LoopbackServer) -> None:
    found = sent(server, types.M())

    assert found.lists == {"a": [types.Leaf(v=1)], "b": []}
    assert found.dates == {"a": date(2024, 1, 2)}
    assert found.numbered == {"12": types.Leaf(v=1)}
    assert found.choices == {"a": "x", "b": types.Leaf(v=1)}
    assert found.to_dict() == BODY


def test_keys_have_the_type_that_the_document_says(server: LoopbackServer) -> None:
    found = sent(server, types.M())

    assert_type(found.uuid_keys, dict[UUID, int] | None)
    assert found.uuid_keys == {UUID(ID): 1}
    assert found.date_keys == {date(2024, 1, 2): 3}


def test_what_was_decoded_can_be_sent_again(server: LoopbackServer) -> None:
    found = sent(server, types.M())
    server.requests.clear()

    sent(server, found)

    assert [request.json for request in server.requests] == [BODY] * 2


def test_typed_keys_can_be_given_as_such_or_as_text(server: LoopbackServer) -> None:
    server.on("POST /m", reply({}))

    with client.Maps(base_url=server.url) as it:
        it.m.create(uuid_keys={UUID(ID): 1}, enum_keys={"b": 2})
        it.m.create(uuid_keys={ID: 1}, date_keys={"2024-01-02": 3})

    assert [request.json for request in server.requests] == [
        {"uuid_keys": {ID: 1}, "enum_keys": {"b": 2}},
        {"uuid_keys": {ID: 1}, "date_keys": {"2024-01-02": 3}},
    ]


def test_typed_extras_stand_beside_members_whatever_these_are_called(
    server: LoopbackServer,
) -> None:
    body = {"id": "1", "extra": "e", "additional_properties": "a", "more": {"v": 3}}
    server.on("POST /t", reply(body))

    found = in_both(
        client.Maps(base_url=server.url),
        client.AsyncMaps(base_url=server.url),
        lambda it: it.t.create(body),
    )

    assert found.extra == {"more": types.Leaf(v=3)}
    assert (found.id, found.extra_, found.additional_properties) == ("1", "e", "a")
    assert found.to_dict() == body
    assert [request.json for request in server.requests] == [body] * 2
