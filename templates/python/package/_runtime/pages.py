"""Lists that come page by page: lazy, and safe to go on after an error."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from itertools import islice
from typing import Generic, TypeVar, cast

from .ahead import Ahead
from .operation import Arguments, Pages
from .paging import (
    Behind,
    Leaf,
    Seen,
    first_seen,
    following,
    read_leaf,
    refuse_negative,
)
from .positions import Start, position_after, start_at
from .response import Response

T = TypeVar("T")
P = TypeVar("P")
D = TypeVar("D")

Fetch = Callable[[Arguments], Response[int, object]]


class Source:
    """Fetches the pages of one list, and remembers where they led."""

    def __init__(
        self, operation: Pages, start: Start, fetch: Fetch, seen: Seen
    ) -> None:
        self._operation = operation
        self._start = start
        self._fetch = fetch
        self._seen = seen

    def first(self) -> Leaf[object, object]:
        """The page that the list begins with."""
        arguments = self._start.arguments
        response = self._fetch(arguments)
        return read_leaf(self._operation, arguments, response, self._start.behind)

    def after(self, leaf: Leaf[T, P]) -> Leaf[object, object]:
        """The page that this one leads to."""
        arguments = following(self._operation, leaf, self._seen)
        response = self._fetch(arguments)
        return read_leaf(self._operation, arguments, response, leaf.through)


class Page(Generic[T, P]):
    """One page: its items, what the API says about paging, the whole answer."""

    def __init__(self, leaf: Leaf[T, P], source: Source) -> None:
        self.items: list[T] = leaf.items
        self.pagination: P = leaf.info
        self.response: Response[int, object] = leaf.response
        self._leaf = leaf
        self._source = source

    @property
    def has_next(self) -> bool:
        """Whether the API says that another page follows."""
        return self._leaf.has_next

    @property
    def next_cursor(self) -> object:
        """What leads to the next page, to resume from later; None at the end.

        A cursor, a number, an offset or a URL, as the list is paged.
        """
        return self._leaf.cursor

    @property
    def next_position(self) -> str | None:
        """The place after this page as text, for `resume`; None at the end."""
        return position_after(self._leaf)

    def next_page(self) -> Page[T, P] | None:
        """Fetch the next page; None at the end."""
        if not self.has_next:
            return None
        leaf = cast("Leaf[T, P]", self._source.after(self._leaf))
        return Page(leaf, self._source)

    def __repr__(self) -> str:
        return f"Page({len(self.items)} items, has_next={self.has_next})"


class PageIterator(Generic[T, P]):
    """Iterates over pages; after an error, `next` tries the same page again.

    With `prefetch`, the next page is fetched while this one is read.
    """

    def __init__(
        self, start: Callable[[], Page[T, P] | None], *, prefetch: bool = False
    ) -> None:
        self._step: Callable[[], Page[T, P] | None] = start
        self._prefetch = prefetch

    def __iter__(self) -> Iterator[Page[T, P]]:
        return self

    def __next__(self) -> Page[T, P]:
        page = self._step()
        if page is None:
            self._step = _nothing
            raise StopIteration
        ahead = self._prefetch and page.has_next
        self._step = Ahead(page.next_page) if ahead else page.next_page
        return page

    def close(self) -> None:
        """End the iteration, and wait for what is being fetched."""
        step, self._step = self._step, _nothing
        if isinstance(step, Ahead):
            step.close()


def _nothing() -> None:
    return None


class ItemIterator(Generic[T, P]):
    """Iterates over items; after an error, `next` goes on where it stopped."""

    def __init__(self, pages: PageIterator[T, P]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __iter__(self) -> Iterator[T]:
        return self

    def __next__(self) -> T:
        while True:
            for item in self._items:
                return item
            self._items = iter(next(self._pages).items)

    def close(self) -> None:
        """End the iteration, and wait for what is being fetched."""
        self._items = iter(())
        self._pages.close()


class Pager(Generic[T, P]):
    """A list that is fetched while it is iterated over, page by page.

    Nothing is sent before that; each iteration starts anew.
    """

    def __init__(
        self,
        operation: Pages,
        arguments: Arguments,
        fetch: Fetch,
        *,
        prefetch: bool = False,
        behind: Behind | None = None,
    ) -> None:
        self._operation = operation
        self._arguments = arguments
        self._fetch = fetch
        self._prefetch = prefetch
        self._behind = behind

    def __iter__(self) -> ItemIterator[T, P]:
        return ItemIterator(self.pages())

    def pages(self) -> PageIterator[T, P]:
        """The pages, each fetched when it is asked for."""
        return PageIterator(self.first_page, prefetch=self._prefetch)

    def resume(self, position: str) -> Pager[T, P]:
        """The same list from a `next_position` on that a page of it gave.

        It may come from another process; the arguments must be the same.
        """
        start = start_at(self._operation, self._arguments, position)
        return Pager(
            self._operation,
            start.arguments,
            self._fetch,
            prefetch=self._prefetch,
            behind=start.behind,
        )

    def first_page(self) -> Page[T, P]:
        """Fetch the first page."""
        seen = first_seen(self._operation, self._arguments)
        start = Start(self._arguments, self._behind)
        source = Source(self._operation, start, self._fetch, seen)
        return Page(cast("Leaf[T, P]", source.first()), source)

    def to_list(self, *, max_items: int | None = None) -> list[T]:
        """All items, or the first ones; no page is fetched that is not needed."""
        refuse_negative(max_items)
        if max_items is None:
            return list(self)
        return list(islice(ItemIterator(PageIterator(self.first_page)), max_items))

    def __repr__(self) -> str:
        return f"Pager({self._operation.name})"


class PagedDetail(Generic[D, T, P]):
    """One resource that holds a list of items, of which this is the first page."""

    def __init__(self, data: D, page: Page[T, P], *, prefetch: bool = False) -> None:
        self.data = data
        self._prefetch = prefetch
        self.pagination: P = page.pagination
        self.response: Response[int, object] = page.response
        self._page = page

    def iter_items(self) -> ItemIterator[T, P]:
        """The items, those of further pages as well."""
        return ItemIterator(self.pages())

    def pages(self) -> PageIterator[T, P]:
        """The pages, from the first one, which is here already."""
        return PageIterator(lambda: self._page, prefetch=self._prefetch)

    def __repr__(self) -> str:
        return f"PagedDetail({type(self.data).__name__}, {self._page!r})"
