"""How each kind of paging goes on and ends, and what pagers offer besides."""

from __future__ import annotations

import asyncio
import json

import pytest
from _runtime.absent import OrAbsent
from _runtime.errors import PaginationError
from _runtime.models import Model
from _runtime.operation import DetailOperation, PagedOperation
from _runtime.options import RequestOptions
from _runtime.page_styles import Cursor, Numbered, Offset, PageStyle
from blocking import Callers
from minihq.client import AsyncMiniHQ, MiniHQ
from probes import PLAIN_API, AsyncProbeClient
from sockets import Answer, serving


class Envelope(Model):
    items: OrAbsent[list[int]] = None
    more: OrAbsent[bool] = None
    pages: OrAbsent[int] = None
    total: OrAbsent[int] = None
    next: OrAbsent[str] = None


def _page(*items: int, **said: object) -> Answer:
    return Answer(200, json.dumps({"items": items, **said}).encode())


NUMBERED = Numbered(items="items", page="p", limit="n", pages="pages", has_more="more")
BY_TOTAL = Offset(items="items", offset="o", limit="n", total="total")
PLAIN = Offset(items="items", offset="o", limit="n", has_more="more")


Course = tuple[PageStyle, dict[str, object], list[Answer], list[int], int]


@pytest.mark.parametrize(
    "course",
    [
        # The number of pages is said.
        (NUMBERED, {"p": 2}, [_page(1, pages=3), _page(2, pages=3)], [1, 2], 2),
        (NUMBERED, {}, [_page(1, pages=1)], [1], 1),
        # An empty page is a gap where more is promised.
        (NUMBERED, {}, [_page(more=True), _page(1, more=False)], [1], 2),
        # A page is short where one of them was not.
        (NUMBERED, {"n": 2}, [_page(1, 2), _page(3)], [1, 2, 3], 2),
        (NUMBERED, {"n": 9}, [_page(1), _page(2), _page()], [1, 2], 3),
        (NUMBERED, {"n": "2"}, [_page(1, 2), _page(3)], [1, 2, 3], 2),
        # Nothing is said: an empty page ends the list.
        (NUMBERED, {}, [_page(1), _page()], [1], 2),
        (BY_TOTAL, {"o": 2}, [_page(3, total=4), _page(4, total=4)], [3, 4], 2),
        (BY_TOTAL, {"o": "2"}, [_page(3, total=3)], [3], 1),
        (BY_TOTAL, {"n": 2}, [_page(1, 2), _page(3)], [1, 2, 3], 2),
        (PLAIN, {"n": 2}, [_page(1, more=True), _page(2, more=False)], [1, 2], 2),
        (PLAIN, {"n": 2}, [_page(1, 2), _page()], [1, 2], 2),
        (PLAIN, {}, [Answer(200, b"{}")], [], 1),
    ],
)
def test_a_list_goes_on_and_ends(
    callers: Callers,
    course: Course,
) -> None:
    style, query, answers, items, requests = course
    operation = PagedOperation[Envelope, int, Envelope](
        "GET", "/list", Envelope, paging=style
    )

    with serving(*answers) as server, callers.to(server.url) as caller:
        found = caller.paginate(operation.call(query=query)).to_list()

    assert found == items
    assert len(server.seen) == requests


def test_an_offset_without_items_cannot_go_on(callers: Callers) -> None:
    operation = PagedOperation[Envelope, int, Envelope](
        "GET", "/list", Envelope, paging=PLAIN
    )

    with (
        serving(_page(more=True)) as server,
        callers.to(server.url) as caller,
        pytest.raises(PaginationError, match="gives no cursor"),
    ):
        caller.paginate(operation.call()).to_list()


CURSOR = Cursor(items="items", next_cursor="next", cursor="c")
DETAIL = DetailOperation[Envelope, Envelope, int, Envelope](
    "GET", "/one", Envelope, detail="", paging=CURSOR
)
LIST = PagedOperation[Envelope, int, Envelope]("GET", "/l", Envelope, paging=CURSOR)
TWO = (_page(1, next="a"), _page(2))


@pytest.mark.parametrize("options", [{}, {"prefetch": True}])
def test_a_detail_has_its_items_on_all_pages(
    callers: Callers, options: RequestOptions
) -> None:
    with serving(*TWO) as server, callers.to(server.url) as caller:
        detail = caller.detail(DETAIL.call(), options)
        sizes = [len(page.items) for page in detail.pages()]

    assert detail.data.items == [1]
    assert detail.pagination.next == "a"
    assert sizes == [1, 1]
    assert len(server.seen) == 2
    kind = "" if callers.kind == "sync" else "Async"
    shown = repr(getattr(detail, "_inner", detail))
    assert shown == f"{kind}PagedDetail(Envelope, {detail._page!r})"


def test_the_items_of_a_detail_begin_with_those_at_hand(callers: Callers) -> None:
    with serving(*TWO) as server, callers.to(server.url) as caller:
        items = list(caller.detail(DETAIL.call()).iter_items())

    assert items == [1, 2]
    assert len(server.seen) == 2


@pytest.mark.parametrize("options", [{}, {"prefetch": True}])
def test_an_iteration_that_is_closed_is_over(
    callers: Callers, options: RequestOptions
) -> None:
    if callers.kind == "sync":
        with serving(*TWO) as server, callers.to(server.url) as caller:
            items = iter(caller.paginate(LIST.call(), options))
            first = next(items)
            items.close()
            rest = list(items)
        assert (first, rest) == (1, [])
        return

    async def run(url: str) -> tuple[int, list[int]]:
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
            pager = client.caller.paginate(LIST.call(), options)
            items = aiter(pager)
            first = await anext(items)
            await items.aclose()
            return first, [item async for item in items]

    with serving(*TWO) as server:
        assert asyncio.run(run(server.url)) == (1, [])


def test_pagers_and_pages_show_what_they_are(callers: Callers) -> None:
    with serving(*TWO) as server, callers.to(server.url) as caller:
        pager = caller.paginate(LIST.call())
        page = pager.first_page()
        shown = [repr(getattr(each, "_inner", each)) for each in (pager, page)]

    kind = "" if callers.kind == "sync" else "Async"
    assert shown == [
        f"{kind}Pager(GET /l)",
        f"{kind}Page(1 items, has_next=True)",
    ]
    assert page.next_cursor == "a"


def test_a_limit_beyond_the_end_takes_all(callers: Callers) -> None:
    with serving(*TWO) as server, callers.to(server.url) as caller:
        assert caller.paginate(LIST.call()).to_list(max_items=9) == [1, 2]


def test_whole_answers_of_generated_clients_come_with_both_kinds() -> None:
    body = b'{"data":{"id":"l"}}'

    async def run(url: str) -> object:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            return (await client.leads.with_response.get("l")).data

    with serving(Answer(200, body)) as server:
        with MiniHQ(api_key="k", base_url=server.url) as client:
            found = client.leads.with_response.get("l")
        later = asyncio.run(run(server.url))

    assert found.data == later
    assert (found.status_code, found.attempts) == (200, 1)
    assert found.elapsed > 0
