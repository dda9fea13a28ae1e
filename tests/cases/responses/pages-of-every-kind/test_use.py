from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import pytest
from pages import answer, answering, items, queries
from responses_pages_of_every_kind import (
    APIStatusError,
    AsyncPagesEveryKind,
    PagesEveryKind,
    PaginationError,
)
from responses_pages_of_every_kind.testing import MockPagesEveryKind, make
from sockets import Answer, Seen, Server, serving
from twins import in_both

if TYPE_CHECKING:
    from collections.abc import Callable

    from responses_pages_of_every_kind.types import Item

Untyped = Any


def ids(
    server: Server, pager: Callable[[Untyped], Untyped], max_items: int | None = None
) -> list[int]:
    """The ids that a list gives; what the asynchronous client gives is the same."""
    found: list[Item] = in_both(
        PagesEveryKind(base_url=server.url, max_retries=0),
        AsyncPagesEveryKind(base_url=server.url, max_retries=0),
        lambda client: pager(client).to_list(max_items=max_items),
    )
    return [item.id for item in found]


def twice(*answers: Answer) -> list[Answer]:
    return [*answers, *answers]


def half(found: list[dict[str, str]]) -> list[dict[str, str]]:
    """What one of the two clients sent, where both sent the same."""
    middle = len(found) // 2
    assert found[:middle] == found[middle:]
    return found[:middle]


def test_an_offset_grows_by_the_items_that_came_until_a_page_is_short() -> None:
    pages = twice(answer(items(1, 2)), answer(items(3, 4)), answer(items(5)))
    with serving(*pages) as server:
        found = ids(server, lambda client: client.offsets.list(limit=2))

    assert found == [1, 2, 3, 4, 5]
    assert half(queries(server)) == [
        {"limit": "2"},
        {"limit": "2", "offset": "2"},
        {"limit": "2", "offset": "4"},
    ]


def test_an_api_that_gives_less_than_was_asked_for_loses_nothing() -> None:
    pages = twice(answer(items(1, 2)), answer(items(3)), answer([]))
    with serving(*pages) as server:
        found = ids(server, lambda client: client.offsets.list(limit=100))

    assert found == [1, 2, 3]
    assert [each.get("offset") for each in half(queries(server))] == [None, "2", "3"]


def test_pages_are_asked_for_in_the_media_type_that_is_documented() -> None:
    with serving(*twice(answer(items(1)), answer(items()))) as server:
        ids(server, lambda client: client.offsets.list(limit=1))

    assert {seen.headers["accept"] for seen in server.seen} == {"application/hal+json"}


def test_an_offset_to_resume_from_is_where_it_begins() -> None:
    with serving(*twice(answer(items(8, 9)), answer([]))) as server:
        found = ids(server, lambda client: client.offsets.list(offset=7))

    assert found == [8, 9]
    assert half(queries(server)) == [{"offset": "7"}, {"offset": "9"}]


def test_an_offset_ends_at_the_total_without_another_request() -> None:
    pages = [
        answer({"items": items(1, 2), "meta": {"total": 3}}),
        answer({"items": items(3), "meta": {"total": 3}}),
    ]
    with serving(*twice(*pages)) as server:
        found = ids(server, lambda client: client.totals.list())

    assert (found, half(queries(server))) == ([1, 2, 3], [{}, {"skip": "2"}])


def test_pages_are_counted_and_an_empty_one_is_only_a_gap() -> None:
    pages = [
        answer({"items": items(1), "total_pages": 3}),
        answer({"items": [], "total_pages": 3}),
        answer({"items": items(2), "total_pages": 3}),
    ]
    with serving(*twice(*pages)) as server:
        found = ids(server, lambda client: client.numbers.list())

    assert (found, half(queries(server))) == (
        [1, 2],
        [{}, {"page": "2"}, {"page": "3"}],
    )


def test_pages_without_a_count_end_with_an_empty_one() -> None:
    pages = [answer({"items": items(1)}), answer({"items": []})]
    with serving(*twice(*pages)) as server:
        found = ids(server, lambda client: client.numbers.list(page=4))

    assert (found, half(queries(server))) == ([1], [{"page": "4"}, {"page": "5"}])


def test_pages_from_zero_on() -> None:
    with serving(*twice(answer(items(1, 2)), answer(items(3)))) as server:
        found = ids(server, lambda client: client.zeros.list(size=2))

    assert found == [1, 2, 3]
    assert half(queries(server)) == [{"size": "2"}, {"size": "2", "page": "1"}]


def test_an_answer_may_give_the_number_of_the_next_page() -> None:
    pages = [
        answer({"items": items(1), "next_page": 7}),
        answer({"items": items(2), "next_page": None}),
    ]
    with serving(*twice(*pages)) as server:
        found = ids(server, lambda client: client.next_numbers.list())

    assert (found, half(queries(server))) == ([1, 2], [{}, {"page": "7"}])


@pytest.mark.parametrize("form", ["{base}/url/me?p=2", "/url/me?p=2", "?p=2"])
def test_the_url_of_the_next_page_is_followed(form: str) -> None:
    def page(server: Server, seen: Seen) -> Answer:
        if seen.target == "/url/me":
            url = form.format(base=server.url)
            return answer({"results": items(1), "next": url})
        return answer({"results": items(2), "next": None})

    with answering(page) as server:
        found = ids(server, lambda client: client.urls.list("me"))

    assert found == [1, 2]
    assert [seen.target for seen in server.seen] == ["/url/me", "/url/me?p=2"] * 2


@pytest.mark.parametrize(
    "url",
    [
        "https://evil.example/url/me",
        "//evil.example/url/me",
        "http://127.0.0.1:1/url/me",
        "https://127.0.0.1/url/me",
        "file:///etc/passwd",
        "http://127.0.0.1\\@evil.example/",
        "http://[",
    ],
)
def test_a_url_of_another_origin_is_refused(url: str) -> None:
    async def read(base: str) -> list[int]:
        async with AsyncPagesEveryKind(base_url=base) as client:
            return [item.id async for item in client.urls.list("me")]

    with serving(answer({"results": items(1), "next": url})) as server:
        with (
            PagesEveryKind(base_url=server.url) as client,
            pytest.raises(PaginationError, match="another origin"),
        ):
            client.urls.list("me").to_list()
        with pytest.raises(PaginationError, match="another origin"):
            asyncio.run(read(server.url))

    assert len(server.seen) == 2


def test_a_url_that_comes_again_raises() -> None:
    with (
        serving(answer({"results": items(1), "next": "?p=2"})) as server,
        PagesEveryKind(base_url=server.url) as client,
        pytest.raises(PaginationError, match="repeated"),
    ):
        client.urls.list("me").to_list()


def test_a_link_header_is_followed() -> None:
    link = '<?p=0>; rel="prev", <?q=a,b>; title="a, \\"b"; rel="last NEXT"'
    pages = [answer(items(1), Link=link), answer([], Link="<?p=3>;rel=next")]
    with serving(
        *twice(*pages, answer(items(2), Link='<?p=1>; rel="first"'))
    ) as server:
        found = ids(server, lambda client: client.headers.list(per_page=1))

    assert found == [1, 2]
    assert half([{"at": seen.target} for seen in server.seen]) == [
        {"at": "/header?per_page=1"},
        {"at": "/header?q=a,b"},
        {"at": "/header?p=3"},
    ]


def test_a_cursor_in_the_body_is_sent_in_the_body() -> None:
    pages = [
        answer({"results": items(1), "next_cursor": "A", "has_more": True}),
        answer({"results": items(2), "next_cursor": "B", "has_more": False}),
    ]
    with serving(*twice(*pages)) as server:
        found = ids(server, lambda client: client.searches.search_items(query="x"))

    assert found == [1, 2]
    assert [json.loads(seen.body) for seen in server.seen][:2] == [
        {"query": "x"},
        {"query": "x", "start_cursor": "A"},
    ]
    assert len(server.seen) == 4


def test_what_leaves_doubt_is_not_paged() -> None:
    with (
        serving(answer(items(1))) as server,
        PagesEveryKind(base_url=server.url) as client,
    ):
        found = client.doubtful.list(page=0)

    assert [item.id for item in found] == [1]


@pytest.mark.parametrize(("wanted", "requests"), [(0, 0), (1, 1), (2, 1), (3, 2)])
def test_no_page_is_fetched_that_is_not_needed(wanted: int, requests: int) -> None:
    options = {"prefetch": True}

    def page(_: Server, seen: Seen) -> Answer:
        return answer(items(3, 4) if "offset=2" in seen.target else items(1, 2))

    with answering(page) as server:
        ids(server, lambda client: client.offsets.list(options=options), wanted)

    assert len(server.seen) == 2 * requests


def test_after_an_error_each_kind_goes_on_where_it_was() -> None:
    answers = [answer(items(1, 2)), answer({}, 500), answer(items(3)), answer([])]
    with (
        serving(*answers) as server,
        PagesEveryKind(base_url=server.url, max_retries=0) as client,
    ):
        found = iter(client.offsets.list())
        before = [next(found).id, next(found).id]
        with pytest.raises(APIStatusError):
            next(found)
        rest = [item.id for item in found]

    assert (before, rest) == ([1, 2], [3])
    assert [each.get("offset") for each in queries(server)] == [None, "2", "2", "3"]


PAGES: list[tuple[str, Callable[[Untyped], Untyped]]] = [
    ("offsets.list", lambda client: client.offsets.list(limit=2)),
    ("totals.list", lambda client: client.totals.list()),
    ("numbers.list", lambda client: client.numbers.list(page=1)),
    ("zeros.list", lambda client: client.zeros.list()),
    ("next_numbers.list", lambda client: client.next_numbers.list()),
    ("urls.list", lambda client: client.urls.list("a/b")),
    ("headers.list", lambda client: client.headers.list(per_page=2)),
    ("searches.search_items", lambda client: client.searches.search_items(query="q")),
]


@pytest.mark.parametrize(("route", "call"), PAGES, ids=[name for name, _ in PAGES])
def test_the_fake_answers_in_pages_of_each_kind(
    route: str, call: Callable[[Untyped], Untyped]
) -> None:
    mock = MockPagesEveryKind()
    resource, _, method = route.partition(".")
    pages = [[make.item(id=1), make.item(id=2)], [make.item(id=3)]]
    getattr(getattr(mock, resource), method).returns_pages(*pages)

    found = in_both(
        mock.client(), mock.async_client(), lambda client: call(client).to_list()
    )

    assert [item.id for item in found] == [1, 2, 3]
