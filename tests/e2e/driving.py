"""One way to use both clients, so that each test speaks for the sync and the async one."""

from __future__ import annotations

import asyncio
import inspect
from dataclasses import dataclass, field
from functools import reduce
from multiprocessing.reduction import ForkingPickler
from typing import TYPE_CHECKING, Any, TypeAlias

from networkhq import AsyncNetworkHQ, NetworkHQ

from e2e.calls import Shape

if TYPE_CHECKING:
    from collections.abc import Iterator

    from e2e.calls import Call

KEY = "k3y-never-to-be-seen"

Untyped: TypeAlias = Any
"""What has one type with the sync client and another with the async one."""


@dataclass
class Passing:
    """Time that passes only by waiting."""

    sleeps: list[float] = field(default_factory=list)
    now: float = 1000.0

    def monotonic(self) -> float:
        return self.now

    def wall(self) -> float:
        return 1_700_000_000.0 + self.now

    def random(self) -> float:
        return 0.5

    def passed(self, seconds: float) -> None:
        self.sleeps.append(seconds)
        self.now += seconds


class RecordingClock(Passing):
    """For the synchronous client."""

    def sleep(self, seconds: float) -> None:
        self.passed(seconds)


class AsyncRecordingClock(Passing):
    """For the asynchronous client."""

    async def sleep(self, seconds: float) -> None:
        self.passed(seconds)


def across_processes(value: Untyped) -> Untyped:
    """The value as another process would get it: pickled and read again."""
    return ForkingPickler.loads(ForkingPickler.dumps(value))


class Driver:
    """Makes clients for one server and drives them to plain values."""

    def __init__(self, base_url: str, runner: asyncio.Runner | None) -> None:
        self.base_url = base_url
        self._runner = runner
        self._clients: list[Untyped] = []
        self.clock: Passing = AsyncRecordingClock() if runner else RecordingClock()

    @property
    def is_async(self) -> bool:
        return self._runner is not None

    def client(self, **options: Untyped) -> Untyped:
        """A client of the kind under test."""
        given = {"base_url": self.base_url, "api_key": KEY, **options}
        client: Untyped = (
            AsyncNetworkHQ(**given) if self._runner else NetworkHQ(**given)
        )
        self._clients.append(client)
        return client

    def quick(self, **options: Untyped) -> Untyped:
        """A client that does not really wait; `clock` knows how long it would have."""
        return self.client(clock=self.clock, **options)

    def run(self, value: Untyped) -> Untyped:
        """The value, awaited where it has to be."""
        if self._runner is not None and inspect.isawaitable(value):
            return self._runner.run(_awaited(value))
        return value

    def start(
        self, client: Untyped, method: str, *args: Untyped, **arguments: Untyped
    ) -> Untyped:
        """What the method gives, awaited; a pager has sent nothing yet."""
        function = reduce(getattr, method.split("."), client)
        return self.run(function(*args, **arguments))

    def perform(self, client: Untyped, call: Call, **arguments: Untyped) -> Untyped:
        """The outcome of a call: the first page, the detail, or the value."""
        given = call.required | arguments
        outcome = self.start(client, call.method, *call.path, **given)
        if call.shape is Shape.PAGER:
            return self.run(outcome.first_page())
        return outcome

    def each(self, items: Untyped) -> Iterator[Untyped]:
        """The items of a pager, of its pages, or of a detail, one by one."""
        if not self.is_async:
            yield from items
            return
        iterator = aiter(items)
        end = object()
        while (item := self.run(anext(iterator, end))) is not end:
            yield item

    def close(self) -> None:
        for client in self._clients:
            self.run(client.close())


async def _awaited(value: Untyped) -> Untyped:
    return await value
