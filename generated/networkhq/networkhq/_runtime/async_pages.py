"""Lists that come page by page, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Iterator
from typing import Generic, TypeVar

from .async_ahead import AsyncAhead
from .listing import AnyDetail, AnyPage, AnyPager, Place, Walk
from .paging import refuse_negative

T = TypeVar("T")
P = TypeVar("P")
D = TypeVar("D")


class AsyncPage(AnyPage[T, P]):
    """One page: its items, what the API says about paging, the whole answer."""

    async def next_page(self) -> AsyncPage[T, P] | None:
        """Fetch the next page; None at the end."""
        return await self._next()


class AsyncPageIterator(Generic[T, P]):
    """Iterates over pages; after an error, `anext` tries the same page again.

    With `prefetch`, the next page is fetched while this one is read.
    """

    def __init__(self, walk: Walk[T, P]) -> None:
        self._walk = walk

    def __aiter__(self) -> AsyncIterator[AsyncPage[T, P]]:
        return self

    async def __anext__(self) -> AsyncPage[T, P]:
        place = await self._walk.advance()
        if place is None:
            raise StopAsyncIteration
        return AsyncPage(place)

    async def aclose(self) -> None:
        """End the iteration, and what is being fetched."""
        await self._walk.end()


class AsyncItemIterator(Generic[T, P]):
    """Iterates over items; after an error, `anext` goes on where it stopped."""

    def __init__(self, pages: AsyncPageIterator[T, P]) -> None:
        self._pages = pages
        self._items: Iterator[T] = iter(())

    def __aiter__(self) -> AsyncIterator[T]:
        return self

    async def __anext__(self) -> T:
        while True:
            for item in self._items:
                return item
            page = await anext(self._pages)
            self._items = iter(page.items)

    async def aclose(self) -> None:
        """End the iteration, and what is being fetched."""
        self._items = iter(())
        await self._pages.aclose()


class AsyncPager(AnyPager[T, P]):
    """A list that is fetched while it is iterated over, page by page.

    Nothing is sent before that; each iteration starts anew.
    """

    def __aiter__(self) -> AsyncItemIterator[T, P]:
        return AsyncItemIterator(self.pages())

    def pages(self) -> AsyncPageIterator[T, P]:
        """The pages, each fetched when it is asked for."""
        return AsyncPageIterator(self._walk(AsyncAhead))

    async def first_page(self) -> AsyncPage[T, P]:
        """Fetch the first page."""
        return AsyncPage(await self._first())

    async def to_list(self, *, max_items: int | None = None) -> list[T]:
        """All items, or the first ones; no page is fetched that is not needed."""
        refuse_negative(max_items)
        if max_items is None:
            return [item async for item in self]
        items: list[T] = []
        if max_items > 0:
            async for item in AsyncItemIterator(AsyncPageIterator(self._walk())):
                items.append(item)
                if len(items) == max_items:
                    break
        return items


class AsyncPagedDetail(AnyDetail[D, T, P]):
    """One resource that holds a list of items, of which this is the first page."""

    def __init__(self, data: D, place: Place[T, P]) -> None:
        super().__init__(data, place, AsyncPage(place))

    def iter_items(self) -> AsyncItemIterator[T, P]:
        """The items, those of further pages as well."""
        return AsyncItemIterator(self.pages())

    def pages(self) -> AsyncPageIterator[T, P]:
        """The pages, from the first one, which is here already."""
        return AsyncPageIterator(self._walk(AsyncAhead))

    def resume(self, position: str) -> AsyncPager[T, P]:
        """The items from a `next_position` on that a page of this resource gave.

        It may come from another process; the arguments must be the same.
        """
        return AsyncPager(self._resumed(position))
