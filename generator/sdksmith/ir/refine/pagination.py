"""Says of each operation how it is paged: the config, an extension, or its shapes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from difflib import get_close_matches
from fnmatch import fnmatchcase
from typing import assert_never

from sdksmith.config.paging import PagingEntry
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import (
    CursorPages,
    Evidence,
    LinkedPages,
    NumberedPages,
    OffsetPages,
    Operation,
    Pagination,
)
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.paging_detection import detected
from sdksmith.ir.refine.paging_rules import Misfit, ruled
from sdksmith.ir.refine.replacing import with_operations


def find_pages(api: Api, options: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API with the pages of each operation that has some."""
    finder = _Finder(Bodies(schemas_by_id(api)), options, diagnostics)
    changed = [finder.with_pages(operation) for operation in api.operations]
    finder.report_misses(api.operations)
    return with_operations(api, changed)


@dataclass(slots=True)
class _Finder:
    """`_misfits` is why each entry of the config that is in use fits nothing yet."""

    bodies: Bodies
    options: BuildOptions
    diagnostics: Diagnostics
    _misfits: dict[str, Misfit | None] = field(default_factory=dict)

    def with_pages(self, operation: Operation) -> Operation:
        """The operation with its pages; what the extension said is done with."""
        return replace(operation, pagination=self._pages(operation), paging_hint=None)

    def _pages(self, operation: Operation) -> Pagination | None:
        for entry in _entries(self.options.pagination, operation):
            found = ruled(self.bodies, operation, entry.rule, Evidence.CONFIG)
            if not isinstance(found, Misfit):
                self._misfits[entry.key] = None
                return found
            self._misfits.setdefault(entry.key, found)
        hint = operation.paging_hint
        if hint is not None:
            found = ruled(self.bodies, operation, hint.rule, Evidence.EXTENSION)
            if not isinstance(found, Misfit):
                return found
            code = Code.PAGINATION_NOT_UNDERSTOOD
            self.diagnostics.warn(code, found.message, at=hint.origin)
        return self._detected(operation)

    def _detected(self, operation: Operation) -> Pagination | None:
        if not self.options.detect_pagination:
            return None
        pages = detected(self.bodies, operation)
        if pages is not None:
            message = f"`{operation.id}` is paged: {_in_words(pages)}"
            code = Code.PAGINATION_DETECTED
            self.diagnostics.note(code, message, at=operation.origin)
        return pages

    def report_misses(self, operations: Iterable[Operation]) -> None:
        """Tell of each entry of the config that fits nothing."""
        known = sorted({name for each in operations for name in _names(each)})
        for entry in self.options.pagination:
            if entry.key not in self._misfits:
                near = get_close_matches(entry.key, known, n=1)
                hint = f"; did you mean `{near[0]}`?" if near else ""
                message = f"the pagination of `{entry.key}` matches no operation{hint}"
                self._report(Code.PAGINATION_MISSES, message, entry)
            elif (misfit := self._misfits[entry.key]) is not None:
                message = f"the pagination of `{entry.key}`: {misfit.message}"
                code = Code.PAGINATION_NOT_UNDERSTOOD
                self._report(code, message, entry, misfit.setting)

    def _report(
        self, code: Code, message: str, entry: PagingEntry, setting: str | None = None
    ) -> None:
        at = Origin(entry.file, entry.pointer)
        self.diagnostics.error(code, message, at=at, line=entry.line(setting))


def _entries(
    entries: Iterable[PagingEntry], operation: Operation
) -> Iterator[PagingEntry]:
    """Those about an operation: what names it, before globs that match it."""
    names = _names(operation)
    yield from (entry for entry in entries if entry.key in names)
    for entry in entries:
        if entry.key not in names and any(fnmatchcase(n, entry.key) for n in names):
            yield entry


def _names(operation: Operation) -> tuple[str, ...]:
    hint = operation.hint.words if operation.hint else ()
    return (operation.id, *hint)


def _in_words(pages: Pagination) -> str:
    where = f"items are in `{'.'.join(pages.items)}`" if pages.items else "it is a list"
    match pages:
        case CursorPages():
            cursor = ".".join(pages.next_cursor)
            return f"`{'.'.join(pages.parameter.path)}` takes `{cursor}`, {where}"
        case NumberedPages():
            name = ".".join(pages.parameter.path)
            return (
                f"`{name}` takes the number of a page, from {pages.first} on, {where}"
            )
        case OffsetPages():
            name = ".".join(pages.parameter.path)
            return f"`{name}` takes how many items to pass over, {where}"
        case LinkedPages(next_url=None):
            return f"a `Link` header leads to the next page, {where}"
        case LinkedPages(next_url=path):
            return f"`{'.'.join(path or ())}` is the URL of the next page, {where}"
        case _:
            assert_never(pages)
