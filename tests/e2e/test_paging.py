from __future__ import annotations

from typing import TYPE_CHECKING

import networkhq
import pytest
from networkhq import types
from server import Answer, sample

from e2e.calls import CALLS, Call, Shape
from e2e.driving import Untyped

if TYPE_CHECKING:
    from server import LoopbackServer, Received

    from e2e.driving import Driver

PAGERS = [call for call in CALLS if call.shape is Shape.PAGER]
each_pager = pytest.mark.parametrize("call", PAGERS, ids=lambda call: call.method)
CAMPAIGNS = "GET /campaigns"
DETAIL = "GET /conversations/{conversation_id}"


def pages(
    server: LoopbackServer,
    operation: str,
    *pages: list[str],
    items: str = "data",
    key: str = "id",
) -> None:
    """Script pages of items with these ids; each but the last names the next cursor."""
    [item, *_] = _at(server.sampled(operation, sample())[1], items)
    answers = []
    for number, ids in enumerate(pages, 1):
        cursor = f"cursor-{number}" if number < len(pages) else None
        answers.append(
            sample()
            .having(items, [item | {key: identity} for identity in ids])
            .having("pagination.has_more", cursor is not None)
            .having("pagination.next_cursor", cursor)
        )
    server.on(operation, *answers)


def _at(body: Untyped, path: str) -> Untyped:
    for part in path.split("."):
        body = body[part]
    return body


@each_pager
def test_every_list_crosses_pages_and_follows_an_empty_middle_page(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    pages(server, call.operation, ["a", "b"], [], ["c"])

    pager = driver.start(driver.client(), call.method, *call.path, limit=2)

    assert [item.id for item in driver.each(pager)] == ["a", "b", "c"]
    assert [request.query for request in server.requests] == [
        {"limit": "2"},
        {"limit": "2", "cursor": "cursor-1"},
        {"limit": "2", "cursor": "cursor-2"},
    ]


def test_a_pager_sends_nothing_before_it_is_used(
    driver: Driver, server: LoopbackServer
) -> None:
    driver.start(driver.client(), "campaigns.list")

    assert server.requests == []


def test_a_pager_can_be_used_again(driver: Driver, server: LoopbackServer) -> None:
    pager = driver.start(driver.client(), "campaigns.list")

    first = [item.id for item in driver.each(pager)]

    assert [item.id for item in driver.each(pager)] == first
    assert len(server.requests) == 2


def test_filters_travel_with_every_page(driver: Driver, server: LoopbackServer) -> None:
    pages(server, "GET /leads", ["a"], ["b"])

    list(
        driver.each(
            driver.start(driver.client(), "leads.list", query="acme", list_ids="l1")
        )
    )

    assert server.requests[1].query == {
        "query": "acme",
        "list_ids": "l1",
        "cursor": "cursor-1",
    }


def test_a_repeated_cursor_raises(driver: Driver, server: LoopbackServer) -> None:
    again = (
        sample()
        .having("pagination.has_more", value=True)
        .having("pagination.next_cursor", "same")
    )
    server.on(CAMPAIGNS, again)

    with pytest.raises(networkhq.PaginationError, match=r"GET /campaigns"):
        list(driver.each(driver.start(driver.client(), "campaigns.list")))

    assert len(server.requests) == 2


def test_cursors_that_go_in_a_longer_circle_raise(
    driver: Driver, server: LoopbackServer
) -> None:
    def answer(request: Received) -> Answer:
        following = "b" if request.query.get("cursor") == "a" else "a"
        return (
            sample()
            .having("pagination.has_more", value=True)
            .having("pagination.next_cursor", following)
        )

    server.on(CAMPAIGNS, answer)

    with pytest.raises(networkhq.PaginationError):
        list(driver.each(driver.start(driver.client(), "campaigns.list")))

    assert len(server.requests) == 3


def test_an_error_on_the_third_page_does_not_lose_the_first_two(
    driver: Driver, server: LoopbackServer
) -> None:
    pages(server, CAMPAIGNS, ["a"], ["b"], ["c"], ["d"])
    scripted = server.scripted(CAMPAIGNS)
    server.on(CAMPAIGNS, *scripted[:2], sample(403), *scripted[2:])
    pager = driver.start(driver.client(), "campaigns.list")
    seen: list[Untyped] = []

    with pytest.raises(networkhq.PermissionDeniedError):
        seen.extend(driver.each(pager.pages()))
    cursor = seen[-1].pagination.next_cursor
    found = [item.id for page in seen for item in page.items]
    rest = driver.start(driver.client(), "campaigns.list", cursor=cursor)

    assert found + [item.id for item in driver.each(rest)] == ["a", "b", "c", "d"]


@pytest.mark.parametrize(
    ("wanted", "items", "requests"),
    [(0, 0, 0), (1, 1, 1), (2, 2, 1), (3, 3, 2), (None, 5, 3), (99, 5, 3)],
)
def test_a_list_of_so_many_items_fetches_no_page_too_many(
    *,
    driver: Driver,
    server: LoopbackServer,
    wanted: int | None,
    items: int,
    requests: int,
) -> None:
    pages(server, CAMPAIGNS, ["a", "b"], ["c", "d"], ["e"])
    pager = driver.start(driver.client(), "campaigns.list")

    found = driver.run(
        pager.to_list() if wanted is None else pager.to_list(max_items=wanted)
    )

    assert (len(found), len(server.requests)) == (items, requests)


def test_pages_can_be_walked_one_by_one(driver: Driver, server: LoopbackServer) -> None:
    pages(server, CAMPAIGNS, ["a"], ["b"])

    first = driver.run(driver.start(driver.client(), "campaigns.list").first_page())
    second = driver.run(first.next_page())

    assert [item.id for item in (*first.items, *second.items)] == ["a", "b"]
    assert (first.has_next, second.has_next, driver.run(second.next_page())) == (
        True,
        False,
        None,
    )
    assert first.pagination.next_cursor == "cursor-1"
    assert (second.response.status_code, second.response.request_id) == (
        200,
        "request-2",
    )
    assert len(server.requests) == 2


def test_paging_resumes_from_a_saved_cursor(
    driver: Driver, server: LoopbackServer
) -> None:
    pager = driver.start(driver.client(), "campaigns.list", cursor="saved")

    list(driver.each(pager))

    assert [request.query for request in server.requests] == [{"cursor": "saved"}]


def test_options_of_the_call_hold_for_every_page(
    driver: Driver, server: LoopbackServer
) -> None:
    pages(server, CAMPAIGNS, ["a"], ["b"])
    options = {"headers": {"x-debug": "1"}}

    list(driver.each(driver.start(driver.client(), "campaigns.list", options=options)))

    assert [request.headers.get("x-debug") for request in server.requests] == ["1", "1"]


def test_a_detail_gives_its_first_page_with_one_request(
    driver: Driver, server: LoopbackServer
) -> None:
    pages(server, DETAIL, ["m1", "m2"], ["m3"], items="data.messages")

    detail = driver.start(driver.client(), "conversations.get", "cv_1", limit=2)

    assert isinstance(detail.data, types.ConversationDetail)
    assert [message.id for message in detail.data.messages] == ["m1", "m2"]
    assert detail.pagination.has_more is True
    assert detail.response.request_id == "request-1"
    assert len(server.requests) == 1


def test_the_items_of_a_detail_follow_its_cursor(
    driver: Driver, server: LoopbackServer
) -> None:
    pages(server, DETAIL, ["m1", "m2"], [], ["m3"], items="data.messages")
    detail = driver.start(driver.client(), "conversations.get", "cv_1", limit=2)

    assert [message.id for message in driver.each(detail.iter_items())] == [
        "m1",
        "m2",
        "m3",
    ]
    assert [request.query.get("cursor") for request in server.requests] == [
        None,
        "cursor-1",
        "cursor-2",
    ]
    assert {request.query["limit"] for request in server.requests} == {"2"}


def test_a_repeated_cursor_in_a_detail_raises(
    driver: Driver, server: LoopbackServer
) -> None:
    again = (
        sample()
        .having("pagination.has_more", value=True)
        .having("pagination.next_cursor", "same")
    )
    server.on(DETAIL, again)
    detail = driver.start(driver.client(), "conversations.get", "cv_1")

    with pytest.raises(networkhq.PaginationError):
        list(driver.each(detail.iter_items()))
