from __future__ import annotations

import asyncio
import json
from dataclasses import replace
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from case import Case
from places import CASES
from responses_pagination import (
    APIStatusError,
    AsyncPaginationAndIdempotencyExtensions,
    PaginationAndIdempotencyExtensions,
    PaginationError,
)
from sockets import Answer, Server, serving

from sdksmith.pipeline import Run, check

if TYPE_CHECKING:
    from pathlib import Path

CASE = Case(CASES / "responses" / "pagination")


def page(*ids: int, cursor: object = None) -> Answer:
    body = {"data": [{"id": number} for number in ids], "next_cursor": cursor}
    return answer(body)


def answer(body: object, status: int = 200) -> Answer:
    return Answer(
        status, json.dumps(body).encode(), {"Content-Type": "application/json"}
    )


THREE = [page(1, 2, cursor="A"), page(3, 4, cursor="B"), page(5)]


def made(server: Server) -> PaginationAndIdempotencyExtensions:
    return PaginationAndIdempotencyExtensions(base_url=server.url, max_retries=0)


def queries(server: Server) -> list[dict[str, str]]:
    return [dict(parse_qsl(seen.target.partition("?")[2])) for seen in server.seen]


def test_iterating_crosses_the_pages() -> None:
    with serving(*THREE) as server:
        ids = [item.id for item in made(server).items.list(limit=2)]

    assert ids == [1, 2, 3, 4, 5]
    assert queries(server) == [
        {"limit": "2"},
        {"limit": "2", "cursor": "A"},
        {"limit": "2", "cursor": "B"},
    ]


@pytest.mark.parametrize(
    "last",
    [page(5), page(5, cursor=""), answer({"data": [{"id": 5}]})],
    ids=["null", "empty", "missing"],
)
def test_it_stops_where_there_is_no_cursor(last: Answer) -> None:
    with serving(page(1, cursor="A"), last) as server:
        ids = [item.id for item in made(server).items.list()]

    assert (ids, len(server.seen)) == ([1, 5], 2)


def test_an_empty_page_with_a_cursor_is_followed() -> None:
    with serving(page(1, cursor="A"), page(cursor="B"), page(2)) as server:
        ids = [item.id for item in made(server).items.list()]

    assert ids == [1, 2]


def test_a_cursor_that_comes_again_raises() -> None:
    with (
        serving(page(1, cursor="A"), page(2, cursor="A")) as server,
        pytest.raises(PaginationError),
    ):
        made(server).items.list().to_list()

    assert len(server.seen) == 2


def test_pages_come_one_by_one_with_the_members_of_the_answer() -> None:
    with serving(*THREE) as server:
        pages = list(made(server).items.list().pages())

    assert [[item.id for item in each.items] for each in pages] == [[1, 2], [3, 4], [5]]
    assert [each.pagination.next_cursor for each in pages] == ["A", "B", None]
    assert [item.id for item in pages[0].pagination.data] == [1, 2]


def test_a_list_can_be_resumed_from_a_cursor() -> None:
    with serving(*THREE[1:]) as server:
        ids = [item.id for item in made(server).items.list(cursor="A")]

    assert ids == [3, 4, 5]
    assert queries(server) == [{"cursor": "A"}, {"cursor": "B"}]


def test_an_error_on_the_second_page_comes_as_usual_and_loses_nothing() -> None:
    with serving(THREE[0], answer({}, 500), *THREE[1:]) as server:
        items = iter(made(server).items.list())
        before = [next(items).id, next(items).id]
        with pytest.raises(APIStatusError):
            next(items)
        rest = [item.id for item in items]

    assert (before, rest) == ([1, 2], [3, 4, 5])


def test_all_that_is_the_same_asynchronously() -> None:
    async def read(url: str) -> tuple[list[int], list[object]]:
        async with AsyncPaginationAndIdempotencyExtensions(base_url=url) as client:
            ids = [item.id async for item in client.items.list(limit=2)]
            pages = client.items.list(cursor="A").pages()
            return ids, [page.next_cursor async for page in pages]

    with serving(*THREE, *THREE[1:]) as server:
        ids, cursors = asyncio.run(read(server.url))

    assert (ids, cursors) == ([1, 2, 3, 4, 5], ["B", None])
    assert queries(server)[1:4] == [
        {"limit": "2", "cursor": "A"},
        {"limit": "2", "cursor": "B"},
        {"cursor": "A"},
    ]


def test_what_was_detected_is_told() -> None:
    assert "note[pagination-detected]: `GET /items` is paged" in CASE.client.diagnostics


def test_detection_can_be_switched_off(tmp_path: Path) -> None:
    config = replace(CASE.config, output=tmp_path / "sdk", detect_pagination=False)
    run = Run()

    files = {change.path: change.after or "" for change in check(config, run).changes}

    assert run.diagnostics.items == []
    assert ") -> ItemListResult:" in files["responses_pagination/resources/items.py"]
