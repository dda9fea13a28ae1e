from __future__ import annotations

import inspect
import json
from keyword import iskeyword
from typing import TYPE_CHECKING

import names_keyword_property_names as client
from names_keyword_property_names import types
from server import reply
from twins import in_both

if TYPE_CHECKING:
    from server import LoopbackServer

SENT = {"class": "A", "None": 1, "True": True, "async": "x"}


def imported(server: LoopbackServer) -> types.Thing:
    """The answer to the operation `import`, called as any other."""
    return in_both(
        client.KeywordPropertyNames(base_url=server.url),
        client.AsyncKeywordPropertyNames(base_url=server.url),
        lambda it: it.things.import_(
            from_="2024", lambda_=3, class_="A", none=1, true=True, async_="x"
        ),
    )


def test_every_property_has_a_valid_name_by_one_rule() -> None:
    names = {field.alias or n: n for n, field in types.Thing.model_fields.items()}

    assert names == {
        "class": "class_",
        "None": "none",
        "True": "true",
        "async": "async_",
        "match": "match",
        "type": "type",
        "nameless": "nameless",
        "yield": "yield_",
    }
    assert not any(map(iskeyword, names.values()))


def test_every_argument_has_its_name_by_the_same_rule() -> None:
    method = inspect.signature(client.KeywordPropertyNames().things.import_)

    assert {"from_", "lambda_", *types.Thing.model_fields} == {
        name for name in method.parameters if name != "options"
    }


def test_wire_names_are_sent_and_nothing_for_the_unset_ones(
    server: LoopbackServer,
) -> None:
    imported(server)

    for request in server.requests:
        assert request.target == "/things?from=2024&lambda=3"
        assert request.json == SENT


def test_an_answer_decodes_to_the_same_attributes_and_round_trips(
    server: LoopbackServer,
) -> None:
    body = {"class": "A", "None": 1, "yield": ["q"]}
    server.on("POST /things", reply(body))

    thing = imported(server)

    assert (thing.class_, thing.none, thing.yield_) == ("A", 1, ["q"])
    assert json.loads(thing.to_json()) == body
