"""Events and lines, item by item, for the synchronous client."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Generic, Self, TypeVar, cast

from .errors import SDKError
from .line_items import LineItems
from .opened import Opened, Stream
from .receive import status_error
from .reconnection import reconnecting
from .sse import EventParser, ServerEvent
from .stream_items import EVENT_STREAM, Items, wrong_kind

T = TypeVar("T")


class EventStream(Stream, Generic[T]):
    """Server-Sent Events, each decoded to a `T`."""

    def __init__(
        self, opened: Opened, form: object, terminator: str | None, last_id: str = ""
    ) -> None:
        super().__init__(opened)
        self._items = Items(form, opened)
        self._terminator = terminator
        self._parser = EventParser(last_id)

    @staticmethod
    def checked(opened: Opened) -> Opened:
        """The same answer; closed, and an error, where it is no event stream."""
        wrong: SDKError | None = wrong_kind(opened, EVENT_STREAM)
        if wrong is not None:
            opened.close()
            raise wrong
        return opened

    def __iter__(self) -> Iterator[T]:
        for event in self.events():
            yield self.decoded(event)

    def decoded(self, event: ServerEvent) -> T:
        """The value in an event's data; an error that the API tells of is raised."""
        return cast("T", self._items.of_event(event))

    def events(self) -> Iterator[ServerEvent]:
        """The events as they were sent, with name, id and retry time."""
        try:
            for chunk in self._opened.chunks():
                for event in self._parser.feed(chunk):
                    if event.data == self._terminator:
                        return
                    yield event
        finally:
            self.close()

    @property
    def last_event_id(self) -> str:
        """The id of the last event that came whole; empty where none had one."""
        return self._parser.last_id

    def reconnected(self) -> Self:
        """The events after the last one, asked for by `Last-Event-ID`; only of a GET.

        This stream is closed, and the time that the API asks for is waited.
        """
        self.close()
        opened, last_id = self._opened, self.last_event_id
        ready = reconnecting(opened.ready, last_id)
        if self._parser.retry:
            opened.sleep(self._parser.retry / 1000)
        reply = opened.send(ready)
        if reply.stream is None:
            raise status_error(reply, ready.endpoint, opened.settings)
        again = self.checked(opened.answered(reply))
        return type(self)(again, self._items.form, self._terminator, last_id)


class LineStream(Stream, Generic[T]):
    """JSON lines or a JSON sequence, each decoded to a `T` as soon as it is there."""

    def __init__(self, opened: Opened, form: object) -> None:
        super().__init__(opened)
        self._items = Items(form, opened)

    def __iter__(self) -> Iterator[T]:
        texts = LineItems()
        try:
            for chunk in self._opened.chunks():
                for where, text in texts.feed(chunk):
                    yield cast("T", self._items.of_line(where, text))
            for where, text in texts.end():
                yield cast("T", self._items.of_line(where, text))
        finally:
            self.close()
