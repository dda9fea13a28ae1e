from __future__ import annotations

import json
import time
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import types_recursive_aliases as client
from generating import client_of
from server import reply
from twins import in_both
from types_recursive_aliases import types

if TYPE_CHECKING:
    from server import LoopbackServer

ANSWER: dict[str, object] = {
    "data": [1, [2, {"k": None}], True, 1.5],
    "tree": [[], [[]]],
    "loop": {"again": {}},
}
SENT: list[types.JsonInput | None] = [
    {"a": [1, "x", None, {"b": True}]},
    None,
    "x",
    1,
    1.5,
    True,
    [],
    {},
    [[{"deep": [None]}]],
]


def answered(server: LoopbackServer, body: types.JsonInput | None) -> types.Holder:
    server.on("POST /j", reply(ANSWER))
    return in_both(
        client.RecursiveAliases(base_url=server.url),
        client.AsyncRecursiveAliases(base_url=server.url),
        lambda it: it.j.create(body),
    )


def test_generation_ends_soon() -> None:
    spec = Path(__file__).with_name("spec.yaml")
    start = time.process_time()

    client_of(spec, "recursive")

    assert time.process_time() - start < 5


@pytest.mark.parametrize("body", SENT, ids=repr)
def test_any_json_value_is_sent_as_it_is(
    server: LoopbackServer, body: types.JsonInput | None
) -> None:
    answered(server, body)

    for request in server.requests:
        assert request.body == json.dumps(body, separators=(",", ":")).encode()


@pytest.mark.filterwarnings("error")
def test_the_answer_decodes_and_round_trips(server: LoopbackServer) -> None:
    found = answered(server, None)

    assert found.tree == [[], [[]]]
    assert found.loop == types.Loop2(again=types.Loop2())
    assert found.to_json() == json.dumps(ANSWER, separators=(",", ":"))


def test_integers_and_booleans_stay_what_they_are(server: LoopbackServer) -> None:
    data = answered(server, None).data

    assert isinstance(data, list)
    assert [type(item) for item in data] == [int, list, bool, float]


def depth(tree: types.Tree) -> int:
    """Type checkers see through the recursion."""
    return 1 + max(map(depth, tree), default=0)


def test_dictionaries_take_aliases_that_lead_back_to_them(
    server: LoopbackServer,
) -> None:
    given: types.NodeDict = {
        "nested": {"a": {"b": {}}},
        "named": {"c": {"nested": {}}},
        "group": [[{"nested": {}, "rows": [[]]}], types.Node(nested={})],
    }
    server.on("POST /n", reply({"nested": {}, "group": [[{"nested": {"d": {}}}]]}))

    found = in_both(
        client.RecursiveAliases(base_url=server.url),
        client.AsyncRecursiveAliases(base_url=server.url),
        lambda it: it.n.create(**given),
    )

    assert found.group == [[types.Node(nested={"d": {}})]]
    assert [request.json for request in server.requests] == [
        {**given, "group": [[{"nested": {}, "rows": [[]]}], {"nested": {}}]}
    ] * 2
