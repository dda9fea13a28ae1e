"""Carries out calls for a synchronous client: what waits here blocks."""

from __future__ import annotations

from dataclasses import dataclass
from inspect import isawaitable, iscoroutine
from typing import TypeVar

from typing_extensions import override

from .calls import Attempts, Calls
from .clock import Clock
from .connection import Connection
from .downloads import Download
from .errors import InvalidRequestError
from .middleware import Middleware, Reply, Request, chained
from .operation import Arguments, Call, DetailCall, Endpoint, PagedCall, StreamCall
from .options import RequestOptions
from .pages import PagedDetail, Pager
from .response import Response
from .running import ran
from .streams import EventStream, LineStream

T = TypeVar("T")
E = TypeVar("E")
P = TypeVar("P")
D = TypeVar("D")


@dataclass(frozen=True, eq=False)
class Caller(Calls[Connection, Clock, Middleware]):
    """What the methods of a synchronous client call."""

    def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The decoded answer."""
        return ran(self._sent(call, options))

    def paginate(
        self, call: PagedCall[E, T, P], options: RequestOptions | None = None
    ) -> Pager[T, P]:
        """The pages of a list; nothing is sent yet."""
        return Pager(self._listing(call, options))

    def detail(
        self, call: DetailCall[E, D, T, P], options: RequestOptions | None = None
    ) -> PagedDetail[D, T, P]:
        """One resource, with the first page of its items."""
        return PagedDetail(*ran(self._detailed(call, options)))

    def download(
        self, call: StreamCall[bytes], options: RequestOptions | None = None
    ) -> Download:
        """The answer as bytes, read as they come."""
        return Download(ran(self._opened(call, options)))

    def events(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> EventStream[T]:
        """The answer as Server-Sent Events."""
        return EventStream(*ran(self._events(call, options)))

    def lines(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> LineStream[T]:
        """The answer as JSON lines."""
        return LineStream(ran(self._opened(call, options)), call.operation.item)

    def response(
        self,
        endpoint: Endpoint,
        arguments: Arguments,
        options: RequestOptions | None = None,
    ) -> Response[int, object]:
        """The whole answer."""
        return ran(self._response(endpoint, options, arguments))

    @override
    async def exchange(self, request: Request) -> Reply:
        return chained(self.middleware, self._send)(request)

    def _send(self, request: Request) -> Reply:
        return ran(self.connection.send(request))

    @override
    async def _around(self, attempts: Attempts, request: Request) -> Reply:
        return chained(self.call_middleware, lambda one: ran(attempts(one)))(request)

    @override
    async def pause(self, seconds: float) -> None:
        self.clock.sleep(seconds)

    @override
    async def settle(self, value: object, what: str) -> object:
        if not isawaitable(value):
            return value
        if iscoroutine(value):
            value.close()
        raise InvalidRequestError(f"an async {what} needs the async client")
