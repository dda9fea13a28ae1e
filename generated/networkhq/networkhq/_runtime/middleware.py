"""What travels, as middleware sees it, and how middleware is put around it."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from typing import TypeAlias, TypeVar

from .body import Body
from .headers import Headers
from .operation import Endpoint
from .options import Timeout

R = TypeVar("R")


@dataclass(frozen=True, slots=True)
class Request:
    """One request; `operation` is its method and path template.

    `attempt` counts from 1; around a whole call it is 0. `is_elsewhere`: a redirect
    led to another origin, where nothing of the caller's is sent. `endpoint` is what
    is called, None for what the SDK asks by itself.
    """

    method: str
    url: str = field(repr=False)
    operation: str
    headers: Headers = field(repr=False)
    body: Body | None = field(repr=False, default=None)
    attempt: int = 0
    timeout: Timeout = field(repr=False, default_factory=Timeout)
    ends_at: float | None = field(repr=False, default=None)
    streamed: bool = field(repr=False, default=False)
    is_elsewhere: bool = field(repr=False, default=False)
    endpoint: Endpoint | None = field(repr=False, default=None)

    def with_headers(self, changes: Mapping[str, str | None]) -> Request:
        """The same request with these headers set; None takes one off."""
        return replace(self, headers=self.headers.replacing(changes))


@dataclass(frozen=True, slots=True)
class Reply:
    """One answer, not yet decoded; a streamed one has no body yet.

    `is_unclear`: the API may have acted on an attempt before this one. `fault`: why
    the body cannot be read, which then is how it began.
    """

    status_code: int
    headers: Headers = field(repr=False)
    body: bytes = field(repr=False)
    stream: object = field(repr=False, default=None)
    attempts: int = 1
    note: str = ""
    is_unclear: bool = False
    fault: str = ""

    @property
    def content_type(self) -> str:
        """The media type without its parameters, in lower case."""
        value = self.headers.get("content-type", "")
        return value.partition(";")[0].strip().lower()


Send: TypeAlias = Callable[[Request], Reply]
AsyncSend: TypeAlias = Callable[[Request], Awaitable[Reply]]
Middleware: TypeAlias = Callable[[Request, Send], Reply]
"""Takes a request and what sends it on; gives the answer."""
AsyncMiddleware: TypeAlias = Callable[[Request, AsyncSend], Awaitable[Reply]]
"""Takes a request and what sends it on; gives the answer."""


def chained(
    middleware: Sequence[Callable[[Request, Callable[[Request], R]], R]],
    send: Callable[[Request], R],
) -> Callable[[Request], R]:
    """`send` with the middleware around it, the first one outermost.

    `R` is a reply, or what is awaited for one.
    """
    for outer in reversed(middleware):
        send = partial(_through, outer, send)
    return send


def _through(
    outer: Callable[[Request, Callable[[Request], R]], R],
    send: Callable[[Request], R],
    request: Request,
) -> R:
    return outer(request, send)
