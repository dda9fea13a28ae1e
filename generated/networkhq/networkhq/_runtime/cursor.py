"""How the lists of an API are paged, where most of them are paged alike."""

from __future__ import annotations

from typing import NotRequired, TypedDict


class Cursor(TypedDict):
    """Arguments of `PagedOperation`: where an answer holds what."""

    items: str
    next_cursor: str
    has_more: NotRequired[str]
    info: NotRequired[str]
    cursor: str
