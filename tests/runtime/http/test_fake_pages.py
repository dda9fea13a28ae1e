"""Lists of the fake, paged in every way that APIs page them."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any, cast

import pytest
from _runtime.absent import OrAbsent
from _runtime.models import Model
from _runtime.operation import PagedCall, PagedOperation
from _runtime.options import ClientOptions
from _runtime.page_styles import (
    Cursor,
    LinkHeader,
    NextUrl,
    Numbered,
    Offset,
    PageStyle,
)
from _runtime.parameters import Style
from _runtime.testing.mock import MockApi
from _runtime.testing.routes import ListRoute, UnexpectedCallError
from probes import PLAIN_API, ProbeClient


class About(Model):
    next: OrAbsent[str] = None
    number: OrAbsent[int] = None
    more: OrAbsent[bool] = None
    total: OrAbsent[int] = None
    pages: OrAbsent[int] = None


class Envelope(Model):
    items: list[int]
    about: OrAbsent[About] = None


PAGES = ([1, 2], [3, 4], [5])
STYLES: Mapping[str, PageStyle] = {
    "cursor": Cursor(items="items", next_cursor="about.next", cursor="c"),
    "whole cursor": Cursor(items="items", next_cursor="about.number", cursor="c"),
    "cursor in the body": Cursor(
        items="items", next_cursor="about.next", cursor=("json", "page", "after")
    ),
    "cursor in an object": Cursor(
        items="items", next_cursor="about.next", cursor=("query", "page", "after")
    ),
    "pages": Numbered(items="items", page="p", pages="about.pages"),
    "pages from nought": Numbered(
        items="items", page="p", first=0, total="about.total"
    ),
    "pages to an empty one": Numbered(items="items", page="p"),
    "offsets": Offset(items="items", offset="o", has_more="about.more"),
    "URLs": NextUrl(items="items", next_url="about.next"),
    "links": LinkHeader(items="items"),
    "links alone": LinkHeader(items=""),
}


def _faked(
    style: PageStyle, *pages: Sequence[int]
) -> tuple[ProbeClient, PagedOperation[Any, int, Any], ListRoute[int]]:
    envelope = Envelope if style.items else list[int]
    in_body = getattr(style, "cursor", "c")[0] == "json"
    operation = PagedOperation[Any, int, Any](
        "POST" if in_body else "GET",
        "/list",
        cast("Any", envelope),
        paging=style,
        styles={("query", "page"): Style("deepObject")},
    )
    mock = MockApi(PLAIN_API)
    route = mock.list_route(operation)
    if pages:
        route.returns_pages(*pages)
    else:
        route.answers_anything()
    options: ClientOptions = mock.options()
    return ProbeClient(PLAIN_API, {}, **options), operation, route


def _call(operation: PagedOperation[Any, int, Any]) -> PagedCall[Any, int, Any]:
    return operation.call(json={}) if operation.method == "POST" else operation.call()


@pytest.mark.parametrize("name", STYLES)
def test_a_list_is_paged_as_the_operation_says(name: str) -> None:
    client, operation, route = _faked(STYLES[name], *PAGES)

    with client:
        found = client.caller.paginate(_call(operation)).to_list()

    assert found == [1, 2, 3, 4, 5]
    ends_empty = name == "pages to an empty one"
    assert len(route.calls) == len(PAGES) + ends_empty


@pytest.mark.parametrize("name", STYLES)
def test_a_list_is_made_up_in_one_page(name: str) -> None:
    client, operation, _ = _faked(STYLES[name])

    with client:
        found = client.caller.paginate(_call(operation)).to_list(max_items=2)

    assert found == [0, 1]


@pytest.mark.parametrize(
    ("name", "query"),
    [
        ("cursor", {"c": "cursor-9"}),
        ("cursor", {"c": "else"}),
        ("URLs", {"cursor": "cursor-7"}),
        ("offsets", {"o": 1}),
    ],
)
def test_a_page_that_there_is_not_is_said(name: str, query: dict[str, object]) -> None:
    client, operation, _ = _faked(STYLES[name], *PAGES)

    with client, pytest.raises(UnexpectedCallError, match="GET /list: no page"):
        client.caller.paginate(operation.call(query=query)).to_list()


def test_a_list_may_be_empty() -> None:
    client, operation, _ = _faked(STYLES["cursor"], [])

    with client:
        assert client.caller.paginate(operation.call()).to_list() == []


def test_an_offset_behind_the_end_is_an_empty_page() -> None:
    client, operation, _ = _faked(STYLES["offsets"], *PAGES)

    with client:
        assert client.caller.paginate(operation.call(query={"o": 9})).to_list() == []
