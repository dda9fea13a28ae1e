"""Clients of both kinds behind one synchronous face, so that tests are written once."""

from __future__ import annotations

import asyncio
import inspect
from collections.abc import Callable, Generator, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from functools import wraps
from types import MappingProxyType
from typing import Any, Self, cast

from _runtime.api import Api
from _runtime.async_pages import AsyncPage, AsyncPagedDetail, AsyncPager
from _runtime.async_streams import AsyncStream
from probes import PLAIN_API, AsyncProbeClient, ProbeClient

NOBODY: Mapping[str, Any] = MappingProxyType({})
_ASYNC = (AsyncStream, AsyncPager, AsyncPage, AsyncPagedDetail)


class Blocking:
    """Something asynchronous whose methods wait for what they give."""

    def __init__(self, inner: object, runner: asyncio.Runner) -> None:
        self._inner = cast("Any", inner)
        self._runner = runner

    def __getattr__(self, name: str) -> object:
        value = getattr(self._inner, name)
        return self._waiting(value) if inspect.ismethod(value) else value

    def _waiting(self, method: Callable[..., Any]) -> Callable[..., Any]:
        @wraps(method)
        def call(*args: object, **options: object) -> object:
            value = method(*args, **options)
            if inspect.iscoroutine(value):
                value = self._runner.run(value)
            if isinstance(value, _ASYNC) or hasattr(value, "__anext__"):
                return Blocking(value, self._runner)
            return value

        return call

    def __iter__(self) -> Iterator[Any]:
        items = aiter(self._inner)

        async def following() -> object:
            return await anext(items)

        while True:
            try:
                yield self._runner.run(following())
            except StopAsyncIteration:
                return

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._runner.run(self._inner.close())


@dataclass(frozen=True)
class Callers:
    """Callers of one kind, "sync" or "async"."""

    kind: str

    @contextmanager
    def to(
        self,
        url: str,
        api: Api = PLAIN_API,
        credentials: Mapping[str, Any] = NOBODY,
        **options: object,
    ) -> Generator[Any]:
        """A caller of the API at this URL."""
        given: dict[str, Any] = {"base_url": url, **options}
        if self.kind == "sync":
            with ProbeClient(api, credentials, **given) as client:
                yield client.caller
            return
        with asyncio.Runner() as runner:
            client = AsyncProbeClient(api, credentials, **given)
            yield Blocking(client.caller, runner)
            runner.run(client.close())
