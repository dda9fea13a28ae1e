"""HTTP headers as an immutable, case-insensitive mapping."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from typing import cast

_SECRET_WORDS = frozenset(
    [
        "apikey",
        "auth",
        "authorization",
        "cookie",
        "credential",
        "key",
        "password",
        "secret",
        "session",
        "signature",
        "token",
    ]
)


# What stands before the host of a URL, and what follows a question mark.
_URL_SECRETS = re.compile(r"(?<=://)[^/?#\s@]*(?=@)|(?<=\?)[^\s'\"<>)\]]+")


def masked(message: str) -> str:
    """A text without the secrets that a URL in it may hold."""
    return _URL_SECRETS.sub("***", message)


class Headers(Mapping[str, str]):
    """Headers by name in any case; repeated ones are joined with a comma."""

    __slots__ = ("_hidden", "_joined", "raw")

    raw: tuple[tuple[bytes, bytes], ...]
    """The pairs as they travel, in order."""

    def __init__(
        self,
        headers: Iterable[tuple[bytes, bytes]] | Mapping[str, str] = (),
        *,
        hidden: frozenset[str] = frozenset(),
    ) -> None:
        self.raw = tuple(_pairs(headers))
        self._joined: dict[str, str] | None = None
        self._hidden = hidden

    def _index(self) -> dict[str, str]:
        if self._joined is None:
            joined: dict[str, str] = {}
            for name, value in self.raw:
                key, text = name.decode("latin-1").lower(), _decoded(value)
                joined[key] = f"{joined[key]}, {text}" if key in joined else text
            self._joined = joined
        return self._joined

    def __getitem__(self, name: str) -> str:
        return self._index()[name.lower()]

    def __iter__(self) -> Iterator[str]:
        return iter(self._index())

    def __len__(self) -> int:
        return len(self._index())

    def __contains__(self, name: object) -> bool:
        return isinstance(name, str) and name.lower() in self._index()

    def get_all(self, name: str) -> list[str]:
        """Every value sent under this name, in order."""
        wanted = name.lower().encode()
        return [_decoded(v) for k, v in self.raw if k.lower() == wanted]

    def replacing(
        self, changes: Mapping[str, str | None], *, hidden: bool = False
    ) -> Headers:
        """The same headers with these set, or taken off where the value is None.

        Of names that differ only by case, the last one counts. `hidden`: `repr` does
        not show their values.
        """
        latest = {encoded(name).lower(): (name, changes[name]) for name in changes}
        kept = [pair for pair in self.raw if pair[0].lower() not in latest]
        added = [(encoded(k), encoded(v)) for k, v in latest.values() if v is not None]
        names = self._hidden.union(map(str.lower, changes)) if hidden else self._hidden
        return Headers([*kept, *added], hidden=names)

    def __eq__(self, other: object) -> bool:
        if isinstance(other, Headers):
            return self._index() == other._index()
        return NotImplemented

    def __hash__(self) -> int:
        return hash(frozenset(self._index().items()))

    def __repr__(self) -> str:
        hides = {name for name in self if name in self._hidden or _is_secret(name)}
        shown = {k: "***" if k in hides else masked(v) for k, v in self.items()}
        return f"Headers({shown!r})"

    def __getstate__(self) -> tuple[tuple[tuple[bytes, bytes], ...], frozenset[str]]:
        return self.raw, self._hidden

    def __setstate__(
        self, state: tuple[tuple[tuple[bytes, bytes], ...], frozenset[str]]
    ) -> None:
        self.raw, self._hidden = state
        self._joined = None


def _is_secret(name: str) -> bool:
    words = re.split(r"[-_]", name)
    return name != "idempotency-key" and not _SECRET_WORDS.isdisjoint(words)


def _pairs(
    headers: Iterable[tuple[bytes, bytes]] | Mapping[str, str],
) -> Iterable[tuple[bytes, bytes]]:
    if not isinstance(headers, Mapping):
        return headers
    texts = cast("Mapping[str, str]", headers)
    return [(encoded(name), encoded(value)) for name, value in texts.items()]


def encoded(text: str) -> bytes:
    """A header name or value as bytes: ASCII, and UTF-8 beyond it."""
    return text.encode("utf-8")


def _decoded(value: bytes) -> str:
    try:
        return value.decode("utf-8")
    except UnicodeDecodeError:
        return value.decode("latin-1")
