"""Where requests of the synchronous client leave: a connection pool an origin."""

from __future__ import annotations

from collections.abc import Iterator

import httpcore2
import httpx2
from typing_extensions import override

from .pool import PoolArguments, Pools, PoolSettings, core_request
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
        self._pools = Pools(settings, _pool)

    @override
    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        answer = self._pools.at(request.url).handle_request(core_request(request))
        return httpx2.Response(
            answer.status, headers=answer.headers, stream=_Body(answer)
        )

    @override
    def close(self) -> None:
        for pool in self._pools:
            pool.close()


def _pool(arguments: PoolArguments) -> httpcore2.ConnectionPool:
    return httpcore2.ConnectionPool(network_backend=Sockets(), **arguments)
