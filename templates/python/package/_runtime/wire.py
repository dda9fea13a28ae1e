"""Between this runtime's requests and answers and httpx2's; it does no I/O."""

from __future__ import annotations

import re
from dataclasses import replace

import httpx2

from .body import Body
from .errors import InvalidRequestError
from .failures import BROKEN_CODING
from .headers import Headers, encoded
from .middleware import Reply, Request
from .uploads import Upload

# What stands before the host, and the query.
_OF_CALLERS = re.compile(r"(?<=://)[^/?#@]*@|\?.*", re.DOTALL)
_NOTHING = httpx2.ByteStream(b"")
_NO_AUTH = httpx2.Auth()
_OF_FRAMES = frozenset({b"content-length", b"transfer-encoding"})
_WITH_LENGTH = frozenset({"POST", "PUT", "PATCH"})


class _QuietURL(httpx2.URL):
    """A URL that httpx2's log lines show without its query and user: both are secret."""

    def __str__(self) -> str:
        return _OF_CALLERS.sub("", super().__str__())


def outgoing(
    request: Request, remaining: float | None, cookies: httpx2.Cookies
) -> httpx2.Request:
    """The request as httpx2 sends it: nothing is added or normalised on the way."""
    try:
        url = _QuietURL(request.url)
    except (httpx2.InvalidURL, UnicodeEncodeError) as error:
        raise InvalidRequestError(f"{request.operation}: {error}") from None
    names = {name.lower() for name, _ in request.headers.raw}
    if not _OF_FRAMES.isdisjoint(names):
        words = "Content-Length and Transfer-Encoding are not for callers to set"
        raise InvalidRequestError(f"{request.operation}: {words}")
    headers = [] if b"host" in names else [(b"Host", url.netloc)]
    headers += request.headers.raw
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
            "endpoint": request.endpoint,
        },
    )
    # httpx2 turns these to what it knows; a method is case-sensitive (RFC 9110, 9.1).
    sent.url, sent.method = url, request.method
    # RFC 6265 tells no ports apart, so the jar alone would give cookies away.
    if not request.is_elsewhere and _are_any(cookies):
        _add_cookies(sent, cookies)
    return sent


def auth_of(
    request: Request, client: httpx2.Client | httpx2.AsyncClient
) -> httpx2.Auth | None:
    """What an HTTP client adds: its own `auth`, else the user of the URL, if any.

    Neither goes where a redirect led, and no user replaces a credential.
    """
    if request.is_elsewhere:
        return _NO_AUTH
    if client.auth is None and "@" in request.url:
        return _NO_AUTH if "authorization" in request.headers else None
    return client.auth


def _framing(body: Body | None) -> tuple[bytes, bytes]:
    if body is None:
        return b"Content-Length", b"0"
    if body.size is None:
        return b"Transfer-Encoding", b"chunked"
    return b"Content-Length", encoded(str(body.size))


def _stream(body: Body | None) -> httpx2.ByteStream | Upload:
    if body is None:
        return _NOTHING
    if body.source is None and body.progress is None:
        return httpx2.ByteStream(body.data or b"")
    return Upload(body)


def _are_any(cookies: httpx2.Cookies) -> bool:
    """Whether a jar holds anything; asked without its lock, which costs much more."""
    try:
        return any(True for _ in cookies.jar)
    except RuntimeError:  # Another thread is putting something in.
        return True


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


def read_later(reply: Reply, *, streamed: bool) -> Reply:
    """The reply with a body to read, where middleware made one that is all there."""
    is_ready = reply.stream is None and reply.status_code // 100 == _SUCCESS
    if not streamed or not is_ready:
        return reply
    return replace(reply, stream=httpx2.Response(reply.status_code, content=reply.body))


_SUCCESS = 2


def garbled(response: httpx2.Response, start: bytes) -> Reply:
    """An answer whose content coding cannot be undone, and how it begins."""
    return replace(incoming(response, start), fault=BROKEN_CODING)


def cut_off(response: httpx2.Response) -> Reply:
    """An answer whose body broke off."""
    return replace(incoming(response, b""), fault="the answer broke off")


def streaming(
    response: httpx2.Response, request: Request, remaining: float | None
) -> Reply:
    """An answer whose body is yet to be read.

    The attempt is over: what is left of the call, and the silences, bound the rest.
    """
    # None where an `auth` of the given client made a request of its own.
    phases: dict[str, float | None] | None = response.request.extensions.get("timeout")
    if phases is not None:
        phases.update(request.timeout.within(remaining))
    return Reply(response.status_code, Headers(response.headers.raw), b"", response)


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
