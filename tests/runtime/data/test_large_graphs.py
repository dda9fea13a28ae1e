"""Graphs of models too large, or too deep, to be built at once."""

from __future__ import annotations

import json
import sys
from types import ModuleType
from typing import Any, cast

import pytest
from _runtime.complete import complete
from _runtime.decode import adapter, decode
from _runtime.mismatches import UndecodableError
from _runtime.models import Model
from _runtime.times import DateTime
from pydantic import create_model

SIZE = 400
AT = "2024-01-02T03:04:05Z"


@pytest.fixture(scope="module")
def graph() -> list[type[Model]]:
    """Models that all reach each other, and one long way through all of them."""
    home = ModuleType("large_graph")
    sys.modules[home.__name__] = home
    vars(home)["DateTime"] = DateTime
    found: list[type[Model]] = []
    for index in range(SIZE):
        fields: dict[str, Any] = {
            "at": ("DateTime", ...),
            "next": (f"M{(index + 1) % SIZE} | None", None),
            "many": (f"list[M{(index * 7 + 3) % SIZE}] | None", None),
        }
        model = create_model(
            f"M{index}", __base__=Model, __module__=home.__name__, **fields
        )
        vars(home)[model.__name__] = model
        found.append(model)
    return found


def chain(depth: int, last: object = AT) -> dict[str, Any]:
    found: dict[str, Any] = {"at": last}
    for _ in range(depth):
        found = {"at": AT, "next": found, "many": []}
    return found


def test_a_long_way_through_a_large_graph_is_decoded(graph: list[type[Model]]) -> None:
    raw = chain(60)

    decoded = decode(graph[0], json.dumps(raw).encode())

    value: Any = decoded.value
    for model in graph[:60]:
        assert type(value) is model
        value = value.next
    assert value.at.year == 2024
    assert decoded.mismatches == ()
    assert decoded.value.to_dict() == raw


def test_far_models_are_built_when_their_first_value_comes(
    graph: list[type[Model]],
) -> None:
    adapter(graph[100]).decode(json.dumps(chain(0)).encode(), mode="warn")

    assert graph[100].__pydantic_complete__
    assert not graph[150].__pydantic_complete__


@pytest.mark.parametrize("depth", [1, 4, 12])
def test_what_does_not_match_is_found_however_far(
    graph: list[type[Model]], depth: int
) -> None:
    body = json.dumps(chain(depth, "never")).encode()

    [mismatch] = decode(graph[200], body).mismatches
    assert mismatch.path == "$" + ".next" * depth + ".at"
    with pytest.raises(UndecodableError, match="date-time"):
        decode(graph[200], body, mode="raise")


def test_lists_of_what_is_built_already_are_decoded(graph: list[type[Model]]) -> None:
    raw = [{"at": AT, "many": [{"at": AT, "many": [chain(3)]}]}] * 2

    form: object = list.__class_getitem__(graph[300])
    values: Any = decode(form, json.dumps(raw).encode()).value

    assert [type(value) for value in values] == [graph[300]] * 2
    assert [value.to_dict() for value in values] == raw


def test_objects_can_be_made_of_others(graph: list[type[Model]]) -> None:
    found: Any = decode(graph[3], json.dumps(chain(5)).encode()).value

    made = graph[2](at=found.at, next=found)

    assert made.to_dict() == {"at": AT, "next": chain(5)}


def hub() -> type[Model]:
    """A model that refers to more others than one validator has."""
    home = ModuleType("hub_graph")
    sys.modules[home.__name__] = home
    fields: dict[str, Any] = {}
    for index in range(120):
        leaf = create_model(f"L{index}", __base__=Model, __module__="hub_graph", n=int)
        vars(home)[leaf.__name__] = leaf
        fields[f"l{index}"] = (f"L{index} | None", None)
    return create_model("Hub", __base__=Model, __module__="hub_graph", **fields)


def test_a_model_of_too_many_neighbours_is_built_without_them() -> None:
    made = hub()

    found: Any = decode(made, b'{"l0":{"n":1},"l119":{"n":2}}')

    assert (found.value.l0.n, found.value.l119.n) == (1, 2)
    assert found.mismatches == ()
    assert made(l7={"n": 3}).to_dict() == {"l7": {"n": 3}}


def test_a_model_that_another_thread_built_meanwhile_is_not_built_again() -> None:
    seen = iter([False, True])

    class Built(type):
        @property
        def __pydantic_complete__(cls) -> bool:
            return next(seen)

    class Slow(metaclass=Built):
        pass

    complete(cast("type[Model]", Slow))

    assert list(seen) == []
