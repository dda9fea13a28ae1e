"""How lists are paged: where an answer holds what, and what the next request says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TypeAlias

Sent: TypeAlias = str | tuple[str, ...]
"""A query parameter; or the argument of the call (`query`, `json`), and wire names."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """What all kinds have: dotted attribute names of the answer.

    `items` is empty where the answer itself is the list; `info` leads to the object
    with the paging members, and is empty where that is the answer itself.
    """

    items: str = ""
    has_more: str = ""
    info: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Cursor(Listing):
    """Each page names the next one: `next_cursor` is sent as `cursor`."""

    next_cursor: str
    cursor: Sent


@dataclass(frozen=True, slots=True, kw_only=True)
class Numbered(Listing):
    """Pages have numbers from `first` on; `pages` says how many there are.

    `limit` is how many items a page may have, `total` how many there are in all.
    """

    page: Sent
    first: int = 1
    limit: Sent = ""
    pages: str = ""
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Offset(Listing):
    """A page begins after as many items as `offset` says; else as in `Numbered`."""

    offset: Sent
    limit: Sent = ""
    total: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class NextUrl(Listing):
    """Each page holds the URL of the next one."""

    next_url: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkHeader(Listing):
    """A `Link` header with `rel="next"` (RFC 8288) leads to the next page."""


PageStyle: TypeAlias = Cursor | Numbered | Offset | NextUrl | LinkHeader
