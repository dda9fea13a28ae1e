"""An answer that is being read piece by piece, for the synchronous client."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from types import TracebackType
from typing import Self, cast

import httpx2

from .connection import Connection
from .errors import APIConnectionError
from .middleware import Reply
from .prepare import Prepared
from .response import Response
from .resumption import Resumption
from .settings import Settings
from .stream_items import stream_response


@dataclass(frozen=True, eq=False, slots=True)
class Opened:
    """An answer whose body is being read; `send` makes a call again, `sleep` waits."""

    reply: Reply
    ready: Prepared
    settings: Settings
    connection: Connection
    send: Callable[[Prepared], Reply]
    sleep: Callable[[float], None]
    _open: list[httpx2.Response] = field(default_factory=list[httpx2.Response])

    def __post_init__(self) -> None:
        self._open.append(_source(self.reply))

    def chunks(self) -> Iterator[bytes]:
        """The body as it comes; where it breaks off, from there on, if that is safe."""
        request = replace(self.ready.request, attempt=self.reply.attempts)
        course = Resumption(self.reply, self.ready, self.settings.timer)
        while True:
            try:
                for chunk in self.connection.chunks(self._open[-1], request):
                    course.took(chunk)
                    yield chunk
            except APIConnectionError as error:
                again = course.after(error)
                if again is None or not self._reopen(again, course):
                    raise
            else:
                return

    def _reopen(self, again: Prepared, course: Resumption) -> bool:
        if course.wait > 0:
            self.sleep(course.wait)
        try:
            reply = self.send(again)
        except APIConnectionError:
            return False
        if reply.stream is None:
            return False
        self._open.append(_source(reply))
        if course.goes_on_in(reply):
            return True
        self.close()
        return False

    def answered(self, reply: Reply) -> Opened:
        """Another answer to the same call."""
        return replace(self, reply=reply, _open=[])

    def close(self) -> None:
        """Give the connection free."""
        for source in self._open:
            source.close()


def _source(reply: Reply) -> httpx2.Response:
    return cast("httpx2.Response", reply.stream)


class Stream:
    """Something open that is closed by leaving its `with` block, or at its end."""

    def __init__(self, opened: Opened) -> None:
        self._opened = opened

    @property
    def response(self) -> Response[int, None]:
        """Status and headers of the answer."""
        return stream_response(self._opened)

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
