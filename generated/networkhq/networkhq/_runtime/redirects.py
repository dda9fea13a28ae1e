"""Redirects, followed without carrying credentials to another origin."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import replace
from urllib.parse import urljoin, urlsplit

from .headers import Headers
from .middleware import Reply, Request

MOST_REDIRECTS = 10
_STATUSES = frozenset({301, 302, 303, 307, 308})
KEEPING_BODIES = frozenset({307, 308})
"""The statuses of redirects after which method and body stay (RFC 9110, 15.4)."""
# What tells nothing about the caller; any other header may hold a secret.
_HARMLESS = frozenset({b"accept", b"accept-encoding", b"accept-language"})
_OF_BODIES = frozenset({b"content-type", b"content-encoding"})


def redirected(
    request: Request, reply: Reply, described: Collection[object]
) -> Request | None:
    """The request that an answer leads to, or None where it is not followed.

    Statuses that the document describes are answers. Other methods than GET and
    HEAD stay on their origin; nothing goes from https to http, and no body that can
    be read only once goes anywhere again.
    """
    status = reply.status_code
    location = reply.headers.get("location") if status in _STATUSES else None
    if location is None or status in described:
        return None
    try:
        url = urljoin(request.url, location)
        origin, target = _origin(request.url), _origin(url)
    except ValueError:
        return None
    if target[0] not in {"http", origin[0], "https"} or _downgraded(origin, target):
        return None
    changed = _with_method(request, status)
    if changed.body is not None and not changed.body.replayable:
        return None
    if target == origin:
        # Written as before, with the user that it may name.
        written = urlsplit(url)._replace(netloc=urlsplit(request.url).netloc)
        return replace(changed, url=written.geturl())
    if changed.method not in {"GET", "HEAD"}:
        return None
    kept = [pair for pair in changed.headers.raw if pair[0].lower() in _HARMLESS]
    headers = Headers(kept)
    return replace(changed, url=url, headers=headers, is_elsewhere=True)


def _with_method(request: Request, status: int) -> Request:
    if status in KEEPING_BODIES or request.method in {"GET", "HEAD"}:
        return request
    kept = [pair for pair in request.headers.raw if pair[0].lower() not in _OF_BODIES]
    return replace(request, method="GET", body=None, headers=Headers(kept))


def _downgraded(origin: tuple[str, str, int], target: tuple[str, str, int]) -> bool:
    return origin[0] == "https" and target[0] == "http"


def _origin(url: str) -> tuple[str, str, int]:
    parts = urlsplit(url)
    default = {"http": 80, "https": 443}.get(parts.scheme, 0)
    return parts.scheme, parts.hostname or "", parts.port or default


def same_origin(one: str, other: str) -> bool:
    """Whether two URLs have scheme, host and port in common (RFC 6454)."""
    return _origin(one) == _origin(other)
