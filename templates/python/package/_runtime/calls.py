"""What the methods of both kinds of client do: from a call to its value."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from functools import partial
from typing import Generic, Self, TypeAlias, TypeVar, cast

from .asking import Asking
from .auth import Addition
from .clock import Timer
from .exchanges import Exchanges
from .flow import Course
from .listing import Listing, Place, Trail
from .middleware import Reply, Request
from .opened import Opened
from .operation import Arguments, Call, DetailCall, Endpoint, PagedCall, StreamCall
from .options import RequestOptions
from .paging import at
from .prepare import NO_OPTIONS, Prepared, prepared
from .receive import received, status_error
from .response import Response
from .running import Later
from .settings import Settings
from .wire import read_later

T = TypeVar("T")
E = TypeVar("E")
D = TypeVar("D")
P = TypeVar("P")
C = TypeVar("C", bound=Exchanges)
K = TypeVar("K", bound=Timer)
M = TypeVar("M")
Attempts: TypeAlias = Callable[[Request], Later[Reply]]
"""All that is done for one request of a call."""


@dataclass(frozen=True, eq=False)
class Calls(ABC, Generic[C, K, M]):
    """Carries out calls; where it `gives_responses`, they give whole answers.

    What is abstract here waits, or meets functions of the user's, which may wait.
    """

    settings: Settings
    connection: C
    clock: K
    middleware: Sequence[M] = ()
    call_middleware: Sequence[M] = ()
    gives_responses: bool = False

    def giving_responses(self) -> Self:
        """The same for whole answers."""
        return replace(self, gives_responses=True)

    @abstractmethod
    async def exchange(self, request: Request) -> Reply:
        """The answer to one request, through the middleware of attempts."""

    @abstractmethod
    async def pause(self, seconds: float) -> None:
        """Wait."""

    @abstractmethod
    async def settle(self, value: object, what: str) -> object:
        """What a function of the user's gave, awaited where that can be."""

    @abstractmethod
    async def _around(self, attempts: Attempts, request: Request) -> Reply:
        """The answer to a call, through the middleware of calls."""

    async def credentials(
        self, ready: Prepared, request: Request, refused: Addition | None
    ) -> Addition:
        """What the credentials add to a request; `refused` is what was turned down."""
        asking = Asking(self.settings, self.connection, self.settle, request, refused)
        return await asking.addition(ready.chosen)

    async def _sent(self, call: Call[T], options: RequestOptions | None) -> T:
        """The decoded answer, or the whole one."""
        response = await self._response(call.operation, options, call.arguments)
        return cast("T", response if self.gives_responses else response.data)

    async def _response(
        self, endpoint: Endpoint, options: RequestOptions | None, arguments: Arguments
    ) -> Response[int, object]:
        ready = prepared(self.settings, endpoint, arguments, options or NO_OPTIONS)
        return received(await self._reply(ready), ready, self.settings)

    def _listing(
        self,
        call: PagedCall[E, T, P] | DetailCall[E, D, T, P],
        options: RequestOptions | None,
    ) -> Listing:
        fetch = partial(self._response, call.operation, options)
        ahead = (options or NO_OPTIONS).get("prefetch", False)
        return Listing(call.operation, call.arguments, fetch, prefetch=ahead)

    async def _detailed(
        self, call: DetailCall[E, D, T, P], options: RequestOptions | None
    ) -> tuple[D, Place[T, P]]:
        """One resource, and the first page of its items."""
        trail: Trail[T, P] = Trail(self._listing(call, options))
        place = await trail.first()
        return cast("D", at(place.leaf.response.data, call.operation.detail)), place

    async def _events(
        self, call: StreamCall[T], options: RequestOptions | None
    ) -> tuple[Opened, object, str | None]:
        """An event stream, the form of its items, and what ends it."""
        end = call.operation.end(options, self.settings.terminator)
        opened = await self._opened(call, options)
        return await opened.of_events(), call.operation.item, end

    async def _opened(
        self, call: StreamCall[T], options: RequestOptions | None
    ) -> Opened:
        ready = prepared(
            self.settings,
            call.operation,
            call.arguments,
            options or NO_OPTIONS,
            streamed=True,
        )
        reply = await self._reply(ready)
        if reply.stream is None:
            raise status_error(reply, call.operation, self.settings)
        return Opened(
            reply, ready, self.settings, self.connection, self._reply, self.pause
        )

    async def _reply(self, ready: Prepared) -> Reply:
        if not self.call_middleware:
            return read_later(
                await Course(ready, self.settings, self).run(),
                streamed=ready.request.streamed,
            )
        whole = partial(self._attempts, ready)
        return read_later(
            await self._around(whole, ready.request), streamed=ready.request.streamed
        )

    async def _attempts(self, ready: Prepared, request: Request) -> Reply:
        return await Course(ready.sending(request), self.settings, self).run()
