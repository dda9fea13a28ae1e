"""Pages: nothing lost, nothing repeated, nothing fetched that is not needed."""

from __future__ import annotations

import asyncio
import json
from typing import Any

import pytest
from _runtime.errors import InvalidRequestError, PaginationError, StatusError
from minihq.client import AsyncMiniHQ, MiniHQ
from sockets import Answer, Server, serving


def _page(ids: str, cursor: str | None, *, more: bool | None = None) -> Answer:
    data: list[dict[str, Any]] = [
        {
            "id": one,
            "name": one,
            "status": "draft",
            "totalLeads": 0,
            "createdAt": "2024-01-01T00:00:00Z",
        }
        for one in ids
    ]
    has_more = bool(cursor) if more is None else more
    info = {"limit": 2, "next_cursor": cursor, "has_more": has_more}
    body = json.dumps({"data": data, "pagination": info}).encode()
    return Answer(200, body, {"Content-Type": "application/json"})


def _client(server: Server) -> MiniHQ:
    return MiniHQ(api_key="k", base_url=server.url, max_retries=0)


def _targets(server: Server) -> list[str]:
    return [seen.target for seen in server.seen]


PAGES = (_page("ab", "A"), _page("", "B"), _page("c", None))


def test_an_empty_page_with_a_cursor_is_followed() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        ids = [campaign.id for campaign in client.campaigns.list(limit=2)]

    assert ids == ["a", "b", "c"]
    assert _targets(server) == [
        "/campaigns?limit=2",
        "/campaigns?limit=2&cursor=A",
        "/campaigns?limit=2&cursor=B",
    ]


def test_nothing_is_sent_before_iterating() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        client.campaigns.list()

    assert server.seen == []


@pytest.mark.parametrize(("wanted", "requests"), [(0, 0), (1, 1), (2, 1), (3, 3)])
def test_no_page_is_fetched_that_is_not_needed(wanted: int, requests: int) -> None:
    async def run(url: str) -> int:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            return len(await client.campaigns.list().to_list(max_items=wanted))

    with serving(*PAGES) as server, _client(server) as client:
        assert len(client.campaigns.list().to_list(max_items=wanted)) == wanted
        assert len(server.seen) == requests
    with serving(*PAGES) as server:
        assert asyncio.run(run(server.url)) == wanted
        assert len(server.seen) == requests


def test_a_repeated_cursor_raises_after_the_items_before_it() -> None:
    loop = (_page("a", "A"), _page("b", "B"), _page("c", "A"))
    got: list[str] = []

    with (
        serving(*loop) as server,
        _client(server) as client,
        pytest.raises(PaginationError, match="repeated a cursor"),
    ):
        got.extend(campaign.id for campaign in client.campaigns.list())

    assert len(server.seen) == 3


def test_the_cursor_that_was_resumed_from_counts_as_seen() -> None:
    with (
        serving(_page("a", "A")) as server,
        _client(server) as client,
        pytest.raises(PaginationError),
    ):
        client.campaigns.list(cursor="A").to_list()

    assert len(server.seen) == 1


@pytest.mark.parametrize(
    "last", [_page("b", ""), _page("b", None, more=False), _page("b", "C", more=False)]
)
def test_the_list_ends(last: Answer) -> None:
    with serving(_page("a", "A"), last) as server, _client(server) as client:
        ids = [campaign.id for campaign in client.campaigns.list()]

    assert (ids, len(server.seen)) == (["a", "b"], 2)


def test_a_promise_of_more_without_a_cursor_raises_after_the_items() -> None:
    with serving(_page("a", None, more=True)) as server, _client(server) as client:
        items = iter(client.campaigns.list())
        assert next(items).id == "a"
        with pytest.raises(PaginationError, match="no cursor"):
            next(items)


def test_after_an_error_the_same_iterator_goes_on() -> None:
    broken = (PAGES[0], Answer(500), _page("c", None))
    with serving(*broken) as server, _client(server) as client:
        items = iter(client.campaigns.list())
        ids = [next(items).id, next(items).id]
        with pytest.raises(StatusError):
            next(items)
        ids += [campaign.id for campaign in items]

    assert ids == ["a", "b", "c"]


def test_after_an_error_the_same_async_iterator_goes_on() -> None:
    async def run(url: str) -> list[str]:
        async with AsyncMiniHQ(api_key="k", base_url=url, max_retries=0) as client:
            items = aiter(client.campaigns.list())
            ids = [(await anext(items)).id, (await anext(items)).id]
            with pytest.raises(StatusError):
                await anext(items)
            return ids + [campaign.id async for campaign in items]

    with serving(PAGES[0], Answer(500), _page("c", None)) as server:
        assert asyncio.run(run(server.url)) == ["a", "b", "c"]


def test_pages_can_be_walked_one_at_a_time() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        page = client.campaigns.list().first_page()
        assert (len(page.items), page.pagination.next_cursor) == (2, "A")
        assert (page.has_next, page.next_cursor) == (True, "A")
        assert page.response.status_code == 200
        second = page.next_page()
        assert second is not None
        third = second.next_page()
        assert third is not None
        assert third.next_page() is None
        sizes = [len(one.items) for one in client.campaigns.list().pages()]

    assert sizes == [1]
    assert repr(third) == "Page(1 items, has_next=False)"


def test_async_pages_can_be_walked_one_at_a_time() -> None:
    async def run(url: str) -> list[int]:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            page = await client.campaigns.list().first_page()
            sizes = [len(page.items)]
            second = await page.next_page()
            assert second is not None
            sizes += [len(second.items)]
            return sizes + [len(p.items) async for p in client.campaigns.list().pages()]

    with serving(*PAGES) as server:
        assert asyncio.run(run(server.url)) == [2, 0, 1]


def test_the_same_page_can_be_asked_twice_for_the_next() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        page = client.campaigns.list().first_page()
        page.next_page()
        page.next_page()

    assert len(server.seen) == 3


def test_there_are_no_fewer_items_than_none() -> None:
    async def run(url: str) -> None:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            await client.campaigns.list().to_list(max_items=-1)

    with serving(*PAGES) as server, _client(server) as client:
        with pytest.raises(InvalidRequestError, match="max_items=-1"):
            client.campaigns.list().to_list(max_items=-1)
        with pytest.raises(InvalidRequestError, match="max_items=-1"):
            asyncio.run(run(server.url))

    assert server.seen == []


@pytest.mark.parametrize("wanted", [True, "2", 1.5])
def test_what_is_no_number_of_items_is_refused(wanted: int) -> None:
    with (
        serving(*PAGES) as server,
        _client(server) as client,
        pytest.raises(InvalidRequestError, match="must be a whole number"),
    ):
        client.campaigns.list().to_list(max_items=wanted)
