"""The next page under way while one is read: in time, and gone when nobody wants it."""

from __future__ import annotations

import asyncio
import threading
import time
from typing import TYPE_CHECKING

import pytest
from _runtime.errors import StatusError
from minihq.client import AsyncMiniHQ, MiniHQ
from pages import answer
from sockets import Answer, Server, serving

if TYPE_CHECKING:
    from collections.abc import Callable

    from _runtime.options import RequestOptions

AHEAD: RequestOptions = {"prefetch": True}


def _page(name: str, cursor: str | None) -> Answer:
    row = {"id": name, "name": name, "status": "draft", "totalLeads": 0}
    row["createdAt"] = "2024-01-01T00:00:00Z"
    info = {"limit": 1, "next_cursor": cursor, "has_more": cursor is not None}
    return answer({"data": [row], "pagination": info})


PAGES = (_page("a", "A"), _page("b", "B"), _page("c", None))


def _until(true: Callable[[], bool]) -> bool:
    """Whether it comes true soon."""
    ends_at = time.monotonic() + 5
    while not true() and time.monotonic() < ends_at:
        time.sleep(0.01)
    return true()


def _client(server: Server) -> MiniHQ:
    return MiniHQ(api_key="k", base_url=server.url, max_retries=0)


def _async_client(server: Server) -> AsyncMiniHQ:
    return AsyncMiniHQ(api_key="k", base_url=server.url, max_retries=0)


def test_the_next_page_is_asked_for_while_one_is_read() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        found = iter(client.campaigns.list(options=AHEAD))
        first = next(found).id
        is_ahead = _until(lambda: len(server.seen) == 2)
        rest = [campaign.id for campaign in found]

    assert (first, is_ahead, rest, len(server.seen)) == ("a", True, ["b", "c"], 3)


def test_it_is_not_unless_asked_for() -> None:
    with serving(*PAGES) as server, _client(server) as client:
        next(iter(client.campaigns.list()))
        time.sleep(0.1)

    assert len(server.seen) == 1


def test_an_error_comes_in_its_place_and_the_list_goes_on() -> None:
    with (
        serving(PAGES[0], Answer(500), *PAGES[1:]) as server,
        _client(server) as client,
    ):
        found = iter(client.campaigns.list(options=AHEAD))
        ids = [next(found).id]
        with pytest.raises(StatusError):
            next(found)
        ids += [campaign.id for campaign in found]

    assert ids == ["a", "b", "c"]


def _threads() -> list[str]:
    return [t.name for t in threading.enumerate() if t.name.startswith("ThreadPool")]


@pytest.mark.parametrize("closes", [True, False])
def test_who_stops_early_leaves_no_thread_behind(*, closes: bool) -> None:
    slow = Answer(200, PAGES[1].body, PAGES[1].headers, wait=0.2)
    with serving(PAGES[0], slow) as server, _client(server) as client:
        pages = client.campaigns.list(options=AHEAD).pages()
        next(pages)
        if closes:
            pages.close()
            assert list(pages) == []
        del pages

        assert _until(lambda: not _threads())

    assert len(server.seen) == 2


def test_the_same_asynchronously() -> None:
    async def read(server: Server) -> tuple[str, int, list[str]]:
        async with _async_client(server) as client:
            found = aiter(client.campaigns.list(options=AHEAD))
            first = (await anext(found)).id
            for _ in range(500):
                if len(server.seen) == 2:
                    break
                await asyncio.sleep(0.01)
            ahead = len(server.seen)
            return first, ahead, [campaign.id async for campaign in found]

    with serving(*PAGES) as server:
        assert asyncio.run(read(server)) == ("a", 2, ["b", "c"])


def test_an_error_comes_in_its_place_asynchronously() -> None:
    async def read(server: Server) -> list[str]:
        async with _async_client(server) as client:
            found = aiter(client.campaigns.list(options=AHEAD))
            ids = [(await anext(found)).id]
            with pytest.raises(StatusError):
                await anext(found)
            return ids + [campaign.id async for campaign in found]

    with serving(PAGES[0], Answer(500), *PAGES[1:]) as server:
        assert asyncio.run(read(server)) == ["a", "b", "c"]


@pytest.mark.parametrize("closes", [True, False])
def test_who_stops_early_leaves_no_task_behind(*, closes: bool) -> None:
    async def read(server: Server) -> int:
        async with _async_client(server) as client:
            found = client.campaigns.list(options=AHEAD).pages()
            await anext(found)
            await asyncio.sleep(0)
            if closes:
                await found.aclose()
            del found
            await asyncio.sleep(0.05)
            return len(asyncio.all_tasks())

    slow = Answer(200, PAGES[1].body, PAGES[1].headers, wait=30)
    with serving(PAGES[0], slow) as server:
        assert asyncio.run(read(server)) == 1


def test_a_detail_is_read_ahead_as_well() -> None:
    options: RequestOptions = {"prefetch": True, "deadline": 30}
    with serving(*PAGES) as server, _client(server) as client:
        ids = [campaign.id for campaign in client.campaigns.list(options=options)]

    assert ids == ["a", "b", "c"]


def test_who_stops_after_an_error_leaves_nothing_behind() -> None:
    with (
        serving(PAGES[0], Answer(500)) as server,
        _client(server) as client,
    ):
        pages = client.campaigns.list(options=AHEAD).pages()
        next(pages)
        with pytest.raises(StatusError):
            next(pages)
        pages.close()
        assert list(pages) == []

    assert len(server.seen) == 2


def test_who_stops_after_an_error_leaves_nothing_behind_asynchronously() -> None:
    async def read(server: Server) -> list[object]:
        async with _async_client(server) as client:
            pages = client.campaigns.list(options=AHEAD).pages()
            await anext(pages)
            with pytest.raises(StatusError):
                await anext(pages)
            await pages.aclose()
            return [page async for page in pages]

    with serving(PAGES[0], Answer(500)) as server:
        assert asyncio.run(read(server)) == []

    assert len(server.seen) == 2
