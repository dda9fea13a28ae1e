"""Where requests of the synchronous client leave: a connection pool an origin."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpcore2
import httpx2
from typing_extensions import override

from .pool import Origin, PoolSettings, core_request, origin_of
from .sockets import Sockets


class _Body(httpx2.SyncByteStream):
    """The body of an answer of httpcore2."""

    def __init__(self, answer: httpcore2.Response) -> None:
        self._answer = answer

    @override
    def __iter__(self) -> Iterator[bytes]:
        yield from self._answer.iter_stream()

    @override
    def close(self) -> None:
        self._answer.close()


class Transport(httpx2.BaseTransport):
    """Sends over connections of its own, which are kept for each origin."""

    def __init__(self, settings: PoolSettings) -> None:
        self._settings = settings
        self._pools: dict[Origin, httpcore2.ConnectionPool] = {}
        self._lock = threading.Lock()

    @override
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        pool = self._pool(origin_of(request.url))
        answer = pool.handle_request(core_request(request))
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer)
        )

    def _pool(self, origin: Origin) -> httpcore2.ConnectionPool:
        with self._lock:
            pool = self._pools.get(origin)
            if pool is None:
                pool = self._pools[origin] = httpcore2.ConnectionPool(
                    network_backend=Sockets(), **self._settings.arguments(origin)
                )
        return pool

    @override
    def close(self) -> None:
        for pool in self._pools.values():
            pool.close()
