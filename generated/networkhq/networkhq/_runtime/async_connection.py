"""The connection pools of an asynchronous client: where requests leave."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import AsyncGenerator, AsyncIterator, Callable
from contextlib import aclosing, asynccontextmanager
from dataclasses import dataclass, field
from typing import TypeVar

import httpx2

from .async_transport import AsyncTransport
from .clock import Timer
from .codings import async_decoded
from .errors import InvalidRequestError
from .forks import tell_of_forks
from .middleware import Reply, Request
from .pool import PoolSettings
from .progress import Progress, under_way
from .tokens import Tokens
from .wire import (
    TRANSPORT_ERRORS,
    attempt_progress,
    failed,
    incoming,
    out_of_time,
    outgoing,
    streaming,
)

R = TypeVar("R")


@dataclass(slots=True)
class _OfLoop:
    """What belongs to one event loop."""

    client: httpx2.AsyncClient
    token_lock: asyncio.Lock = field(default_factory=asyncio.Lock)


class AsyncConnection:
    """Sends requests over one `httpx2.AsyncClient`, its own or one that was given.

    Each event loop has a pool of its own, so that a client outlives its first loop.
    In a child process it begins anew.
    """

    def __init__(
        self,
        given: httpx2.AsyncClient | None,
        timer: Timer,
        pool: PoolSettings,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self.pool = pool
        self.tokens: Tokens = {}
        self._given = given
        self._transport = transport
        self._timer = timer
        self._is_watched = given is None and transport is None
        self._closed = False
        self.forget()
        tell_of_forks(self)

    def forget(self) -> None:
        """Begin anew in a child process, whose sockets are not ours."""
        self._loops: dict[AbstractEventLoop, _OfLoop] = {}

    def client(self) -> httpx2.AsyncClient:
        """The HTTP client; its own is made at the first call of an event loop."""
        client = self._here().client
        if self._closed or client.is_closed:
            raise InvalidRequestError("the client is closed")
        return client

    def _here(self) -> _OfLoop:
        loop = asyncio.get_running_loop()
        here = self._loops.get(loop)
        if here is None:
            # A closed loop takes its connections along.
            self._loops = {k: v for k, v in self._loops.items() if not k.is_closed()}
            here = self._loops[loop] = _OfLoop(self._given or self._own())
        return here

    def _own(self) -> httpx2.AsyncClient:
        transport = self._transport or AsyncTransport(self.pool)
        return httpx2.AsyncClient(timeout=None, trust_env=False, transport=transport)

    async def close(self) -> None:
        """Close the pool; an HTTP client or a transport that was given stays open."""
        self._closed = True
        here = self._loops.pop(asyncio.get_running_loop(), None)
        if here is not None and self._is_watched:
            await here.client.aclose()

    async def in_thread(self, work: Callable[[], R]) -> R:
        """Do what would block, while other tasks run."""
        return await asyncio.to_thread(work)

    async def send(self, request: Request) -> Reply:
        """The answer, read whole, or open where a stream is wanted and all is well."""
        client = self.client()
        progress = attempt_progress(request, self._timer, is_watched=self._is_watched)
        sent_within = progress.left()
        sent = outgoing(request, sent_within, client.cookies)
        response = None
        try:
            with under_way(progress):
                async with asyncio.timeout(_with_slack(sent_within)):
                    response = await client.send(
                        sent, stream=True, follow_redirects=False
                    )
                    if request.streamed and response.is_success:
                        return streaming(response)
                    return incoming(response, await _whole(response))
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, progress)
        except TimeoutError:
            error = out_of_time(request, progress)
        except RuntimeError as caught:
            if self._is_watched or "loop" not in str(caught):
                raise
            error = InvalidRequestError(
                "the http_client or transport given belongs to another event loop:"
                " give each loop its own, or none"
            )
        raise error

    @asynccontextmanager
    async def fetching(self, request: Request) -> AsyncGenerator[None]:
        """Held while a token is fetched, so that one task does it for all."""
        progress = self._progress(request)
        lock = self._here().token_lock
        try:
            async with asyncio.timeout(progress.left()):
                await lock.acquire()
        except TimeoutError:
            raise out_of_time(request, progress) from None
        try:
            yield
        finally:
            lock.release()

    async def chunks(
        self, response: httpx2.Response, request: Request
    ) -> AsyncIterator[bytes]:
        """The body piece by piece, until the deadline of the call."""
        progress = self._progress(request)
        progress.has_sent = True
        try:
            async with aclosing(_pieces(response, progress)) as pieces:
                async for chunk in pieces:
                    yield chunk
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, progress)
        except TimeoutError:
            error = out_of_time(request, progress)
        else:
            return
        raise error

    def _progress(self, request: Request) -> Progress:
        return Progress(self._timer, request.ends_at, self._is_watched)


async def _pieces(
    response: httpx2.Response, progress: Progress
) -> AsyncGenerator[bytes]:
    source = async_decoded(response)
    try:
        while True:
            async with asyncio.timeout(progress.left()):
                chunk = await anext(source, None)
            if chunk is None:
                return
            if progress.is_late:
                raise TimeoutError
            yield chunk
    finally:
        await response.aclose()


async def _whole(response: httpx2.Response) -> bytes:
    try:
        return b"".join([chunk async for chunk in async_decoded(response)])
    finally:
        await response.aclose()


def _with_slack(seconds: float | None) -> float | None:
    """A little more, so that httpx2's own timeouts, which know the phase, are first."""
    return None if seconds is None else seconds + 0.01
