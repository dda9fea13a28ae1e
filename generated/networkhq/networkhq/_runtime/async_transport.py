"""Where requests of the asynchronous client leave: a connection pool an origin."""

from __future__ import annotations

from collections.abc import AsyncIterator

import httpcore2
import httpx2
from typing_extensions import override

from .async_sockets import AsyncSockets
from .pool import Origin, PoolSettings, core_request, origin_of


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
        self._settings = settings
        self._pools: dict[Origin, httpcore2.AsyncConnectionPool] = {}

    @override
    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        origin = origin_of(request.url)
        pool = self._pools.get(origin)
        if pool is None:
            pool = self._pools[origin] = httpcore2.AsyncConnectionPool(
                network_backend=AsyncSockets(), **self._settings.arguments(origin)
            )
        answer = await pool.handle_async_request(core_request(request))
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_AsyncBody(answer)
        )

    @override
    async def aclose(self) -> None:
        for pool in self._pools.values():
            await pool.aclose()
