"""Carries out calls for an asynchronous client: what waits here is awaited."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import isawaitable
from typing import TypeVar

from typing_extensions import override

from .async_connection import AsyncConnection
from .async_downloads import AsyncDownload
from .async_pages import AsyncPagedDetail, AsyncPager
from .async_streams import AsyncEventStream, AsyncLineStream
from .calls import Attempts, Calls
from .clock import AsyncClock
from .middleware import AsyncMiddleware, AsyncSend, Reply, Request, chained
from .operation import Arguments, Call, DetailCall, Endpoint, PagedCall, StreamCall
from .options import RequestOptions
from .response import Response

T = TypeVar("T")
E = TypeVar("E")
P = TypeVar("P")
D = TypeVar("D")


@dataclass(frozen=True, eq=False)
class AsyncCaller(Calls[AsyncConnection, AsyncClock, AsyncMiddleware]):
    """What the methods of an asynchronous client call."""

    async def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The decoded answer."""
        return await self._sent(call, options)

    def paginate(
        self, call: PagedCall[E, T, P], options: RequestOptions | None = None
    ) -> AsyncPager[T, P]:
        """The pages of a list; nothing is sent yet."""
        return AsyncPager(self._listing(call, options))

    async def detail(
        self, call: DetailCall[E, D, T, P], options: RequestOptions | None = None
    ) -> AsyncPagedDetail[D, T, P]:
        """One resource, with the first page of its items."""
        return AsyncPagedDetail(*await self._detailed(call, options))

    async def download(
        self, call: StreamCall[bytes], options: RequestOptions | None = None
    ) -> AsyncDownload:
        """The answer as bytes, read as they come."""
        return AsyncDownload(await self._opened(call, options))

    async def events(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> AsyncEventStream[T]:
        """The answer as Server-Sent Events."""
        return AsyncEventStream(*await self._events(call, options))

    async def lines(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> AsyncLineStream[T]:
        """The answer as JSON lines."""
        return AsyncLineStream(await self._opened(call, options), call.operation.item)

    async def response(
        self,
        endpoint: Endpoint,
        arguments: Arguments,
        options: RequestOptions | None = None,
    ) -> Response[int, object]:
        """The whole answer."""
        return await self._response(endpoint, options, arguments)

    @override
    async def exchange(self, request: Request) -> Reply:
        send: AsyncSend = self.connection.send
        return await chained(self.middleware, send)(request)

    @override
    async def _around(self, attempts: Attempts, request: Request) -> Reply:
        send: AsyncSend = attempts
        return await chained(self.call_middleware, send)(request)

    @override
    async def pause(self, seconds: float) -> None:
        await self.clock.sleep(seconds)

    @override
    async def settle(self, value: object, what: str) -> object:
        return await value if isawaitable(value) else value
