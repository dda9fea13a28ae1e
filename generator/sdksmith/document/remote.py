"""What a document may download, and whether that still is what it was."""

from __future__ import annotations

import hashlib
import posixpath
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final
from urllib.parse import SplitResult, unquote, urlsplit

from sdksmith.diagnostics.codes import Code
from sdksmith.document.reading import NoBytesError, is_url, shown_url, url_bytes

_PORTS: Final = {"http": 80, "https": 443}
_SHOWN_DIGITS: Final = 12


@dataclass(frozen=True, slots=True)
class RemoteRules:
    """Which URLs `$ref`s may lead to: all, none, or those below these ones.

    `pins` are the SHA-256 of what URLs gave last time; where one is not among them,
    anything is taken.
    """

    allowed: bool | tuple[str, ...] = False
    pins: Mapping[str, str] = field(default_factory=dict)


NO_REMOTE: Final = RemoteRules()
"""No `$ref` may lead to a URL."""


class Remote:
    """Downloads for one document; `pins` are the SHA-256 of all it downloaded."""

    def __init__(self, rules: RemoteRules) -> None:
        self.pins: dict[str, str] = {}
        self._rules = rules

    def allows(self, url: str) -> bool:
        """Whether a `$ref` may lead to a URL."""
        allowed = self._rules.allowed
        if isinstance(allowed, bool):
            return allowed and is_url(url)
        return any(_is_below(url, start) for start in allowed)

    def referred(self, url: str) -> bytes:
        """What a URL gives that a `$ref` leads to; raises `NoBytesError`."""
        return self._pinned(url, url_bytes(url, self.allows))

    def named(self, url: str) -> bytes:
        """What a URL gives that the user named; raises `NoBytesError`."""
        return self._pinned(url, url_bytes(url))

    def _pinned(self, url: str, data: bytes) -> bytes:
        name, found = pin_name(url), hashlib.sha256(data).hexdigest()
        pin = self._rules.pins.get(name, found)
        if pin != found:
            before, now = pin[:_SHOWN_DIGITS], found[:_SHOWN_DIGITS]
            message = (
                f"{name} gives other content than `sdksmith.lock` has pinned"
                f" (SHA-256 {now}… instead of {before}…)"
            )
            raise NoBytesError(Code.REMOTE_CHANGED, message)
        self.pins[name] = found
        return data


def pin_name(url: str) -> str:
    """How a URL is called in the lock: what may be secret in it is only a hash."""
    shown = shown_url(url)
    parts = urlsplit(url)
    user, _, _ = parts.netloc.rpartition("@")
    if not user and not parts.query:
        return shown
    hidden = hashlib.sha256(f"{user}?{parts.query}".encode()).hexdigest()
    return f"{shown} ({hidden[:_SHOWN_DIGITS]})"


def _is_below(url: str, start: str) -> bool:
    """Whether a URL is `start` or below it, once `..` and escapes are undone."""
    try:
        one, other = urlsplit(url), urlsplit(start)
        same = _authority(one) == _authority(other)
    except ValueError:
        return False
    path, above = _path(one), _path(other)
    return same and (path == above or path.startswith(above.rstrip("/") + "/"))


def _authority(parts: SplitResult) -> tuple[str, str | None, int | None]:
    return parts.scheme, parts.hostname, parts.port or _PORTS.get(parts.scheme)


def _path(parts: SplitResult) -> str:
    written = unquote(parts.path).replace("\\", "/")
    return "/" + posixpath.normpath(f"/{written}").lstrip("/")
