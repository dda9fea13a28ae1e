"""Following pages: what one answer holds, and which request comes next."""

from __future__ import annotations

from collections.abc import MutableMapping
from dataclasses import dataclass, replace
from typing import Generic, TypeAlias, TypeVar, cast

from .errors import PaginationError
from .operation import Arguments, Pages
from .response import Response

T = TypeVar("T")
P = TypeVar("P")

Seen: TypeAlias = MutableMapping[object, int]
"""The cursors met so far, each with the number of the page that it leads to."""


@dataclass(frozen=True, slots=True)
class Leaf(Generic[T, P]):
    """What one answer holds, and the arguments of the next one, if any."""

    items: list[T]
    info: P
    response: Response[int, object]
    number: int
    cursor: object
    promises_more: bool

    @property
    def has_next(self) -> bool:
        """Whether another page follows."""
        return self.cursor is not None or self.promises_more


def read_leaf(
    operation: Pages, response: Response[int, object], number: int
) -> Leaf[object, object]:
    """The parts of an answer; an empty-string cursor is none."""
    body = response.data
    cursor = at(body, operation.next_cursor)
    more = at(body, operation.has_more) if operation.has_more else None
    if cursor == "" or more is False:
        cursor = None
    items = at(body, operation.items)
    return Leaf(
        cast("list[object]", items) if isinstance(items, list) else [],
        at(body, operation.info) if operation.info else body,
        response,
        number,
        cursor,
        more is True,
    )


def first_seen(operation: Pages, arguments: Arguments) -> Seen:
    """The cursors met before the first page: the one to resume from, if any."""
    cursor = arguments.query.get(operation.cursor)
    return {cursor: 0} if isinstance(cursor, (str, int)) else {}


def following(
    operation: Pages, arguments: Arguments, leaf: Leaf[T, P], seen: Seen
) -> Arguments:
    """The arguments of the next page; a cursor met before would lead in a circle."""
    number = leaf.number + 1
    if leaf.cursor is None:
        raise PaginationError(
            "the API says that more follows, but gives no cursor",
            operation=operation.name,
        )
    if seen.setdefault(leaf.cursor, number) != number:
        raise PaginationError("the API repeated a cursor", operation=operation.name)
    query = {**arguments.query, operation.cursor: leaf.cursor}
    return replace(arguments, query=query)


def at(value: object, path: str) -> object:
    """The attribute that a dotted path leads to; None where there is none."""
    for name in path.split("."):
        value = cast("object", getattr(value, name, None))
    return value
