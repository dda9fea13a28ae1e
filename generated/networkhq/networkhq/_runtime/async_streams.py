"""Answers that come piece by piece, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from types import TracebackType
from typing import TYPE_CHECKING, BinaryIO, Generic, Self, TypeVar, cast

import httpx2

from .middleware import Reply
from .prepare import Prepared
from .response import Response
from .settings import Settings
from .sse import EventParser, LineSplitter, ServerEvent
from .stream_items import EVENT_STREAM, item_of, stream_response, wrong_kind

if TYPE_CHECKING:
    from .async_connection import AsyncConnection

T = TypeVar("T")
R = TypeVar("R")


class AsyncOpened:
    """An answer whose body is being read."""

    def __init__(
        self,
        reply: Reply,
        ready: Prepared,
        settings: Settings,
        connection: AsyncConnection,
    ) -> None:
        self.reply = reply
        self.ready = ready
        self.settings = settings
        self._connection = connection

    @property
    def _source(self) -> httpx2.Response:
        return cast("httpx2.Response", self.reply.stream)

    def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes."""
        request = replace(self.ready.request, attempt=self.reply.attempts)
        return self._connection.chunks(self._source, request)

    async def in_thread(self, work: Callable[[], R]) -> R:
        """Do what would block, while other tasks run."""
        return await self._connection.in_thread(work)

    async def close(self) -> None:
        """Give the connection free."""
        await self._source.aclose()


class AsyncStream:
    """Something open that is closed by leaving its `with` block, or at its end."""

    def __init__(self, opened: AsyncOpened) -> None:
        self._opened = opened

    @property
    def response(self) -> Response[int, None]:
        """Status and headers of the answer."""
        return stream_response(
            self._opened.reply, self._opened.ready, self._opened.settings
        )

    async def close(self) -> None:
        """Stop reading and give the connection free."""
        await self._opened.close()

    async def __aenter__(self) -> Self:
        return self

    async def __aexit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        await self.close()


class AsyncDownload(AsyncStream):
    """Bytes as they come."""

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The bytes in chunks as they arrive."""
        return self._opened.chunks()

    async def read(self) -> bytes:
        """All bytes at once."""
        return b"".join([chunk async for chunk in self.iter_bytes()])

    async def write_to(self, path: str | Path) -> int:
        """Write the bytes to a file as they come; gives their number."""
        written = 0
        in_thread = self._opened.in_thread
        file = await in_thread(partial(_written_file, path))
        with file:
            async for chunk in self.iter_bytes():
                written += await in_thread(partial(file.write, chunk))
        return written


def _written_file(path: str | Path) -> BinaryIO:
    return Path(path).open("wb")


class AsyncEventStream(AsyncStream, Generic[T]):
    """Server-Sent Events, each decoded to a `T`."""

    def __init__(
        self, opened: AsyncOpened, form: object, terminator: str | None
    ) -> None:
        super().__init__(opened)
        self._form = form
        self._terminator = terminator

    @staticmethod
    async def checked(opened: AsyncOpened) -> AsyncOpened:
        """The same answer; closed, and an error, where it is no event stream."""
        wrong = wrong_kind(opened.reply, opened.ready, opened.settings, EVENT_STREAM)
        if wrong is not None:
            await opened.close()
            raise wrong
        return opened

    async def __aiter__(self) -> AsyncIterator[T]:
        async for event in self.events():
            yield self.decoded(event)

    def decoded(self, event: ServerEvent) -> T:
        """The value in an event's data."""
        opened = self._opened
        data = event.data.encode()
        item = item_of(self._form, data, opened.reply, opened.ready, opened.settings)
        return cast("T", item)

    async def events(self) -> AsyncIterator[ServerEvent]:
        """The events as they were sent, with name, id and retry time."""
        parser = EventParser()
        try:
            async for chunk in self._opened.chunks():
                for event in parser.feed(chunk):
                    if event.data == self._terminator:
                        return
                    yield event
        finally:
            await self.close()


class AsyncLineStream(AsyncStream, Generic[T]):
    """JSON lines, each decoded to a `T` as soon as it is there."""

    def __init__(self, opened: AsyncOpened, form: object) -> None:
        super().__init__(opened)
        self._form = form

    async def __aiter__(self) -> AsyncIterator[T]:
        splitter = LineSplitter(lone_cr=False)
        try:
            async for chunk in self._opened.chunks():
                for line in splitter.feed(chunk):
                    if line.strip():
                        yield self._decoded(line)
            if rest := splitter.end().strip():
                yield self._decoded(rest)
        finally:
            await self.close()

    def _decoded(self, line: bytes) -> T:
        opened = self._opened
        item = item_of(self._form, line, opened.reply, opened.ready, opened.settings)
        return cast("T", item)
