"""An answer that is being read piece by piece."""

from __future__ import annotations

from collections.abc import AsyncGenerator, Callable, Iterable
from contextlib import aclosing
from dataclasses import dataclass, field, replace
from typing import Generic, Protocol, TypeVar, cast

import httpx2

from .errors import APIConnectionError, DecodeError
from .exchanges import Exchanges
from .middleware import Reply
from .prepare import Prepared
from .receive import status_error, wrong_kind
from .report import broken
from .response import Response
from .resumption import Resumption
from .running import Later
from .settings import Settings

S = TypeVar("S")
T = TypeVar("T")
T_co = TypeVar("T_co", covariant=True)
EVENT_STREAM = "text/event-stream"


class Cutter(Protocol[T_co]):
    """Cuts a body, chunk by chunk, into what it holds."""

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come, whatever the body still holds."""
        ...

    def feed(self, chunk: bytes, /) -> Iterable[T_co]:
        """What this chunk completes."""
        ...

    def end(self) -> Iterable[T_co]:
        """What the end of the body completes."""
        ...


class Pieces:
    """The body as it comes."""

    is_over = False

    def feed(self, chunk: bytes) -> Iterable[bytes]:
        """The chunk."""
        return (chunk,)

    def end(self) -> Iterable[bytes]:
        """Nothing."""
        return ()


@dataclass(frozen=True, slots=True)
class Each(Generic[S, T]):
    """What another cuts out, each made into something else."""

    cutter: Cutter[S]
    make: Callable[[S], T]

    @property
    def is_over(self) -> bool:
        """Whether nothing more is to come."""
        return self.cutter.is_over

    def feed(self, chunk: bytes) -> Iterable[T]:
        """What this chunk completes."""
        return map(self.make, self.cutter.feed(chunk))

    def end(self) -> Iterable[T]:
        """What the end of the body completes."""
        return map(self.make, self.cutter.end())


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """An answer whose body is being read; `send` makes a call again, `pause` waits."""

    reply: Reply
    ready: Prepared
    settings: Settings
    connection: Exchanges
    send: Callable[[Prepared], Later[Reply]]
    pause: Callable[[float], Later[None]]
    _open: list[httpx2.Response] = field(default_factory=list[httpx2.Response])

    def __post_init__(self) -> None:
        self._open.append(_source(self.reply))

    async def chunks(self) -> AsyncGenerator[bytes]:
        """The body as it comes; where it breaks off, from there on, if that is safe."""
        request = replace(self.ready.request, attempt=self.reply.attempts)
        course = Resumption(self.reply, self.ready, self.settings.timer)
        while True:
            try:
                pieces = self.connection.chunks(self._open[-1], request)
                async with aclosing(pieces):
                    async for chunk in pieces:
                        course.took(chunk)
                        yield chunk
            except DecodeError as error:
                raise self._unreadable(error) from None
            except APIConnectionError as error:
                again = course.after(error)
                if again is None or not await self._reopen(again, course):
                    raise
            else:
                return

    async def fed(self, cutter: Cutter[T]) -> AsyncGenerator[Iterable[T]]:
        """What each chunk of the body adds; at the end, all is closed."""
        try:
            async with aclosing(self.chunks()) as chunks:
                async for chunk in chunks:
                    yield cutter.feed(chunk)
                    if cutter.is_over:
                        return
            yield cutter.end()
        finally:
            await self.close()

    def _unreadable(self, error: DecodeError) -> DecodeError:
        reply = replace(self.reply, body=error.body)
        return broken(error.message, reply, self.ready.endpoint, self.settings)

    async def _reopen(self, again: Prepared, course: Resumption) -> bool:
        if course.wait > 0:
            await self.pause(course.wait)
        try:
            reply = await self.send(again)
        except APIConnectionError:
            return False
        if reply.stream is None:
            return False
        self._open.append(_source(reply))
        if course.goes_on_in(reply):
            return True
        await self.close()
        return False

    async def of_events(self) -> Opened:
        """The same; closed, and an error, where it is no event stream."""
        wrong = wrong_kind(self.reply, self.ready, self.settings, EVENT_STREAM)
        if wrong is not None:
            await self.close()
            raise wrong
        return self

    @property
    def response(self) -> Response[int, None]:
        """Status and headers."""
        reply, settings = self.reply, self.settings
        return Response(
            reply.status_code,
            None,
            reply.headers,
            request_id=settings.api.request_id_of(reply.headers),
            attempts=reply.attempts,
            elapsed=settings.timer.monotonic() - self.ready.started_at,
        )

    async def again(self, ready: Prepared) -> Opened:
        """The answer to another call, to be read like this one."""
        reply = await self.send(ready)
        if reply.stream is None:
            raise status_error(reply, ready.endpoint, self.settings)
        return replace(self, reply=reply, _open=[])

    async def close(self) -> None:
        """Give the connection free."""
        for source in self._open:
            await self.connection.release(source)


def _source(reply: Reply) -> httpx2.Response:
    return cast("httpx2.Response", reply.stream)
