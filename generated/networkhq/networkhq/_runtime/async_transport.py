"""Where requests of the asynchronous client leave: a connection pool an origin."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpcore2
import httpx2
from typing_extensions import override

from .async_sockets import AsyncSockets
from .pool import PoolArguments, Pools, PoolSettings, core_request


class _AsyncBody(httpx2.AsyncByteStream):
    """The body of an answer of httpcore2."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    @override
    async def __aiter__(self) -> AsyncIterator[bytes]:
        async for chunk in self._answer.aiter_stream():
            yield chunk

    @override
    async def aclose(self) -> None:
        await self._answer.aclose()


class AsyncTransport(httpx2.AsyncBaseTransport):
    """Sends over connections of its own, which are kept for each origin."""

    def __init__(self, settings: PoolSettings) -> None:
        self._pools = Pools(settings, _pool)

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        pool = self._pools.at(request.url)
        answer = await pool.handle_async_request(core_request(request))
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_AsyncBody(answer)
        )

    @override
    async def aclose(self) -> None:
        for pool in self._pools:
            await pool.aclose()


def _pool(arguments: PoolArguments) -> httpcore2.AsyncConnectionPool:
    return httpcore2.AsyncConnectionPool(network_backend=AsyncSockets(), **arguments)
