"""What fails while a request travels, in the words of the SDK."""

from __future__ import annotations

import re
from collections.abc import Mapping

import httpcore2
import httpx2

from .errors import (
    APIConnectionError,
    APITimeoutError,
    ClosedConnectionError,
    DecodeError,
    InvalidRequestError,
    Phase,
    SDKError,
)
from .middleware import Request
from .progress import Progress

BROKEN_CODING = "the content encoding of the answer is broken"


def _both(name: str) -> tuple[type[Exception], ...]:
    return (getattr(httpx2, name), getattr(httpcore2, name))


# The first that fits: phase, whether the API may have got it, and words.
_FAILURES: tuple[tuple[tuple[type[Exception], ...], Phase | None, bool, str], ...] = (
    (_both("ConnectTimeout"), "connect", False, ""),
    (_both("PoolTimeout"), "pool", False, ""),
    (_both("WriteTimeout"), "write", True, ""),
    (_both("ReadTimeout"), "read", True, ""),
    (_both("TimeoutException"), "read", True, ""),
    (_both("ConnectError"), None, False, "no connection"),
    (_both("ProxyError"), None, False, "no connection through the proxy"),
    (_both("NetworkError"), None, True, "the connection broke"),
    (_both("RemoteProtocolError"), None, True, "the connection broke"),
)


BREAKS = (*_both("NetworkError"), *_both("ProtocolError"))
"""What is raised where a connection breaks."""
# RFC 9110, 5.5, Field Values
_QUOTED = re.compile(r": bytearray\(.*|, additional_data:.*", re.DOTALL)
_UNFIT = re.compile(rb"[\x00-\x08\x0a-\x1f\x7f]|^[ \t]|[ \t]$")

TRANSPORT_ERRORS = (
    httpx2.HTTPError,
    httpx2.StreamError,
    httpcore2.TimeoutException,
    httpcore2.NetworkError,
    httpcore2.ProtocolError,
    httpcore2.ProxyError,
    httpcore2.UnsupportedProtocol,
    TimeoutError,
)
"""What is raised while something travels; none of it reaches the caller."""


def failed(error: Exception, request: Request, progress: Progress) -> SDKError:
    """What a failure on the way means for the caller."""
    if isinstance(error, TimeoutError):
        return out_of_time(request, progress)
    if isinstance(error, httpx2.DecodingError):
        return DecodeError(
            BROKEN_CODING,
            status_code=progress.status_code or 0,
            operation=request.operation,
            request_id=None,
            attempts=request.attempt,
            body=getattr(error, "start", b""),
        )
    if isinstance(error, httpx2.StreamError):
        words = "the stream is closed, or was read before"
        return InvalidRequestError(f"{request.operation}: {words}")
    for kinds, phase, may_reach, words in _FAILURES:
        if isinstance(error, kinds):
            known = progress.status_code is None and progress.is_watched
            refused = _is_refused(error)
            reached = may_reach and not refused and (progress.has_sent or not known)
            if phase is None:
                broken = _broken(error, words, request, progress, reached=reached)
                broken.was_refused = refused
                return broken
            # What a proxy alone was asked and did not answer was to connect.
            at: Phase = "connect" if phase == "read" and not reached else phase
            return _late(at, request, progress, reached=reached)
    # Not the error's own words: they quote headers, and so credentials.
    return InvalidRequestError(f"{request.operation}: {_fault_of(request)}")


def _is_refused(error: Exception) -> bool:
    """Whether HTTP/2 says that nothing was done about a request (RFC 9113, 8.7)."""
    event: object = error.args[0] if error.args else None
    refused = getattr(event, "error_code", None) == _REFUSED_STREAM
    return refused or getattr(event, "last_stream_id", None) == 0


_REFUSED_STREAM = 7


def _fault_of(request: Request) -> str:
    for name, value in request.headers.raw:
        if _UNFIT.search(value):
            shown = name.decode("ascii", "replace")
            return f"the header {shown!r} has a line end, or blanks around its value"
    return "a header's name, the URL or the length of the body is not valid"


def out_of_time(request: Request, progress: Progress) -> APITimeoutError:
    """The time of the call, or of this attempt, passed while it was under way."""
    reached = progress.has_sent or not progress.is_watched
    phase: Phase = "read" if reached else "connect"
    return _late(phase, request, progress, reached=reached)


def _late(
    phase: Phase, request: Request, progress: Progress, *, reached: bool
) -> APITimeoutError:
    """The time of a phase passed, and perhaps that of the call with it."""
    words, ends_at = _LATE[phase], request.ends_at
    if ends_at is not None and progress.timer.monotonic() >= ends_at:
        phase, words = "deadline", "the deadline passed"
    return APITimeoutError(
        words,
        operation=request.operation,
        attempts=request.attempt,
        request_may_have_been_processed=reached,
        phase=phase,
    )


_LATE: Mapping[Phase, str] = {
    "connect": "no connection in time",
    "pool": "no free connection in time",
    "write": "the request was not taken in time",
    "read": "no answer in time",
}


def _broken(
    error: Exception, words: str, request: Request, progress: Progress, *, reached: bool
) -> APIConnectionError:
    is_closed = progress.met_a_closed_connection
    kind = ClosedConnectionError if is_closed else APIConnectionError
    # Not what h11 and h2 quote: it is part of an answer.
    detail = _QUOTED.sub("", str(error))
    return kind(
        f"{words}: {detail}" if detail else words,
        operation=request.operation,
        attempts=request.attempt,
        request_may_have_been_processed=reached,
    )
