"""Between this runtime's requests and answers and httpx2's; it does no I/O."""

from __future__ import annotations

import re
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator

import httpx2

from .body import Body, Chunks
from .errors import (
    APIConnectionError,
    APITimeoutError,
    DecodeError,
    InvalidRequestError,
    Phase,
    SDKError,
)
from .headers import Headers, encoded
from .middleware import Reply, Request

_NOTHING = httpx2.ByteStream(b"")
_WITH_LENGTH = frozenset({"POST", "PUT", "PATCH"})


class _QuietURL(httpx2.URL):
    """A URL that httpx2's log lines show without its query, where keys may be."""

    def __str__(self) -> str:
        text = super().__str__()
        return text.partition("?")[0]


class _Upload(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that is read piece by piece."""

    def __init__(self, chunks: Chunks) -> None:
        self._chunks = chunks

    def __iter__(self) -> Iterator[bytes]:
        if not isinstance(self._chunks, Iterable):
            raise InvalidRequestError("an async body needs the async client")
        yield from self._chunks

    async def __aiter__(self) -> AsyncIterator[bytes]:
        if isinstance(self._chunks, AsyncIterable):
            async for chunk in self._chunks:
                yield chunk
        else:
            for chunk in self._chunks:
                yield chunk


def outgoing(
    request: Request, remaining: float | None, cookies: httpx2.Cookies
) -> httpx2.Request:
    """The request as httpx2 sends it: nothing is added or normalised on the way."""
    try:
        url = _QuietURL(request.url)
    except httpx2.InvalidURL as error:
        raise InvalidRequestError(f"{request.operation}: {error}") from None
    headers = [(b"Host", url.netloc), *request.headers.raw]
    body = request.body
    if body is not None or request.method in _WITH_LENGTH:
        headers.append(_framing(body))
    sent = httpx2.Request(
        request.method,
        url,
        headers=headers,
        stream=_stream(body),
        extensions={
            "timeout": request.timeout.within(remaining),
            "attempt": request.attempt,
        },
    )
    sent.url = url
    if any(True for _ in cookies.jar):
        _add_cookies(sent, cookies)
    return sent


def _framing(body: Body | None) -> tuple[bytes, bytes]:
    if body is None:
        return b"Content-Length", b"0"
    length = body.length if body.data is None else len(body.data)
    if length is None:
        return b"Transfer-Encoding", b"chunked"
    return b"Content-Length", encoded(str(length))


def _stream(body: Body | None) -> httpx2.ByteStream | _Upload:
    if body is None:
        return _NOTHING
    if body.source is None:
        return httpx2.ByteStream(body.data or b"")
    return _Upload(body.source())


def _add_cookies(sent: httpx2.Request, cookies: httpx2.Cookies) -> None:
    """The jar's cookies after the call's own; httpx2 would send only one of them."""
    own = sent.headers.pop("Cookie", None)
    cookies.set_cookie_header(sent)
    jar = sent.headers.get("Cookie")
    both = "; ".join(text for text in (own, jar) if text)
    if both:
        sent.headers["Cookie"] = both


def incoming(response: httpx2.Response, body: bytes) -> Reply:
    """The answer of httpx2 as a reply."""
    return Reply(response.status_code, Headers(response.headers.raw), body)


def streaming(response: httpx2.Response) -> Reply:
    """An answer whose body is yet to be read."""
    return Reply(response.status_code, Headers(response.headers.raw), b"", response)


# The first that fits: phase, whether the API may have got it, and words.
_FAILURES: tuple[tuple[type[Exception], Phase | None, bool, str], ...] = (
    (httpx2.ConnectTimeout, "connect", False, "no connection in time"),
    (httpx2.PoolTimeout, "pool", False, "no free connection in time"),
    (httpx2.WriteTimeout, "write", True, "the request was not taken in time"),
    (httpx2.ReadTimeout, "read", True, "no answer in time"),
    (httpx2.TimeoutException, "read", True, "no answer in time"),
    (httpx2.ConnectError, None, False, "no connection"),
    (httpx2.ProxyError, None, False, "no connection through the proxy"),
    (httpx2.NetworkError, None, True, "the connection broke"),
    (httpx2.RemoteProtocolError, None, True, "the connection broke"),
)


# RFC 9110, 5.5, Field Values
_UNFIT = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]|^[ \t]|[ \t]$")

TRANSPORT_ERRORS = (httpx2.HTTPError, httpx2.StreamError)
"""What httpx2 raises while it sends and receives; none of it reaches the caller."""


def failed(
    error: Exception, request: Request, response: httpx2.Response | None, *, late: bool
) -> SDKError:
    """What a failure of httpx2 means for the caller.

    `late`: the deadline of the whole call is what ran out.
    """
    if isinstance(error, httpx2.DecodingError):
        return DecodeError(
            "the content encoding of the answer is broken",
            status_code=0 if response is None else response.status_code,
            operation=request.operation,
            request_id=None,
            attempts=request.attempt,
            body=b"",
        )
    for kind, phase, reached, words in _FAILURES:
        if isinstance(error, kind):
            return _unanswered(error, phase, request, words, reached=reached, late=late)
    # Not the error's own words: they quote headers, and so credentials.
    return InvalidRequestError(f"{request.operation}: {_fault_of(request)}")


def _fault_of(request: Request) -> str:
    for name, value in request.headers.raw:
        if _UNFIT.search(value):
            shown = name.decode("ascii", "replace")
            return f"the header {shown!r} has a line end, or blanks around its value"
    return "a header's name, the URL or the length of the body is not valid"


def out_of_time(request: Request) -> APITimeoutError:
    """The deadline passed while the answer was being read."""
    return APITimeoutError(
        "the deadline passed",
        operation=request.operation,
        attempts=request.attempt,
        request_may_have_been_processed=True,
        phase="deadline",
    )


def _unanswered(
    error: Exception,
    phase: Phase | None,
    request: Request,
    words: str,
    *,
    reached: bool,
    late: bool,
) -> APIConnectionError:
    detail = str(error)
    message = f"{words}: {detail}" if detail and phase is None else words
    if phase is None:
        return APIConnectionError(
            message,
            operation=request.operation,
            attempts=request.attempt,
            request_may_have_been_processed=reached,
        )
    return APITimeoutError(
        "the deadline passed" if late else message,
        operation=request.operation,
        attempts=request.attempt,
        request_may_have_been_processed=reached,
        phase="deadline" if late else phase,
    )


def inherited_headers(
    client: httpx2.Client | httpx2.AsyncClient | None,
) -> dict[str, str]:
    """The headers that an HTTP client given by the user brings with it."""
    if client is None:
        return {}
    default = {"accept", "accept-encoding", "connection"}
    return {
        name: value
        for name, value in client.headers.items()
        if name not in default and not value.startswith("python-httpx2/")
    }
