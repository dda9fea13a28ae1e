"""Streams of the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from typing import Self, TypeVar

from typing_extensions import override

from .closing import AsyncClosing
from .running import async_drawn
from .sse import ServerEvent
from .streaming import AnyEvents, AnyLines, AnyStream

T = TypeVar("T")


class AsyncStream(AnyStream, AsyncClosing):
    """Something open that is closed by leaving its `with` block, or at its end."""

    @override
    async def close(self) -> None:
        """Stop reading and give the connection free."""
        await self._opened.close()


class AsyncEventStream(AnyEvents[T], AsyncStream):
    """Server-Sent Events, each decoded to a `T`."""

    def __aiter__(self) -> AsyncIterator[T]:
        return async_drawn(self._values())

    def events(self) -> AsyncIterator[ServerEvent]:
        """The events as they were sent, with name, id and retry time."""
        return async_drawn(self._events())

    async def reconnected(self) -> Self:
        """The events after the last one, asked for by `Last-Event-ID`; only of a GET.

        This stream is closed, and the time that the API asks for is waited.
        """
        return await self._reconnected()


class AsyncLineStream(AnyLines[T], AsyncStream):
    """JSON lines or a JSON sequence, each decoded to a `T` as soon as it is there."""

    def __aiter__(self) -> AsyncIterator[T]:
        return async_drawn(self._values())
