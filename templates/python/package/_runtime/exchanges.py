"""One exchange of a request for an answer, whichever kind of client waits for it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import AsyncGenerator, Callable
from contextlib import aclosing
from typing import TypeAlias, TypeVar

import httpx2

from .clock import Timer
from .codings import CodingError, Plain, coding_of
from .errors import InvalidRequestError
from .failures import BREAKS, TRANSPORT_ERRORS, failed, out_of_time
from .forks import tell_of_forks
from .middleware import Reply, Request
from .pool import PoolSettings
from .progress import Progress
from .running import Later
from .token_fetches import Fetches, Work
from .tokens import Tokens
from .uploads import SourceError
from .wire import cut_off, garbled, incoming, streaming

R = TypeVar("R")
Read: TypeAlias = Callable[[], Later[bytes | None]]
"""Gives the next piece of a body; None at the end."""


class Exchanges(ABC):
    """Sends requests over an HTTP client of httpx2, its own or one that was given.

    A child process begins anew. What is abstract here is all that reads, writes or
    waits.
    """

    def __init__(self, timer: Timer, pool: PoolSettings, *, is_own: bool) -> None:
        self.pool = pool
        self.tokens: Tokens = {}
        self._timer = timer
        self._is_own = is_own
        self._closed = False
        self.forget()
        tell_of_forks(self)

    @abstractmethod
    def forget(self) -> None:
        """Begin anew in a child process: locks may be held, sockets are not ours."""

    @abstractmethod
    async def _answer(self, request: Request, progress: Progress) -> httpx2.Response:
        """The answer to a request, with its body yet to be read."""

    @abstractmethod
    def _reader(
        self, response: httpx2.Response, progress: Progress, *, is_raw: bool
    ) -> Read:
        """Reads the body as it arrives; where it `is_raw`, in its coding."""

    @property
    @abstractmethod
    def fetches(self) -> Fetches:
        """The requests for tokens that calls may wait for here."""

    @abstractmethod
    def work(self) -> Work:
        """What is to be begun, and may be waited for."""

    @abstractmethod
    async def release(self, response: httpx2.Response) -> None:
        """Give the connection of an answer free."""

    @abstractmethod
    async def aside(self, work: Callable[[], R]) -> R:
        """Do what blocks, where it holds up nobody else."""

    async def send(self, request: Request) -> Reply:
        """The answer, read whole, or open where a stream is wanted and all is well."""
        progress = self._progress(request, request.timeout.total)
        try:
            response = await self._answer(request, progress)
            progress.status_code = response.status_code
            if request.streamed and response.is_success:
                left = self._progress(request).left()
                return streaming(response, request, left)
            return await self._whole(response, progress)
        except SourceError as caught:
            error = caught.why
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, progress)
        raise error

    async def _whole(self, response: httpx2.Response, progress: Progress) -> Reply:
        try:
            body = [part async for part in self._body(response, progress)]
        except CodingError as error:
            return garbled(response, error.start)
        except BREAKS:
            # What an error status says holds without the rest.
            if response.is_success:
                raise
            return cut_off(response)
        return incoming(response, b"".join(body))

    async def chunks(
        self, response: httpx2.Response, request: Request
    ) -> AsyncGenerator[bytes]:
        """The body piece by piece, until the deadline of the call."""
        progress = self._progress(request)
        progress.has_sent = progress.has_received = True
        progress.status_code = response.status_code
        try:
            async with aclosing(self._body(response, progress)) as parts:
                async for part in parts:
                    yield part
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, progress)
        else:
            return
        raise error

    async def _body(
        self, response: httpx2.Response, progress: Progress
    ) -> AsyncGenerator[bytes]:
        """The body without its coding; its connection is given free at the end."""
        coding = coding_of(response.headers)
        is_raw, start = not isinstance(coding, Plain), b""
        read = self._reader(response, progress, is_raw=is_raw)
        try:
            while (piece := await read()) is not None:
                start = start or piece
                for part in coding.feed(piece):
                    if progress.is_late:
                        raise TimeoutError
                    yield part
            for part in coding.end():
                yield part
        except httpx2.DecodingError as error:
            raise CodingError(str(error), start) from None
        finally:
            await self.release(response)

    async def wait(self, work: Work, request: Request) -> None:
        """Wait for what is done for more than one call, until the deadline of this."""
        progress = self._progress(request)
        if not await work.wait(progress.left()):
            raise out_of_time(request, progress)

    def _progress(self, request: Request, total: float | None = None) -> Progress:
        """That of what ends with the call, or after so many seconds in `total`."""
        ends_at = request.ends_at
        if total is not None:
            own = self._timer.monotonic() + total
            ends_at = own if ends_at is None else min(own, ends_at)
        return Progress(self._timer, ends_at, self._is_own)

    def _refuse_closed(self, *, is_closed: bool) -> None:
        if self._closed or is_closed:
            raise InvalidRequestError("the client is closed")
