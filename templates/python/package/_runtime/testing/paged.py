"""Pages as a fake answers them, in every way that lists are paged."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import assert_never, cast
from urllib.parse import urlencode

from ..operation import Pages
from ..page_styles import Cursor, LinkHeader, NextUrl, Numbered, Offset, Sent
from .calls import RecordedCall
from .envelopes import holds_integer, page_body

_MARK = "cursor"
"""The parameter of URLs that lead to another page."""


@dataclass(frozen=True, slots=True)
class FakePages:
    """The pages of one list; `whole` is the resource that they are in, if any."""

    operation: Pages
    pages: Sequence[Sequence[object]]
    whole: object = None

    def answer(self, call: RecordedCall) -> tuple[object, Mapping[str, str]] | None:
        """The body and the headers of the page asked for; None where there is none."""
        index = self._asked(call)
        style = self.operation.paging
        if index is None:
            return None
        if index >= len(self.pages):
            # Some lists only end with an empty page.
            ends_empty = isinstance(style, (Numbered, Offset))
            return (self._body(call, index, ()), {}) if ends_empty else None
        headers: dict[str, str] = {}
        if isinstance(style, LinkHeader) and self._leads_on(index):
            headers["Link"] = f'<{self._url(call, index + 1)}>; rel="next"'
        return self._body(call, index, self.pages[index]), headers

    def _asked(self, call: RecordedCall) -> int | None:
        match style := self.operation.paging:
            case Cursor():
                return self._index_of(_said(call, style.cursor))
            case Numbered():
                page = _said(call, style.page)
                return 0 if page is None else int(str(page)) - style.first
            case Offset():
                return self._page_after(int(str(_said(call, style.offset) or 0)))
            case NextUrl() | LinkHeader():
                return self._index_of(call.query.get(_MARK))
            case _:
                assert_never(style)

    def _index_of(self, mark: object) -> int | None:
        if mark is None:
            return 0
        found = str(mark).removeprefix(f"{_MARK}-")
        index = int(found) if found.isdigit() else 0
        return index if 0 < index < len(self.pages) else None

    def _page_after(self, offset: int) -> int | None:
        before = 0
        for index, items in enumerate(self.pages):
            if before == offset:
                return index
            before += len(items)
        return len(self.pages) if offset >= before else None

    def _leads_on(self, index: int) -> bool:
        return index + 1 < len(self.pages)

    def _url(self, call: RecordedCall, index: int) -> str:
        kept = [pair for pair in call.query_pairs if pair[0] != _MARK]
        return "?" + urlencode([*kept, (_MARK, f"{_MARK}-{index}")])

    def _body(self, call: RecordedCall, index: int, items: Sequence[object]) -> object:
        style, more = self.operation.paging, self._leads_on(index)
        said: dict[str, object] = {style.has_more: more}
        match style:
            case Cursor(next_cursor=path):
                said[path] = self._cursor(path, index + 1) if more else None
            case Numbered() | Offset():
                said[style.total] = sum(map(len, self.pages))
                if isinstance(style, Numbered):
                    said[style.pages] = len(self.pages)
            case NextUrl(next_url=path):
                said[path] = self._url(call, index + 1) if more else None
            case LinkHeader():
                pass
            case _:
                assert_never(style)
        said.pop("", None)
        return page_body(self.operation, items, said, self.whole)

    def _cursor(self, path: str, index: int) -> object:
        form = self.operation.envelope
        return index if holds_integer(form, path) else f"{_MARK}-{index}"


def _said(call: RecordedCall, sent: Sent) -> object:
    """What the request says there; None where it says nothing."""
    place, *path = ("query", sent) if isinstance(sent, str) else sent
    if place == "query":
        name, *rest = path
        return call.query.get("".join([name, *(f"[{each}]" for each in rest)]))
    value: object = call.json
    for name in path:
        members = cast("Mapping[str, object]", value)
        value = members.get(name) if isinstance(value, Mapping) else None
    return value
