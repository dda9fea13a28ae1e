"""Following pages: what one answer holds, and which request comes next."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar, assert_never, cast
from urllib.parse import urljoin

from .encode import to_json_text
from .errors import InvalidRequestError, PaginationError
from .links import next_link
from .operation import Arguments, Pages
from .page_styles import Cursor, LinkHeader, NextUrl, Numbered, Offset, PageStyle
from .response import Response
from .sent import sent_value, with_sent

T = TypeVar("T")
P = TypeVar("P")

Seen: TypeAlias = MutableMapping[str, int]
"""What led on so far, each with the number of the page that it leads to."""


@dataclass(frozen=True, slots=True)
class Behind:
    """What came before a page: how many items, and the most that one page had."""

    pages: int
    items: int
    size: int


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T, P]):
    """What one answer holds, and what leads to the next one, if anything does.

    A `cursor` that is a URL is as the answer has it.
    """

    items: list[T]
    info: P
    response: Response[int, object]
    arguments: Arguments
    behind: Behind
    cursor: object = None
    promises_more: bool = False

    @property
    def has_next(self) -> bool:
        """Whether another page follows."""
        return self.cursor is not None or self.promises_more

    @property
    def through(self) -> Behind:
        """What has come with this page."""
        behind, count = self.behind, len(self.items)
        size = max(behind.size, count)
        return Behind(behind.pages + 1, behind.items + count, size)

    @property
    def target(self) -> object:
        """The cursor; where it is a URL, relative to that of this page (RFC 3986, 5)."""
        link = self.arguments.link
        return self.cursor if link is None else urljoin(link, str(self.cursor))


def read_leaf(
    operation: Pages,
    arguments: Arguments,
    response: Response[int, object],
    behind: Behind | None,
) -> Leaf[object, object]:
    """The parts of an answer to these arguments; None: they say what is behind it."""
    body, style = response.data, operation.paging
    found = at(body, style.items)
    items = cast("list[object]", found) if isinstance(found, list) else []
    more = at(body, style.has_more) if style.has_more else None
    leaf = Leaf(
        items,
        at(body, style.info),
        response,
        arguments,
        behind or Behind(0, _before(style, arguments, len(items)), 0),
        promises_more=more is True,
    )
    return leaf if more is False else replace(leaf, cursor=_leads_to(style, leaf))


def _leads_to(style: PageStyle, leaf: Leaf[object, object]) -> object:
    """The cursor, number, offset or URL of the next page; None at the end."""
    body = leaf.response.data
    match style:
        case Cursor():
            cursor = at(body, style.next_cursor)
            return None if cursor == "" else cursor
        case Numbered():
            number = _number(leaf.arguments, style.page, style.first)
            return number + 1 if _goes_on(style, leaf, number) else None
        case Offset():
            is_over = not leaf.items or _is_filled(style, leaf)
            return None if is_over else leaf.through.items
        case NextUrl():
            url = at(body, style.next_url)
            return str(url) if url else None
        case LinkHeader():
            return next_link(leaf.response.headers.get("link", "")) or None
        case _:
            assert_never(style)


def _goes_on(style: Numbered, leaf: Leaf[object, object], number: int) -> bool:
    """Whether there is a page after this number; an empty one is only a gap."""
    pages = at(leaf.response.data, style.pages) if style.pages else None
    if isinstance(pages, int):
        return number + 1 - style.first < pages
    if leaf.promises_more:
        return True
    return bool(leaf.items) and not _is_filled(style, leaf)


def _is_filled(style: Numbered | Offset, leaf: Leaf[object, object]) -> bool:
    """Whether all items have come: by the total, or because the page is short.

    An API may give less than was asked for, so a page is only short where one of
    them was not.
    """
    total = at(leaf.response.data, style.total) if style.total else None
    if isinstance(total, int):
        return leaf.through.items >= total
    if leaf.promises_more:
        return False
    limit = _number(leaf.arguments, style.limit, 0) if style.limit else 0
    return len(leaf.items) < limit <= leaf.through.size


def _before(style: PageStyle, arguments: Arguments, count: int) -> int:
    """How many items come before the page that is asked for first."""
    match style:
        case Offset():
            return _number(arguments, style.offset, 0)
        case Numbered():
            return (_number(arguments, style.page, style.first) - style.first) * count
        case Cursor() | NextUrl() | LinkHeader():
            return 0
        case _:
            assert_never(style)


def _number(arguments: Arguments, sent: str | tuple[str, ...], default: int) -> int:
    value = sent_value(arguments, sent)
    if isinstance(value, str) and value.isascii() and value.isdigit():
        return int(value)
    return value if isinstance(value, int) else default


def first_seen(operation: Pages, arguments: Arguments) -> Seen:
    """What led on before the first page: the cursor to resume from, if any."""
    style = operation.paging
    begun: object = arguments.link
    if isinstance(style, Cursor):
        begun = sent_value(arguments, style.cursor)
    return {} if begun is None else {mark(begun): 0}


def mark(cursor: object) -> str:
    """A cursor as text that no other has."""
    return to_json_text(cursor)


def following(operation: Pages, leaf: Leaf[T, P], seen: Seen) -> Arguments:
    """The arguments of the next page; a cursor met before would lead in a circle."""
    number = leaf.through.pages
    if leaf.cursor is None:
        raise PaginationError(
            "the API says that more follows, but gives no cursor",
            operation=operation.name,
        )
    if seen.setdefault(mark(leaf.target), number) != number:
        raise PaginationError("the API repeated a cursor", operation=operation.name)
    return leading_to(operation, leaf.arguments, leaf.target)


def leading_to(operation: Pages, arguments: Arguments, target: object) -> Arguments:
    """The arguments of the page that a cursor, a number, an offset or a URL names."""
    style = operation.paging
    match style:
        case Cursor():
            found = with_sent(arguments, style.cursor, target)
        case Numbered():
            found = with_sent(arguments, style.page, target)
        case Offset():
            found = with_sent(arguments, style.offset, target)
        case NextUrl() | LinkHeader():
            found = replace(arguments, link=str(target))
        case _:
            assert_never(style)
    return replace(found, page=mark(target))


def refuse_negative(max_items: int | None) -> None:
    """Raise where there cannot be so many items."""
    if max_items is None:
        return
    given = cast("object", max_items)
    if not isinstance(given, int) or isinstance(given, bool):
        raise InvalidRequestError(f"max_items={given!r}: must be a whole number")
    if max_items < 0:
        raise InvalidRequestError(f"max_items={max_items}: cannot be negative")


def at(value: object, path: str) -> object:
    """What a dotted path of attributes leads to; None where there is nothing."""
    for name in path.split(".") if path else ():
        value = cast("object", getattr(value, name, None))
    return value
