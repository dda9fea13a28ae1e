"""Where requests of an asynchronous client leave: all of its input and output."""

from __future__ import annotations

import asyncio
from asyncio import AbstractEventLoop
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import TypeAlias, TypeVar
from weakref import WeakSet

import httpx2
from typing_extensions import override

from .async_transport import AsyncTransport
from .clock import Timer
from .errors import InvalidRequestError
from .exchanges import Exchanges, Read
from .middleware import Request
from .pool import PoolSettings
from .progress import Progress, UnderWay
from .running import Later
from .token_fetches import Fetches
from .wire import auth_of, outgoing

R = TypeVar("R")
_Task: TypeAlias = asyncio.Task[None]
_SLACK = 0.01
"""A little more, so that httpx2's own timeouts, which know the phase, are first."""


@dataclass(slots=True)
class _OfLoop:
    """What belongs to one event loop."""

    client: httpx2.AsyncClient
    fetches: Fetches = field(default_factory=Fetches)
    tasks: WeakSet[_Task] = field(default_factory=WeakSet["_Task"])


class AsyncConnection(Exchanges):
    """Sends requests over one `httpx2.AsyncClient`, its own or one that was given.

    Each event loop has a pool of its own, so that a client outlives its first loop.
    """

    def __init__(
        self,
        given: httpx2.AsyncClient | None,
        timer: Timer,
        pool: PoolSettings,
        transport: httpx2.AsyncBaseTransport | None = None,
    ) -> None:
        self._given = given
        self._transport = transport
        super().__init__(timer, pool, is_own=given is None and transport is None)

    @override
    def forget(self) -> None:
        self._loops: dict[AbstractEventLoop, _OfLoop] = {}

    def client(self) -> httpx2.AsyncClient:
        """The HTTP client; its own is made at the first call of an event loop."""
        client = self._here().client
        self._refuse_closed(is_closed=client.is_closed)
        return client

    def _here(self) -> _OfLoop:
        loop = asyncio.get_running_loop()
        here = self._loops.get(loop)
        if here is None:
            # A closed loop takes its connections along.
            self._loops = {k: v for k, v in self._loops.items() if not k.is_closed()}
            here = self._loops[loop] = _OfLoop(self._given or self._made())
        return here

    def _made(self) -> httpx2.AsyncClient:
        transport = self._transport or AsyncTransport(self.pool)
        return httpx2.AsyncClient(timeout=None, trust_env=False, transport=transport)

    async def close(self) -> None:
        """Close the pool; an HTTP client or a transport that was given stays open."""
        self._closed = True
        here = self._loops.pop(asyncio.get_running_loop(), None)
        for task in here.tasks if here is not None else ():
            task.cancel()
        if here is not None and self._is_own:
            await here.client.aclose()

    @override
    async def _answer(self, request: Request, progress: Progress) -> httpx2.Response:
        client, left = self.client(), progress.left()
        sent, auth = outgoing(request, left, client.cookies), auth_of(request, client)
        try:
            with UnderWay(progress):
                async with asyncio.timeout(None if left is None else left + _SLACK):
                    return await client.send(
                        sent, stream=True, auth=auth, follow_redirects=False
                    )
        except RuntimeError as caught:
            if self._is_own or "loop" not in str(caught):
                raise
        raise InvalidRequestError(
            "the http_client or transport given belongs to another event loop:"
            " give each loop its own, or none"
        )

    @override
    def _reader(
        self, response: httpx2.Response, progress: Progress, *, is_raw: bool
    ) -> Read:
        source = response.aiter_raw() if is_raw else response.aiter_bytes()

        async def read() -> bytes | None:
            left = progress.left()
            if left is None:
                return await anext(source, None)
            async with asyncio.timeout(left):
                return await anext(source, None)

        return read

    @property
    @override
    def fetches(self) -> Fetches:
        return self._here().fetches

    @override
    def work(self) -> _Work:
        return _Work(self._here().tasks)

    @override
    async def release(self, response: httpx2.Response) -> None:
        await response.aclose()

    @override
    async def aside(self, work: Callable[[], R]) -> R:
        return await asyncio.to_thread(work)


class _Work:
    """A task of its own, which goes on where what began it is cancelled."""

    def __init__(self, tasks: WeakSet[_Task]) -> None:
        self._tasks = tasks

    @property
    def is_over(self) -> bool:
        return self._task.done()

    async def begin(self, doing: Later[None]) -> None:
        self._task = asyncio.create_task(doing)
        self._tasks.add(self._task)

    async def wait(self, seconds: float | None) -> bool:
        done, _ = await asyncio.wait([self._task], timeout=seconds)
        return bool(done)

    def check(self) -> None:
        """Raise what it raised, unless the client was closed meanwhile."""
        if not self._task.cancelled():
            self._task.result()
