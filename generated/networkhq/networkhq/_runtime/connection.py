"""Where requests of a synchronous client leave: all of its input and output."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TypeVar

import httpx2
from typing_extensions import override

from .clock import Timer
from .exchanges import Exchanges, Read
from .middleware import Request
from .pool import PoolSettings
from .progress import Progress, UnderWay
from .running import Later
from .token_fetches import Fetches
from .transport import Transport
from .wire import auth_of, outgoing

R = TypeVar("R")


class Connection(Exchanges):
    """Sends requests over one `httpx2.Client`, its own or one that was given.

    Threads may share it. Its coroutines never wait: they block.
    """

    def __init__(
        self,
        given: httpx2.Client | None,
        timer: Timer,
        pool: PoolSettings,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self._given = given
        self._transport = transport
        super().__init__(timer, pool, is_own=given is None and transport is None)

    @override
    def forget(self) -> None:
        self._own: httpx2.Client | None = None
        self._making = threading.Lock()
        self._fetches = Fetches()

    def client(self) -> httpx2.Client:
        """The HTTP client; its own is made at the first call."""
        client = self._given or self._made()
        self._refuse_closed(is_closed=client.is_closed)
        return client

    def _made(self) -> httpx2.Client:
        with self._making:
            if self._own is None:
                transport = self._transport or Transport(self.pool)
                self._own = httpx2.Client(
                    timeout=None, trust_env=False, transport=transport
                )
            return self._own

    def close(self) -> None:
        """Close the pool; an HTTP client or a transport that was given stays open."""
        self._closed = True
        if self._own is not None and self._is_own:
            self._own.close()

    @override
    async def _answer(self, request: Request, progress: Progress) -> httpx2.Response:
        client = self.client()
        sent = outgoing(request, progress.left(), client.cookies)
        auth = auth_of(request, client)
        with UnderWay(progress):
            return client.send(sent, stream=True, auth=auth, follow_redirects=False)

    @override
    def _reader(
        self, response: httpx2.Response, progress: Progress, *, is_raw: bool
    ) -> Read:
        source = response.iter_raw() if is_raw else response.iter_bytes()

        async def read() -> bytes | None:
            with UnderWay(progress):
                return next(source, None)

        return read

    @property
    @override
    def fetches(self) -> Fetches:
        return self._fetches

    @override
    def work(self) -> _Work:
        return _Work()

    @override
    async def release(self, response: httpx2.Response) -> None:
        response.close()

    @override
    async def aside(self, work: Callable[[], R]) -> R:
        return work()


class _Work:
    """Work of one thread, for which others wait."""

    def __init__(self) -> None:
        self._over = threading.Event()

    @property
    def is_over(self) -> bool:
        return self._over.is_set()

    async def begin(self, doing: Later[None]) -> None:
        try:
            await doing
        finally:
            self._over.set()

    async def wait(self, seconds: float | None) -> bool:
        return self._over.wait(seconds)

    def check(self) -> None:
        """What it raised was raised where it was begun."""
