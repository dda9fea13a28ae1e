"""How the runtime is told in which way a list is paged."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import assert_never

from sdksmith.ir.operations import (
    CursorPages,
    LinkedPages,
    MemberPath,
    NumberedPages,
    OffsetPages,
    Pagination,
    Sent,
)
from sdksmith.ir.types import Type
from sdksmith.python.literals import literal
from sdksmith.python.member_paths import MemberPaths
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Code, call, tuple_display


@dataclass(frozen=True, slots=True)
class PageStyle:
    """The runtime's class for a way of paging, and its arguments."""

    kind: str
    arguments: tuple[tuple[str, Code], ...]

    @property
    def code(self) -> Code:
        """The call that makes it."""
        return call(runtime(self.kind), named_arguments=self.arguments)


def page_style(pages: Pagination, of: Type, walk: MemberPaths) -> PageStyle | None:
    """The style of pages in bodies of a type; None where a path leads nowhere."""
    kind, paths, arguments = _parts(pages)
    paths = {"items": pages.items, **paths}
    paths |= {"has_more": pages.has_more, "info": pages.info or None}
    written: list[tuple[str, Code]] = []
    for name, path in paths.items():
        found = None if path is None else walk.attributes(of, path)
        if path is not None and found is None:
            return None
        if found:
            written.append((name, (literal(found),)))
    return PageStyle(kind, (*written, *arguments))


def _parts(
    pages: Pagination,
) -> tuple[str, dict[str, MemberPath | None], tuple[tuple[str, Code], ...]]:
    """The class, the paths and the other arguments that only this kind has."""
    match pages:
        case CursorPages():
            cursor = ("cursor", _sent(pages.parameter))
            return "Cursor", {"next_cursor": pages.next_cursor}, (cursor,)
        case NumberedPages():
            paths = {"pages": pages.page_count, "total": pages.total}
            return "Numbered", paths, tuple(_numbered(pages))
        case OffsetPages():
            offset = ("offset", _sent(pages.parameter))
            return "Offset", {"total": pages.total}, (offset, *_limit(pages.limit))
        case LinkedPages(next_url=None):
            return "LinkHeader", {}, ()
        case LinkedPages():
            return "NextUrl", {"next_url": pages.next_url}, ()
        case _:
            assert_never(pages)


def _numbered(pages: NumberedPages) -> Iterator[tuple[str, Code]]:
    yield "page", _sent(pages.parameter)
    if pages.first != 1:
        yield "first", (literal(pages.first),)
    yield from _limit(pages.limit)


def _limit(limit: Sent | None) -> Iterator[tuple[str, Code]]:
    if limit is not None:
        yield "limit", _sent(limit)


def _sent(sent: Sent) -> Code:
    if not sent.in_body and len(sent.path) == 1:
        return (literal(sent.path[0]),)
    place = "json" if sent.in_body else "query"
    return tuple_display([(literal(name),) for name in (place, *sent.path)])
