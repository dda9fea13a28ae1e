"""Lists taken up again from a saved position, and keys that tell pages apart."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, cast

import pytest
from _runtime.absent import OrAbsent
from _runtime.errors import InvalidRequestError, PaginationError
from _runtime.models import Model
from _runtime.operation import DetailOperation, PagedCall, PagedOperation
from _runtime.options import RequestOptions
from _runtime.page_styles import (
    Cursor,
    LinkHeader,
    NextUrl,
    Numbered,
    Offset,
    PageStyle,
)
from blocking import Callers
from sockets import Answer, Seen, serving, serving_by

ITEMS = list(range(7))
PER_PAGE = 2


class Envelope(Model):
    items: list[int]
    next: OrAbsent[str | int | None] = None
    total: OrAbsent[int] = None


STYLES: Mapping[str, PageStyle] = {
    "cursor": Cursor(items="items", next_cursor="next", cursor="c"),
    "number": Numbered(items="items", page="c", total="total"),
    "offset": Offset(items="items", offset="c", total="total"),
    "next-url": NextUrl(items="items", next_url="next"),
    "link-header": LinkHeader(items="items"),
}
every_style = pytest.mark.parametrize("style", STYLES)


def _listing(style: str) -> PagedCall[Envelope, int, Envelope]:
    return PagedOperation[Envelope, int, Envelope](
        "GET", "/list", Envelope, paging=STYLES[style]
    ).call(query={"q": "a"})


def _asked(seen: Seen) -> str:
    query = dict(
        pair.split("=") for pair in seen.target.partition("?")[2].split("&") if pair
    )
    return query.get("c", "")


def _answers(style: str) -> Callable[[Seen], Answer]:
    """The list, two items a page, paged in this style."""

    def answer(seen: Seen) -> Answer:
        asked = _asked(seen)
        begin = int(asked or "0")
        if style == "number":
            begin = (int(asked or "1") - 1) * PER_PAGE
        end = begin + PER_PAGE
        body: dict[str, object] = {"items": ITEMS[begin:end]}
        headers: dict[str, str] = {}
        if style in {"number", "offset"}:
            body["total"] = len(ITEMS)
        elif end < len(ITEMS):
            where = {
                "cursor": str(end),
                "next-url": f"/list?q=a&c={end}",
                "link-header": f"/list?q=a&c={end}",
            }[style]
            if style == "link-header":
                headers["Link"] = f'<{where}>; rel="next"'
            else:
                body["next"] = where
        return Answer(200, json.dumps(body).encode(), headers)

    return answer


@every_style
def test_a_list_goes_on_from_a_saved_position(callers: Callers, style: str) -> None:
    with serving_by(_answers(style)) as server:
        with callers.to(server.url) as caller:
            pager = caller.paginate(_listing(style))
            first = pager.first_page()
            kept = first.next_position
        with callers.to(server.url) as caller:
            pager = caller.paginate(_listing(style)).resume(kept)
            rest = pager.to_list()
            again = list(pager)

    assert isinstance(kept, str)
    assert first.items == ITEMS[:2]
    assert rest == again == ITEMS[2:]
    # As many requests as without the pause: 4 pages in all, the rest read twice.
    assert len(server.seen) == 1 + 3 + 3


class Whole(Model):
    data: Envelope


def test_a_resource_with_items_goes_on_from_a_saved_position(callers: Callers) -> None:
    style = Cursor(items="data.items", next_cursor="data.next", cursor="c")
    operation = DetailOperation[Whole, Envelope, int, Envelope](
        "GET", "/w", Whole, paging=style, detail="data"
    )
    answers = (
        Answer(200, b'{"data":{"items":[1],"next":"a"}}'),
        Answer(200, b'{"data":{"items":[2],"next":"b"}}'),
        Answer(200, b'{"data":{"items":[1],"next":"a"}}'),
        Answer(200, b'{"data":{"items":[3]}}'),
    )

    with serving(*answers) as server, callers.to(server.url) as caller:
        detail = caller.detail(operation.call(query={"q": "x"}))
        *_, (_, second) = zip(range(2), detail.pages(), strict=False)
        again = caller.detail(operation.call(query={"q": "x"}))
        rest = again.resume(second.next_position).to_list()

    assert rest == [3]
    assert [seen.target for seen in server.seen] == [
        "/w?q=x",
        "/w?q=x&c=a",
        "/w?q=x",
        "/w?q=x&c=b",
    ]


@every_style
def test_the_last_page_has_no_next_position(callers: Callers, style: str) -> None:
    with serving_by(_answers(style)) as server, callers.to(server.url) as caller:
        pages = list(caller.paginate(_listing(style)).pages())

    found = [page.next_position is None for page in pages]
    assert found == [False, False, False, True]


@pytest.mark.parametrize("style", ["cursor", "next-url", "link-header"])
def test_a_resumed_list_leads_in_no_circle(callers: Callers, style: str) -> None:
    where = "2" if style == "cursor" else "/list?q=a&c=2"
    body = {"items": [1], "next": where}
    circle = Answer(200, json.dumps(body).encode(), {"Link": f'<{where}>; rel="next"'})

    with serving(circle) as server, callers.to(server.url) as caller:
        pager = caller.paginate(_listing(style))
        resumed = pager.resume(json.dumps([where, 2, 2]))
        with pytest.raises(PaginationError, match="repeated"):
            resumed.to_list()

    assert len(server.seen) == 1


@pytest.mark.parametrize("style", ["next-url", "link-header"])
def test_a_position_leads_to_no_other_origin(callers: Callers, style: str) -> None:
    with (
        serving_by(_answers(style)) as other,
        serving_by(_answers(style)) as server,
        callers.to(server.url) as caller,
    ):
        position = json.dumps([f"{other.url}/list?q=a&c=2", 2, 2])
        pager = caller.paginate(_listing(style)).resume(position)
        with pytest.raises(PaginationError, match="another origin"):
            pager.to_list()

    assert other.seen == server.seen == []


@pytest.mark.parametrize(
    ("style", "position"),
    [
        ("cursor", "abc"),
        ("cursor", "null"),
        ("cursor", "[null, 2, 2]"),
        ("cursor", '["c", "2", 2]'),
        ("cursor", '["c"]'),
        ("number", '["2", 2, 2]'),
        ("offset", "[true, 2, 2]"),
        ("next-url", "[2, 2, 2]"),
        ("link-header", None),
    ],
)
def test_what_is_no_position_of_the_list_is_refused(
    callers: Callers, style: str, position: object
) -> None:
    with serving() as server, callers.to(server.url) as caller:
        pager = caller.paginate(_listing(style))
        with pytest.raises(InvalidRequestError, match="GET /list: this is no position"):
            pager.resume(position)

    assert server.seen == []


def test_a_cursor_may_be_an_object(callers: Callers) -> None:
    class Key(Model):
        k: int

    class Keyed(Model):
        items: list[int]
        next: OrAbsent[Key | None] = None

    style = Cursor(items="items", next_cursor="next", cursor=("json", "after"))
    call = PagedOperation[Keyed, int, Keyed]("POST", "/q", Keyed, paging=style).call(
        json={"q": "a"}
    )
    pages = (
        Answer(200, b'{"items":[1],"next":{"k":7}}'),
        Answer(200, b'{"items":[2]}'),
    )

    with serving(*pages) as server, callers.to(server.url) as caller:
        kept = caller.paginate(call).first_page().next_position
        rest = caller.paginate(call).resume(kept).to_list()

    assert rest == [2]
    assert json.loads(server.seen[1].body) == {"q": "a", "after": {"k": 7}}


CREATED = PagedOperation[Envelope, int, Envelope](
    "POST",
    "/search",
    Envelope,
    paging=Cursor(items="items", next_cursor="next", cursor=("json", "c")),
    idempotency_header="Idempotency-Key",
)
FOUND = (
    Answer(200, b'{"items":[1],"next":"a"}'),
    Answer(503),
    Answer(200, b'{"items":[2],"next":"b"}'),
    Answer(200, b'{"items":[3]}'),
)
OWN: Mapping[str, tuple[dict[str, Any], dict[str, Any]]] = {
    "as an option": ({"idempotency_key": "mine"}, {}),
    "as a header": ({"headers": {"idempotency-key": "mine"}}, {}),
    "as an argument": ({}, {"headers": {"Idempotency-Key": "mine"}}),
}


@pytest.mark.parametrize("way", OWN)
def test_a_callers_key_is_another_for_each_page_and_the_same_for_each_try(
    callers: Callers, way: str
) -> None:
    options, given = OWN[way]

    with (
        serving(*FOUND) as server,
        callers.to(server.url, max_retries=1) as caller,
    ):
        call = CREATED.call(json={"q": "a"}, **given)
        pager = caller.paginate(call, cast("RequestOptions", options))
        assert pager.to_list() == [1, 2, 3]

    first, tried, again, last = [s.headers["idempotency-key"] for s in server.seen]
    assert first == "mine"
    assert tried == again
    assert len({first, tried, last}) == 3


def test_a_resumed_page_has_the_key_that_it_would_have_had(callers: Callers) -> None:
    options: RequestOptions = {"idempotency_key": "mine"}
    call = CREATED.call(json={"q": "a"})

    with serving(FOUND[0], FOUND[3]) as server, callers.to(server.url) as caller:
        pager = caller.paginate(call, options)
        kept = pager.first_page().next_position
        for _ in range(2):
            pager.resume(kept).to_list()

    keys = [seen.headers["idempotency-key"] for seen in server.seen]
    assert keys[0] == "mine"
    assert len(set(keys[1:])) == 1
