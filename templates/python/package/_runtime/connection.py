"""The one connection pool of a synchronous client: where requests leave."""

from __future__ import annotations

import threading
from collections.abc import Generator, Iterator
from contextlib import contextmanager

import httpx2

from .clock import Timer
from .codings import decoded
from .errors import InvalidRequestError
from .forks import tell_of_forks
from .middleware import Reply, Request
from .pool import PoolSettings
from .progress import Progress, under_way
from .tokens import Tokens
from .transport import Transport
from .wire import (
    TRANSPORT_ERRORS,
    attempt_progress,
    failed,
    incoming,
    out_of_time,
    outgoing,
    streaming,
)


class Connection:
    """Sends requests over one `httpx2.Client`, its own or one that was given.

    Threads may share it. In a child process it begins anew.
    """

    def __init__(
        self,
        given: httpx2.Client | None,
        timer: Timer,
        pool: PoolSettings,
        transport: httpx2.BaseTransport | None = None,
    ) -> None:
        self.pool = pool
        self.tokens: Tokens = {}
        self._given = given
        self._transport = transport
        self._timer = timer
        self._is_watched = given is None and transport is None
        self._closed = False
        self.forget()
        tell_of_forks(self)

    def forget(self) -> None:
        """Begin anew in a child process: locks may be held, sockets are not ours."""
        self._own: httpx2.Client | None = None
        self._lock = threading.Lock()
        self._token_lock = threading.Lock()

    def client(self) -> httpx2.Client:
        """The HTTP client; its own is made at the first call."""
        client = self._given or self._own
        if client is None:
            with self._lock:
                if self._own is None:
                    transport = self._transport or Transport(self.pool)
                    self._own = httpx2.Client(
                        timeout=None, trust_env=False, transport=transport
                    )
                client = self._own
        if self._closed or client.is_closed:
            raise InvalidRequestError("the client is closed")
        return client

    def close(self) -> None:
        """Close the pool; an HTTP client or a transport that was given stays open."""
        self._closed = True
        if self._own is not None and self._transport is None:
            self._own.close()

    def send(self, request: Request) -> Reply:
        """The answer, read whole, or open where a stream is wanted and all is well."""
        client = self.client()
        progress = attempt_progress(request, self._timer, is_watched=self._is_watched)
        sent = outgoing(request, progress.left(), client.cookies)
        response = None
        try:
            with under_way(progress):
                response = client.send(sent, stream=True, follow_redirects=False)
            if request.streamed and response.is_success:
                return streaming(response)
            return incoming(response, b"".join(self._pieces(response, progress)))
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, progress)
        except TimeoutError:
            error = out_of_time(request, progress)
        raise error

    @contextmanager
    def fetching(self, request: Request) -> Generator[None]:
        """Held while a token is fetched, so that one thread does it for all."""
        progress = self._progress(request)
        left = progress.left()
        lock = self._token_lock
        if not lock.acquire(timeout=-1 if left is None else left):
            raise out_of_time(request, progress)
        try:
            yield
        finally:
            lock.release()

    def chunks(self, response: httpx2.Response, request: Request) -> Iterator[bytes]:
        """The body piece by piece, until the deadline of the call."""
        progress = self._progress(request)
        progress.has_sent = True
        try:
            yield from self._pieces(response, progress)
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, progress)
        except TimeoutError:
            error = out_of_time(request, progress)
        else:
            return
        raise error

    def _pieces(self, response: httpx2.Response, progress: Progress) -> Iterator[bytes]:
        source = decoded(response)
        try:
            while True:
                with under_way(progress):
                    chunk = next(source, None)
                if chunk is None:
                    return
                if progress.is_late:
                    raise TimeoutError
                yield chunk
        finally:
            response.close()

    def _progress(self, request: Request) -> Progress:
        return Progress(self._timer, request.ends_at, self._is_watched)
