"""What streams of both kinds of client share: all but the waiting."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Iterable
from functools import partial
from pathlib import Path
from typing import BinaryIO, Generic, Self, TypeVar, cast

from .file_targets import (
    FileTarget,
    Received,
    TextDecoder,
    is_writable,
    kept,
    write_all,
)
from .line_items import LineItems
from .opened import Each, Opened, Pieces
from .reconnection import reconnecting, waited_for
from .response import Response
from .resumption import length_of
from .sse import EventParser, ServerEvent
from .stream_items import Items

T = TypeVar("T")


class AnyStream:
    """Something open that is closed by leaving its `with` block, or at its end."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def response(self) -> Response[int, None]:
        """Status and headers of the answer."""
        return self._opened.response


class AnyEvents(AnyStream, Generic[T]):
    """Server-Sent Events, each decoded to a `T`."""

    def __init__(
        self, opened: Opened, form: object, terminator: str | None, last_id: str = ""
    ) -> None:
        super().__init__(opened)
        self._items = Items(form, opened)
        self._parser = EventParser(last_id, terminator)

    def decoded(self, event: ServerEvent) -> T:
        """The value in an event's data; an error that the API tells of is raised."""
        return cast("T", self._items.of_event(event))

    @property
    def last_event_id(self) -> str:
        """The id of the last event that came whole; empty where none had one."""
        return self._parser.last_id

    def _events(self) -> AsyncGenerator[Iterable[ServerEvent]]:
        return self._opened.fed(self._parser)

    def _values(self) -> AsyncGenerator[Iterable[T]]:
        return self._opened.fed(Each(self._parser, self.decoded))

    async def _reconnected(self) -> Self:
        await self._opened.close()
        opened, parser = self._opened, self._parser
        ready = reconnecting(opened.ready, parser.last_id)
        wait = waited_for(ready, parser.retry, opened.settings.timer)
        if wait > 0:
            await opened.pause(wait)
        again = await (await opened.again(ready)).of_events()
        return type(self)(again, self._items.form, parser.terminator, parser.last_id)


class AnyLines(AnyStream, Generic[T]):
    """JSON lines or a JSON sequence, each decoded to a `T` as soon as it is there."""

    def __init__(self, opened: Opened, form: object) -> None:
        super().__init__(opened)
        self._items = Items(form, opened)

    def _values(self) -> AsyncGenerator[Iterable[T]]:
        return self._opened.fed(Each(LineItems(), self._decoded))

    def _decoded(self, found: tuple[str, bytes]) -> T:
        return cast("T", self._items.of_line(*found))


class AnyDownload(AnyStream):
    """Bytes as they come."""

    def _pieces(self) -> AsyncGenerator[Iterable[bytes]]:
        return self._opened.fed(Pieces())

    def _texts(self) -> AsyncGenerator[Iterable[str]]:
        return self._opened.fed(TextDecoder(self._opened.reply))

    async def _whole(self) -> bytes:
        return b"".join([piece async for piece in self._opened.chunks()])

    async def _written(
        self, target: str | Path | BinaryIO, progress: Received | None
    ) -> int:
        try:
            if is_writable(target):
                return await self._copied(target, progress)
            begin = partial(FileTarget.begun, target)
            with kept(await self._opened.connection.aside(begin)) as file:
                return await self._copied(file, progress)
        finally:
            await self._opened.close()

    async def _copied(self, file: BinaryIO, progress: Received | None) -> int:
        aside = self._opened.connection.aside
        received, total = 0, length_of(self._opened.reply)
        async for piece in self._opened.chunks():
            await aside(partial(write_all, file, piece))
            received += len(piece)
            if progress is not None:
                progress(received, total)
        return received
