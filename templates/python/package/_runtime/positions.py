"""Where a list can be taken up again later, as text to keep; it does no I/O."""

from __future__ import annotations

import json
from typing import TypeVar, cast

from .encode import to_plain
from .errors import InvalidRequestError
from .operation import Arguments, Pages
from .page_styles import LinkHeader, NextUrl, Numbered, Offset
from .paging import Behind, Leaf, leading_to

T = TypeVar("T")
P = TypeVar("P")


def position_after(leaf: Leaf[T, P]) -> str | None:
    """What `start_at` takes for the page that follows; None at the end."""
    if leaf.cursor is None:
        return None
    behind = leaf.through
    return json.dumps([to_plain(leaf.target), behind.items, behind.size])


def start_at(
    operation: Pages, arguments: Arguments, position: str
) -> tuple[Arguments, Behind]:
    """The page at a position that a page of the same list gave, and what was before."""
    try:
        plain: object = json.loads(position)
    except (ValueError, TypeError, RecursionError):
        plain = None
    parts = cast("list[object]", plain) if isinstance(plain, list) else []
    match parts:
        case [target, int(items), int(size)] if _fits(operation, target):
            behind = Behind(0, items, size)
            return leading_to(operation, arguments, target), behind
        case _:
            raise InvalidRequestError(
                f"{operation.name}: this is no position that a page of it gave"
            )


def _fits(operation: Pages, target: object) -> bool:
    match operation.paging:
        case Numbered() | Offset():
            return isinstance(target, int) and not isinstance(target, bool)
        case NextUrl() | LinkHeader():
            return isinstance(target, str)
        case _:
            return target is not None
