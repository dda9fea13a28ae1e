"""Answers that come piece by piece, for the synchronous client."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from types import TracebackType
from typing import Generic, Self, TypeVar, cast

import httpx2

from .connection import Connection
from .middleware import Reply
from .prepare import Prepared
from .response import Response
from .settings import Settings
from .sse import EventParser, LineSplitter, ServerEvent
from .stream_items import EVENT_STREAM, item_of, stream_response, wrong_kind

T = TypeVar("T")


class Opened:
    """An answer whose body is being read."""

    def __init__(
        self, reply: Reply, ready: Prepared, settings: Settings, connection: Connection
    ) -> None:
        self.reply = reply
        self.ready = ready
        self.settings = settings
        self._connection = connection

    @property
    def _source(self) -> httpx2.Response:
        return cast("httpx2.Response", self.reply.stream)

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes."""
        request = replace(self.ready.request, attempt=self.reply.attempts)
        return self._connection.chunks(self._source, request)

    def close(self) -> None:
        """Give the connection free."""
        self._source.close()


class Stream:
    """Something open that is closed by leaving its `with` block, or at its end."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def response(self) -> Response[int, None]:
        """Status and headers of the answer."""
        return stream_response(
            self._opened.reply, self._opened.ready, self._opened.settings
        )

    def close(self) -> None:
        """Stop reading and give the connection free."""
        self._opened.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()


class Download(Stream):
    """Bytes as they come."""

    def iter_bytes(self) -> Iterator[bytes]:
        """The bytes in chunks as they arrive."""
        return self._opened.chunks()

    def read(self) -> bytes:
        """All bytes at once."""
        return b"".join(self.iter_bytes())

    def write_to(self, path: str | Path) -> int:
        """Write the bytes to a file as they come; gives their number."""
        written = 0
        with Path(path).open("wb") as file:
            for chunk in self.iter_bytes():
                written += file.write(chunk)
        return written


class EventStream(Stream, Generic[T]):
    """Server-Sent Events, each decoded to a `T`."""

    def __init__(self, opened: Opened, form: object, terminator: str | None) -> None:
        super().__init__(opened)
        self._form = form
        self._terminator = terminator

    @staticmethod
    def checked(opened: Opened) -> Opened:
        """The same answer; closed, and an error, where it is no event stream."""
        wrong = wrong_kind(opened.reply, opened.ready, opened.settings, EVENT_STREAM)
        if wrong is not None:
            opened.close()
            raise wrong
        return opened

    def __iter__(self) -> Iterator[T]:
        for event in self.events():
            yield self.decoded(event)

    def decoded(self, event: ServerEvent) -> T:
        """The value in an event's data."""
        opened = self._opened
        data = event.data.encode()
        item = item_of(self._form, data, opened.reply, opened.ready, opened.settings)
        return cast("T", item)

    def events(self) -> Iterator[ServerEvent]:
        """The events as they were sent, with name, id and retry time."""
        parser = EventParser()
        try:
            for chunk in self._opened.chunks():
                for event in parser.feed(chunk):
                    if event.data == self._terminator:
                        return
                    yield event
        finally:
            self.close()


class LineStream(Stream, Generic[T]):
    """JSON lines, each decoded to a `T` as soon as it is there."""

    def __init__(self, opened: Opened, form: object) -> None:
        super().__init__(opened)
        self._form = form

    def __iter__(self) -> Iterator[T]:
        splitter = LineSplitter(lone_cr=False)
        try:
            for chunk in self._opened.chunks():
                for line in splitter.feed(chunk):
                    if line.strip():
                        yield self._decoded(line)
            if rest := splitter.end().strip():
                yield self._decoded(rest)
        finally:
            self.close()

    def _decoded(self, line: bytes) -> T:
        opened = self._opened
        item = item_of(self._form, line, opened.reply, opened.ready, opened.settings)
        return cast("T", item)
