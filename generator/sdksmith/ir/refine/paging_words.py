"""What parameters and members that page are called, in words."""

from __future__ import annotations

CURSORS = frozenset(
    {
        "cursor",
        "next cursor",
        "page cursor",
        "start cursor",
        "after cursor",
        "after",
        "page token",
        "next page token",
        "next token",
        "continuation token",
        "pagination token",
        "continue",
    }
)
NEXT = frozenset(
    {
        "next cursor",
        "next page cursor",
        "end cursor",
        "cursor next",
        "next page token",
        "next token",
        "next continuation token",
        "continuation token",
        "next pagination token",
        "continue",
    }
)
MORE = frozenset(
    {"has more", "has next", "has next page", "has more pages", "has more items"}
)
PAGES = frozenset({"page", "page number", "page num", "page no", "page index"})
NEXT_PAGES = frozenset({"next page", "next page number"})
OFFSETS = frozenset({"offset", "skip", "page offset"})
STARTS = frozenset({"start", "start at", "start index", "from"})
"""Offsets only where the document says that they begin at 0."""
LIMITS = frozenset(
    {
        "limit",
        "page limit",
        "page size",
        "per page",
        "size",
        "take",
        "top",
        "max results",
        "items per page",
        "results per page",
    }
)
TOTALS = frozenset(
    {
        "total",
        "total count",
        "total items",
        "total results",
        "total records",
        "total elements",
        "total size",
        "total hits",
        "total entries",
    }
)
PAGE_COUNTS = frozenset(
    {"total pages", "page count", "pages", "num pages", "pages count", "pages total"}
)
SIDE_LISTS = frozenset({"included", "includes", "errors", "warnings"})
"""Lists that may stand beside the items of a page, where these are called as such."""
ITEMS = frozenset({"data", "items", "results", "records", "entries", "content"})
NEXT_URLS = frozenset(
    {
        "next url",
        "next uri",
        "next link",
        "next page url",
        "next page uri",
        "next page link",
        "odata next link",
    }
)
URL_HOLDERS = frozenset({"links", "link"})
URL_FORMATS = frozenset({"uri", "uri-reference", "url", "iri", "iri-reference"})
