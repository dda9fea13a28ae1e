from __future__ import annotations

import json
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import names_schemas_named_like_infrastructure as client
from names_schemas_named_like_infrastructure import types
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

EVERYTHING: dict[str, object] = {
    "any": {"v": "1"},
    "field": {"v": "2"},
    "opt": {"v": None},
    "lst": ["z"],
    "e": "B",
    "b": {"v": "3"},
    "d": {"v": "2024-01-01T00:00:00Z"},
    "l": "x",
    "u": {"v": 1},
}
NEW_YEAR = datetime(2024, 1, 1, tzinfo=UTC)


def test_the_client_and_the_model_called_client_have_clear_names() -> None:
    assert client.SchemasNamedLikeInfrastructure.__name__ not in dir(types)
    assert issubclass(types.Client, client.Model)


def test_a_list_of_the_model_called_client_has_aware_times(
    server: LoopbackServer,
) -> None:
    server.on("GET /c", reply([{"foo": "a", "when": "2024-01-01T00:00:00Z"}]))

    clients = in_both(
        client.SchemasNamedLikeInfrastructure(base_url=server.url),
        client.AsyncSchemasNamedLikeInfrastructure(base_url=server.url),
        lambda it: it.client.get_c(),
    )

    assert clients == [types.Client(foo="a", when=NEW_YEAR)]


def test_every_member_decodes_to_its_own_class_and_round_trips(
    server: LoopbackServer,
) -> None:
    server.on("GET /any", reply(EVERYTHING))

    found = in_both(
        client.SchemasNamedLikeInfrastructure(base_url=server.url),
        client.AsyncSchemasNamedLikeInfrastructure(base_url=server.url),
        lambda it: it.response.get_any(),
    )

    assert found == types.ResponseModel(
        any=types.AnyModel(v="1"),
        field=types.FieldModel(v="2"),
        opt=types.OptionalModel(v=None),
        lst=["z"],
        e="B",
        b=types.BaseModelSchema(v="3"),
        d=types.DatetimeModel(v=NEW_YEAR),
        l="x",
        u=types.Unset(v=1),
    )
    assert json.loads(found.to_json()) == EVERYTHING
