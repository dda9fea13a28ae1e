"""An answer that is being read piece by piece, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator, Awaitable, Callable
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import TYPE_CHECKING, Self, TypeVar, cast

import httpx2

from .errors import APIConnectionError
from .middleware import Reply
from .prepare import Prepared
from .response import Response
from .resumption import Resumption
from .settings import Settings
from .stream_items import stream_response

if TYPE_CHECKING:
    from .async_connection import AsyncConnection

R = TypeVar("R")


@dataclass(frozen=True, eq=False, slots=True)
class AsyncOpened:
    """An answer whose body is being read; `send` makes a call again, `sleep` waits."""

    reply: Reply
    ready: Prepared
    settings: Settings
    connection: AsyncConnection
    send: Callable[[Prepared], Awaitable[Reply]]
    sleep: Callable[[float], Awaitable[None]]
    _open: list[httpx2.Response] = field(default_factory=list[httpx2.Response])

    def __post_init__(self) -> None:
        self._open.append(_source(self.reply))

    async def chunks(self) -> AsyncIterator[bytes]:
        """The body as it comes; where it breaks off, from there on, if that is safe."""
        request = replace(self.ready.request, attempt=self.reply.attempts)
        course = Resumption(self.reply, self.ready, self.settings.timer)
        while True:
            try:
                async for chunk in self.connection.chunks(self._open[-1], request):
                    course.took(chunk)
                    yield chunk
            except APIConnectionError as error:
                again = course.after(error)
                if again is None or not await self._reopen(again, course):
                    raise
            else:
                return

    async def _reopen(self, again: Prepared, course: Resumption) -> bool:
        if course.wait > 0:
            await self.sleep(course.wait)
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

    def answered(self, reply: Reply) -> AsyncOpened:
        """Another answer to the same call."""
        return replace(self, reply=reply, _open=[])

    async def in_thread(self, work: Callable[[], R]) -> R:
        """Do what would block, while other tasks run."""
        return await self.connection.in_thread(work)

    async def close(self) -> None:
        """Give the connection free."""
        for source in self._open:
            await source.aclose()


def _source(reply: Reply) -> httpx2.Response:
    return cast("httpx2.Response", reply.stream)


class AsyncStream:
    """Something open that is closed by leaving its `with` block, or at its end."""

    def __init__(self, opened: AsyncOpened) -> None:
        self._opened = opened

    @property
    def response(self) -> Response[int, None]:
        """Status and headers of the answer."""
        return stream_response(self._opened)

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
