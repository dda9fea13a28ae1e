from __future__ import annotations

import json
from datetime import date
from typing import TYPE_CHECKING, TypedDict, Unpack
from urllib.parse import parse_qsl

import pytest
from twins import in_both, sent
from wire_query_arrays import Arrays, AsyncArrays

if TYPE_CHECKING:
    from collections.abc import Sequence

    from sockets import Server
    from wire_query_arrays import types

DAY = date(2024, 1, 2)


class Query(TypedDict, total=False):
    form: Sequence[str]
    flat: Sequence[str]
    space: Sequence[str]
    spread: Sequence[str]
    pipe: Sequence[str]
    names: Sequence[str]
    ints: Sequence[int]
    days: Sequence[date]
    kinds: Sequence[types.QKind]
    nulls: Sequence[str | None]
    objects: Sequence[types.QObjectDict]
    lists: Sequence[Sequence[float]]
    either: str | Sequence[str]


def asked(wire: Server, **given: Unpack[Query]) -> str:
    in_both(
        Arrays(base_url=wire.url),
        AsyncArrays(base_url=wire.url),
        lambda client: client.q.get(**given),
    )
    return sent(wire).target.removeprefix("/q")


@pytest.mark.parametrize(
    ("given", "query"),
    [
        (Query(form=["a", "b c"]), "?form=a&form=b%20c"),
        (Query(flat=["a", "b,c"]), "?flat=a,b%2Cc"),
        (Query(space=["a", "b"]), "?space=a%20b"),
        (Query(spread=["a", "b"]), "?spread=a&spread=b"),
        (Query(pipe=["a", "b"]), "?pipe=a%7Cb"),
        (Query(names=["a", "b"]), "?names%5B%5D=a&names%5B%5D=b"),
        (Query(ints=(1, 2)), "?ints=1&ints=2"),
        (Query(days=[DAY, DAY]), "?days=2024-01-02,2024-01-02"),
        (Query(kinds=["a", "b,c"]), "?kinds=a,b%2Cc"),
        (Query(either="x"), "?either=x"),
        (Query(either=["x", "y"]), "?either=x&either=y"),
        (Query(form=[""]), "?form="),
        (Query(nulls=["a", None, "b"]), "?nulls=a&nulls=b"),
    ],
    ids=str,
)
def test_a_list_is_written_in_its_style(wire: Server, given: Query, query: str) -> None:
    assert asked(wire, **given) == query


@pytest.mark.parametrize(
    "given",
    [Query(form=[]), Query(flat=[]), Query(space=[]), Query(pipe=[]), Query(names=[])],
    ids=str,
)
def test_an_empty_list_sends_nothing(wire: Server, given: Query) -> None:
    assert asked(wire, **given) == ""


def test_an_object_in_a_list_is_json_with_values_of_their_own_types(
    wire: Server,
) -> None:
    query = asked(wire, objects=[{"n": 1, "on": True, "s": "1"}, {"n": 2}])

    values = [json.loads(value) for _, value in parse_qsl(query.removeprefix("?"))]
    assert values == [{"n": 1, "on": True, "s": "1"}, {"n": 2}]


def test_so_is_a_list_in_a_list(wire: Server) -> None:
    query = asked(wire, lists=[[1, 2.5], []])

    values = [json.loads(value) for _, value in parse_qsl(query.removeprefix("?"))]
    assert values == [[1, 2.5], []]


def test_headers_are_written_in_style_simple(wire: Server) -> None:
    in_both(
        Arrays(base_url=wire.url),
        AsyncArrays(base_url=wire.url),
        lambda client: client.h.get(
            x_ids=[1, 2],
            x_point={"x": 1, "y": True},
            x_pairs={"x": 1, "y": False},
            x_json={"x": 1},
            x_on=False,
            x_day=DAY,
        ),
    )

    headers = sent(wire).headers
    assert {name: text for name, text in headers.items() if name.startswith("x-")} == {
        "x-ids": "1,2",
        "x-point": "x,1,y,true",
        "x-pairs": "x=1,y=false",
        "x-json": '{"x":1}',
        "x-on": "false",
        "x-day": "2024-01-02",
    }


def test_headers_that_are_not_given_are_not_sent(wire: Server) -> None:
    in_both(
        Arrays(base_url=wire.url),
        AsyncArrays(base_url=wire.url),
        lambda client: client.h.get(x_ids=[]),
    )

    assert not [name for name in sent(wire).headers if name.startswith("x-")]
