"""Lists that come page by page: what both kinds of client share, all but the waiting."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Generic, Protocol, Self, TypeAlias, TypeVar, cast

from .operation import Arguments, Pages
from .paging import Behind, Leaf, first_seen, following, read_leaf
from .positions import position_after, start_at
from .response import Response
from .running import Later

T = TypeVar("T")
P = TypeVar("P")
D = TypeVar("D")

Fetch: TypeAlias = Callable[[Arguments], Later[Response[int, object]]]


@dataclass(frozen=True, eq=False, slots=True)
class Listing:
    """A list as a call asks for it: where it begins, and how a page of it is got."""

    operation: Pages
    arguments: Arguments
    fetch: Fetch
    prefetch: bool = False
    behind: Behind | None = None

    def resumed(self, position: str) -> Listing:
        """The same list from this position on."""
        arguments, behind = start_at(self.operation, self.arguments, position)
        return replace(self, arguments=arguments, behind=behind)


class Trail(Generic[T, P]):
    """Fetches the pages of one list, and remembers where they led."""

    def __init__(self, listing: Listing) -> None:
        self.listing = listing
        self._seen = first_seen(listing.operation, listing.arguments)

    async def first(self) -> Place[T, P]:
        """The page that the list begins with."""
        return await self._read(self.listing.arguments, self.listing.behind)

    async def after(self, leaf: Leaf[T, P]) -> Place[T, P]:
        """The page that this one leads to."""
        arguments = following(self.listing.operation, leaf, self._seen)
        return await self._read(arguments, leaf.through)

    async def _read(self, arguments: Arguments, behind: Behind | None) -> Place[T, P]:
        response = await self.listing.fetch(arguments)
        leaf = read_leaf(self.listing.operation, arguments, response, behind)
        return Place(cast("Leaf[T, P]", leaf), self)


@dataclass(frozen=True, eq=False, slots=True)
class Place(Generic[T, P]):
    """A page that is here, and the list that it is of."""

    leaf: Leaf[T, P]
    trail: Trail[T, P]

    async def next(self) -> Place[T, P] | None:
        """The page that this one leads to; None at the end."""
        return await self.trail.after(self.leaf) if self.leaf.has_next else None


Step: TypeAlias = Callable[[], Later[Place[T, P] | None]]


class Early(Protocol[T, P]):
    """A step that is under way before its result is asked for.

    After a failure, the next call takes the step again.
    """

    async def __call__(self) -> Place[T, P] | None:
        """What it gives."""
        ...

    async def close(self) -> None:
        """Drop it."""
        ...


Begin: TypeAlias = Callable[[Step[T, P]], Early[T, P]]


class Walk(Generic[T, P]):
    """Goes from page to page; after an error, the same page is tried again.

    With `begin`, each step is begun while the page before it is read.
    """

    def __init__(self, start: Step[T, P], begin: Begin[T, P] | None) -> None:
        self._step = start
        self._begin = begin
        self._early: Early[T, P] | None = None

    async def advance(self) -> Place[T, P] | None:
        """The next page; None at the end."""
        place = await (self._early or self._step)()
        self._early = None
        if place is None:
            self._step = _nothing
            return None
        self._step = place.next
        if self._begin is not None and place.leaf.has_next:
            self._early = self._begin(place.next)
        return place

    async def end(self) -> None:
        """Go no further, and wait for what is being fetched."""
        early, self._early, self._step = self._early, None, _nothing
        if early is not None:
            await early.close()


async def _nothing() -> None:
    return None


class AnyPage(Generic[T, P]):
    """One page: its items, what the API says about paging, the whole answer."""

    def __init__(self, place: Place[T, P]) -> None:
        leaf = place.leaf
        self.items: list[T] = leaf.items
        self.pagination: P = leaf.info
        self.response: Response[int, object] = leaf.response
        self._place = place

    @property
    def has_next(self) -> bool:
        """Whether the API says that another page follows."""
        return self._place.leaf.has_next

    @property
    def next_cursor(self) -> object:
        """What leads to the next page, to resume from later; None at the end.

        A cursor, a number, an offset or a URL, as the list is paged.
        """
        return self._place.leaf.cursor

    @property
    def next_position(self) -> str | None:
        """The place after this page as text, for `resume`; None at the end."""
        return position_after(self._place.leaf)

    async def _next(self) -> Self | None:
        place = await self._place.next()
        return None if place is None else type(self)(place)

    def __repr__(self) -> str:
        name, count = type(self).__name__, len(self.items)
        return f"{name}({count} items, has_next={self.has_next})"


class AnyPager(Generic[T, P]):
    """A list that is fetched while it is iterated over, page by page.

    Nothing is sent before that; each iteration starts anew.
    """

    def __init__(self, listing: Listing) -> None:
        self._listing = listing

    def resume(self, position: str) -> Self:
        """The same list from a `next_position` on that a page of it gave.

        It may come from another process; the arguments must be the same.
        """
        return type(self)(self._listing.resumed(position))

    async def _first(self) -> Place[T, P]:
        trail: Trail[T, P] = Trail(self._listing)
        return await trail.first()

    def _walk(self, begin: Begin[T, P] | None = None) -> Walk[T, P]:
        return Walk(self._first, begin if self._listing.prefetch else None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._listing.operation.name})"


class AnyDetail(Generic[D, T, P]):
    """One resource that holds a list of items, of which this is the first page."""

    def __init__(self, data: D, place: Place[T, P], page: AnyPage[T, P]) -> None:
        self.data = data
        self.pagination: P = page.pagination
        self.response: Response[int, object] = page.response
        self._place = place
        self._page = page

    async def _first(self) -> Place[T, P]:
        return self._place

    def _resumed(self, position: str) -> Listing:
        return self._place.trail.listing.resumed(position)

    def _walk(self, begin: Begin[T, P]) -> Walk[T, P]:
        prefetch = self._place.trail.listing.prefetch
        return Walk(self._first, begin if prefetch else None)

    def __repr__(self) -> str:
        return f"{type(self).__name__}({type(self.data).__name__}, {self._page!r})"
