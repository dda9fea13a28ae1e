"""Lists that come page by page: lazy, and safe to go on after an error."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import Generic, TypeVar

from .ahead import Ahead
from .listing import AnyDetail, AnyPage, AnyPager, Place, Walk
from .paging import refuse_negative
from .running import ran

T = TypeVar("T")
P = TypeVar("P")
D = TypeVar("D")


class Page(AnyPage[T, P]):
    """One page: its items, what the API says about paging, the whole answer."""

    def next_page(self) -> Page[T, P] | None:
        """Fetch the next page; None at the end."""
        return ran(self._next())


class PageIterator(Generic[T, P]):
    """Iterates over pages; after an error, `next` tries the same page again.

    With `prefetch`, the next page is fetched while this one is read.
    """

    def __init__(self, walk: Walk[T, P]) -> None:
        self._walk = walk

    def __iter__(self) -> Iterator[Page[T, P]]:
        return self

    def __next__(self) -> Page[T, P]:
        place = ran(self._walk.advance())
        if place is None:
            raise StopIteration
        return Page(place)

    def close(self) -> None:
        """End the iteration, and wait for what is being fetched."""
        ran(self._walk.end())


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


class Pager(AnyPager[T, P]):
    """A list that is fetched while it is iterated over, page by page.

    Nothing is sent before that; each iteration starts anew.
    """

    def __iter__(self) -> ItemIterator[T, P]:
        return ItemIterator(self.pages())

    def pages(self) -> PageIterator[T, P]:
        """The pages, each fetched when it is asked for."""
        return PageIterator(self._walk(Ahead))

    def first_page(self) -> Page[T, P]:
        """Fetch the first page."""
        return Page(ran(self._first()))

    def to_list(self, *, max_items: int | None = None) -> list[T]:
        """All items, or the first ones; no page is fetched that is not needed."""
        refuse_negative(max_items)
        if max_items is None:
            return list(self)
        return list(islice(ItemIterator(PageIterator(self._walk())), max_items))


class PagedDetail(AnyDetail[D, T, P]):
    """One resource that holds a list of items, of which this is the first page."""

    def __init__(self, data: D, place: Place[T, P]) -> None:
        super().__init__(data, place, Page(place))

    def iter_items(self) -> ItemIterator[T, P]:
        """The items, those of further pages as well."""
        return ItemIterator(self.pages())

    def pages(self) -> PageIterator[T, P]:
        """The pages, from the first one, which is here already."""
        return PageIterator(self._walk(Ahead))

    def resume(self, position: str) -> Pager[T, P]:
        """The items from a `next_position` on that a page of this resource gave.

        It may come from another process; the arguments must be the same.
        """
        return Pager(self._resumed(position))
