"""Calls single operations, synchronously or asynchronously, without a real SDK."""

from __future__ import annotations

import asyncio
from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from multiprocessing import Pipe
from typing import Any, TypeVar, Unpack, cast

from _runtime.api import Api
from _runtime.async_caller import AsyncCaller
from _runtime.async_client import AsyncClient
from _runtime.clock import SystemTimer
from _runtime.operation import Arguments, CallArguments, Endpoint, Operation
from _runtime.options import RequestOptions, SharedOptions
from _runtime.response import Response
from _runtime.sync_caller import Caller
from _runtime.sync_client import SyncClient

NOTHING: Mapping[int | str, object] = {"2XX": None}
PLAIN_API = Api(name="probe", title="Probe", version="1", environment="PROBE")


T = TypeVar("T")


def pickled(value: T) -> T:
    """The value after it travelled to another process and back."""
    one, other = Pipe()
    one.send(value)
    return cast("T", other.recv())


class ProbeClient(SyncClient):
    """A client that lets its caller be used."""

    @property
    def caller(self) -> Caller:
        return self._caller


class AsyncProbeClient(AsyncClient):
    """A client that lets its caller be used."""

    @property
    def caller(self) -> AsyncCaller:
        return self._caller


class StoppedTime(SystemTimer):
    """Time that passes only by sleeping, and always picks the longest wait."""

    def __init__(self) -> None:
        self.sleeps: list[float] = []

    def monotonic(self) -> float:
        return sum(self.sleeps)

    def wall(self) -> float:
        return 1_700_000_000.0 + sum(self.sleeps)

    def random(self) -> float:
        return 1.0


class StoppedClock(StoppedTime):
    def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)


class AsyncStoppedClock(StoppedTime):
    async def sleep(self, seconds: float) -> None:
        self.sleeps.append(seconds)


@dataclass(frozen=True)
class Probe:
    """One way of calling: `kind` is "sync" or "async"."""

    kind: str
    api: Api = PLAIN_API
    credentials: Mapping[str, Any] = field(default_factory=dict[str, Any])
    options: Mapping[str, Any] = field(default_factory=dict[str, Any])
    sleeps: list[float] = field(default_factory=list[float])

    def of(self, api: Api, **credentials: object) -> Probe:
        return replace(self, api=api, credentials=credentials)

    def with_(self, **options: object) -> Probe:
        return replace(self, options={**self.options, **options})

    def send(
        self,
        url: str,
        endpoint: Endpoint,
        options: RequestOptions | None = None,
        **given: Unpack[CallArguments],
    ) -> Response[int, Any]:
        """The whole answer to one call."""
        operation = cast("Operation[object, object]", endpoint)
        arguments = operation.call(**given).arguments
        return self.send_all(url, endpoint, [arguments], options)[0]

    def send_all(
        self,
        url: str | None,
        endpoint: Endpoint,
        calls: Sequence[Arguments],
        options: RequestOptions | None = None,
    ) -> list[Response[int, Any]]:
        """The whole answers to several calls of one client."""
        shared = cast("SharedOptions", {"base_url": url, **self.options})
        if self.kind == "sync":
            return self._sync(shared, endpoint, calls, options)
        return asyncio.run(self._async(shared, endpoint, calls, options))

    def together(
        self,
        url: str,
        sync: Callable[[ProbeClient], None],
        later: Callable[[AsyncProbeClient], Awaitable[None]],
    ) -> None:
        """Do several things at once with one client."""
        shared = cast("SharedOptions", {"base_url": url, **self.options})
        if self.kind == "sync":
            with self._client(shared) as client:
                sync(client)
            return

        async def run() -> None:
            async with self._async_client(shared) as client:
                await later(client)

        asyncio.run(run())

    def _client(self, shared: SharedOptions) -> ProbeClient:
        clock = StoppedClock()
        clock.sleeps = self.sleeps
        given: dict[str, Any] = {"clock": clock, **shared}
        return ProbeClient(self.api, self.credentials, **given)

    def _async_client(self, shared: SharedOptions) -> AsyncProbeClient:
        clock = AsyncStoppedClock()
        clock.sleeps = self.sleeps
        given: dict[str, Any] = {"clock": clock, **shared}
        return AsyncProbeClient(self.api, self.credentials, **given)

    def _sync(
        self,
        shared: SharedOptions,
        endpoint: Endpoint,
        calls: Sequence[Arguments],
        options: RequestOptions | None,
    ) -> list[Response[int, Any]]:
        with self._client(shared) as client:
            return [client.caller.response(endpoint, one, options) for one in calls]

    async def _async(
        self,
        shared: SharedOptions,
        endpoint: Endpoint,
        calls: Sequence[Arguments],
        options: RequestOptions | None,
    ) -> list[Response[int, Any]]:
        async with self._async_client(shared) as client:
            return [
                await client.caller.response(endpoint, one, options) for one in calls
            ]
