"""Lists that come page by page, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable, Iterator
from typing import Generic, TypeVar, cast

from .async_ahead import AsyncAhead
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

Fetch = Callable[[Arguments], Awaitable[Response[int, object]]]


class AsyncSource:
    """Fetches the pages of one list, and remembers where they led."""

    def __init__(
        self, operation: Pages, start: Start, fetch: Fetch, seen: Seen
    ) -> None:
        self._operation = operation
        self._start = start
        self._fetch = fetch
        self._seen = seen

    async def first(self) -> Leaf[object, object]:
        """The page that the list begins with."""
        arguments = self._start.arguments
        response = await self._fetch(arguments)
        return read_leaf(self._operation, arguments, response, self._start.behind)

    async def after(self, leaf: Leaf[T, P]) -> Leaf[object, object]:
        """The page that this one leads to."""
        arguments = following(self._operation, leaf, self._seen)
        response = await self._fetch(arguments)
        return read_leaf(self._operation, arguments, response, leaf.through)


class AsyncPage(Generic[T, P]):
    """One page: its items, what the API says about paging, the whole answer."""

    def __init__(self, leaf: Leaf[T, P], source: AsyncSource) -> None:
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

    async def next_page(self) -> AsyncPage[T, P] | None:
        """Fetch the next page; None at the end."""
        if not self.has_next:
            return None
        leaf = cast("Leaf[T, P]", await self._source.after(self._leaf))
        return AsyncPage(leaf, self._source)

    def __repr__(self) -> str:
        return f"AsyncPage({len(self.items)} items, has_next={self.has_next})"


class AsyncPageIterator(Generic[T, P]):
    """Iterates over pages; after an error, `anext` tries the same page again.

    With `prefetch`, the next page is fetched while this one is read.
    """

    def __init__(
        self,
        start: Callable[[], Awaitable[AsyncPage[T, P] | None]],
        *,
        prefetch: bool = False,
    ) -> None:
        self._step = start
        self._prefetch = prefetch

    def __aiter__(self) -> AsyncIterator[AsyncPage[T, P]]:
        return self

    async def __anext__(self) -> AsyncPage[T, P]:
        page = await self._step()
        if page is None:
            self._step = _nothing
            raise StopAsyncIteration
        ahead = self._prefetch and page.has_next
        self._step = AsyncAhead(page.next_page) if ahead else page.next_page
        return page

    async def aclose(self) -> None:
        """End the iteration, and what is being fetched."""
        step, self._step = self._step, _nothing
        if isinstance(step, AsyncAhead):
            await step.close()


async def _nothing() -> None:
    return None


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


class AsyncPager(Generic[T, P]):
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

    def __aiter__(self) -> AsyncItemIterator[T, P]:
        return AsyncItemIterator(self.pages())

    def pages(self) -> AsyncPageIterator[T, P]:
        """The pages, each fetched when it is asked for."""
        return AsyncPageIterator(self.first_page, prefetch=self._prefetch)

    def resume(self, position: str) -> AsyncPager[T, P]:
        """The same list from a `next_position` on that a page of it gave.

        It may come from another process; the arguments must be the same.
        """
        start = start_at(self._operation, self._arguments, position)
        return AsyncPager(
            self._operation,
            start.arguments,
            self._fetch,
            prefetch=self._prefetch,
            behind=start.behind,
        )

    async def first_page(self) -> AsyncPage[T, P]:
        """Fetch the first page."""
        seen = first_seen(self._operation, self._arguments)
        start = Start(self._arguments, self._behind)
        source = AsyncSource(self._operation, start, self._fetch, seen)
        return AsyncPage(cast("Leaf[T, P]", await source.first()), source)

    async def to_list(self, *, max_items: int | None = None) -> list[T]:
        """All items, or the first ones; no page is fetched that is not needed."""
        refuse_negative(max_items)
        if max_items is None:
            return [item async for item in self]
        items: list[T] = []
        if max_items > 0:
            async for item in AsyncItemIterator(AsyncPageIterator(self.first_page)):
                items.append(item)
                if len(items) == max_items:
                    break
        return items

    def __repr__(self) -> str:
        return f"AsyncPager({self._operation.name})"


class AsyncPagedDetail(Generic[D, T, P]):
    """One resource that holds a list of items, of which this is the first page."""

    def __init__(
        self, data: D, page: AsyncPage[T, P], *, prefetch: bool = False
    ) -> None:
        self.data = data
        self._prefetch = prefetch
        self.pagination: P = page.pagination
        self.response: Response[int, object] = page.response
        self._page = page

    def iter_items(self) -> AsyncItemIterator[T, P]:
        """The items, those of further pages as well."""
        return AsyncItemIterator(self.pages())

    def pages(self) -> AsyncPageIterator[T, P]:
        """The pages, from the first one, which is here already."""
        return AsyncPageIterator(self._first_page, prefetch=self._prefetch)

    async def _first_page(self) -> AsyncPage[T, P]:
        return self._page

    def __repr__(self) -> str:
        return f"AsyncPagedDetail({type(self.data).__name__}, {self._page!r})"
