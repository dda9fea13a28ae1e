"""The one connection pool of an asynchronous client: where requests leave."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterator, Callable
from typing import TypeVar

import httpx2

from .clock import Timer
from .errors import InvalidRequestError
from .middleware import Reply, Request
from .tokens import Tokens
from .wire import TRANSPORT_ERRORS, failed, incoming, out_of_time, outgoing, streaming

R = TypeVar("R")


class AsyncConnection:
    """Sends requests over one `httpx2.AsyncClient`, its own or one that was given."""

    def __init__(self, given: httpx2.AsyncClient | None, timer: Timer) -> None:
        self._given = given
        self._own: httpx2.AsyncClient | None = None
        self._timer = timer
        self._closed = False
        self.tokens = Tokens()
        self.token_lock = asyncio.Lock()

    def client(self) -> httpx2.AsyncClient:
        """The HTTP client; its own is made at the first call."""
        client = self._given or self._own
        if client is None:
            client = self._own = httpx2.AsyncClient(timeout=None)
        if self._closed or client.is_closed:
            raise InvalidRequestError("the client is closed")
        return client

    async def close(self) -> None:
        """Close the pool; an HTTP client that was given stays open."""
        self._closed = True
        if self._own is not None:
            await self._own.aclose()

    async def in_thread(self, work: Callable[[], R]) -> R:
        """Do what would block, while other tasks run."""
        return await asyncio.to_thread(work)

    async def send(self, request: Request) -> Reply:
        """The answer, read whole, or open where a stream is wanted and all is well."""
        client = self.client()
        sent_within = self._remaining(request)
        sent = outgoing(request, sent_within, client.cookies)
        response = None
        try:
            async with asyncio.timeout(_with_slack(sent_within)):
                response = await client.send(sent, stream=True, follow_redirects=False)
                if request.streamed and response.is_success:
                    return streaming(response)
                return incoming(response, await response.aread())
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, late=self._is_late(request))
        except TimeoutError:
            error = out_of_time(request)
        raise error

    async def chunks(
        self, response: httpx2.Response, request: Request
    ) -> AsyncIterator[bytes]:
        """The body piece by piece, until the deadline of the call."""
        try:
            async for chunk in response.aiter_bytes():
                if self._is_late(request):
                    raise out_of_time(request)
                yield chunk
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, late=self._is_late(request))
        else:
            return
        finally:
            await response.aclose()
        raise error

    def _remaining(self, request: Request) -> float | None:
        if request.ends_at is None:
            return None
        return max(0.001, request.ends_at - self._timer.monotonic())

    def _is_late(self, request: Request) -> bool:
        return (
            request.ends_at is not None and self._timer.monotonic() >= request.ends_at
        )


def _with_slack(seconds: float | None) -> float | None:
    """A little more, so that httpx2's own timeouts, which know the phase, are first."""
    return None if seconds is None else seconds + 0.01
