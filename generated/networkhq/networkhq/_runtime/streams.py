"""Streams of the synchronous client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Self, TypeVar

from typing_extensions import override

from .closing import Closing
from .running import drawn, ran
from .sse import ServerEvent
from .streaming import AnyEvents, AnyLines, AnyStream

T = TypeVar("T")


class Stream(AnyStream, Closing):
    """Something open that is closed by leaving its `with` block, or at its end."""

    @override
    def close(self) -> None:
        """Stop reading and give the connection free."""
        ran(self._opened.close())


class EventStream(AnyEvents[T], Stream):
    """Server-Sent Events, each decoded to a `T`."""

    def __iter__(self) -> Iterator[T]:
        return drawn(self._values())

    def events(self) -> Iterator[ServerEvent]:
        """The events as they were sent, with name, id and retry time."""
        return drawn(self._events())

    def reconnected(self) -> Self:
        """The events after the last one, asked for by `Last-Event-ID`; only of a GET.

        This stream is closed, and the time that the API asks for is waited.
        """
        return ran(self._reconnected())


class LineStream(AnyLines[T], Stream):
    """JSON lines or a JSON sequence, each decoded to a `T` as soon as it is there."""

    def __iter__(self) -> Iterator[T]:
        return drawn(self._values())
