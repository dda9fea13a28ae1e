"""The one connection pool of a synchronous client: where requests leave."""

from __future__ import annotations

import threading
from collections.abc import Iterator

import httpx2

from .clock import Timer
from .errors import InvalidRequestError
from .middleware import Reply, Request
from .tokens import Tokens
from .wire import TRANSPORT_ERRORS, failed, incoming, out_of_time, outgoing, streaming


class Connection:
    """Sends requests over one `httpx2.Client`, its own or one that was given."""

    def __init__(self, given: httpx2.Client | None, timer: Timer) -> None:
        self._given = given
        self._own: httpx2.Client | None = None
        self._lock = threading.Lock()
        self._timer = timer
        self._closed = False
        self.tokens = Tokens()
        self.token_lock = threading.Lock()

    def client(self) -> httpx2.Client:
        """The HTTP client; its own is made at the first call."""
        client = self._given or self._own
        if client is None:
            with self._lock:
                if self._own is None:
                    self._own = httpx2.Client(timeout=None)
                client = self._own
        if self._closed or client.is_closed:
            raise InvalidRequestError("the client is closed")
        return client

    def close(self) -> None:
        """Close the pool; an HTTP client that was given stays open."""
        self._closed = True
        if self._own is not None:
            self._own.close()

    def send(self, request: Request) -> Reply:
        """The answer, read whole, or open where a stream is wanted and all is well."""
        client = self.client()
        sent = outgoing(request, self._remaining(request), client.cookies)
        response = None
        try:
            response = client.send(sent, stream=True, follow_redirects=False)
            if request.streamed and response.is_success:
                return streaming(response)
            return incoming(response, self._read(response, request))
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, late=self._is_late(request))
        raise error

    def _read(self, response: httpx2.Response, request: Request) -> bytes:
        if request.ends_at is None:
            return response.read()
        return b"".join(self.chunks(response, request))

    def chunks(self, response: httpx2.Response, request: Request) -> Iterator[bytes]:
        """The body piece by piece, until the deadline of the call."""
        try:
            for chunk in response.iter_bytes():
                if self._is_late(request):
                    raise out_of_time(request)
                yield chunk
        except TRANSPORT_ERRORS as caught:
            error = failed(caught, request, response, late=self._is_late(request))
        else:
            return
        finally:
            response.close()
        raise error

    def _remaining(self, request: Request) -> float | None:
        if request.ends_at is None:
            return None
        return max(0.001, request.ends_at - self._timer.monotonic())

    def _is_late(self, request: Request) -> bool:
        return (
            request.ends_at is not None and self._timer.monotonic() >= request.ends_at
        )
