"""Content codings (RFC 9110, 8.4) undone piece by piece, and known to be whole."""

from __future__ import annotations

import zlib
from collections.abc import Generator, Iterator, Mapping
from typing import Protocol

import httpx2

CODINGS = "gzip, deflate"
"""Those that every client can undo, as `Accept-Encoding` has it."""
_LARGEST_PIECE = 2**20
"""So that a few bytes cannot become more than the memory holds at once."""
_GZIP = zlib.MAX_WBITS | 16
_ZLIB = zlib.MAX_WBITS
_RAW = -zlib.MAX_WBITS
_MAGIC = b"\x1f\x8b"
_TELLING = 2
"""The bytes that tell one format from another."""


class Decompressor(Protocol):
    """What `zlib.decompressobj` makes."""

    @property
    def eof(self) -> bool:
        """Whether the end was there."""
        ...

    @property
    def unused_data(self) -> bytes:
        """What came behind the end."""
        ...

    @property
    def unconsumed_tail(self) -> bytes:
        """What is yet to be read."""
        ...

    def decompress(self, data: bytes, max_length: int, /) -> bytes:
        """What these bytes become, so much at most."""
        ...


class CodingError(httpx2.DecodingError):
    """A content coding that cannot be undone; `start` is what it began with."""

    def __init__(self, reason: str, start: bytes) -> None:
        super().__init__(reason)
        self.start = start


class Inflater:
    """Undoes gzip, of several members too (RFC 1952, 2.2), or deflate.

    `deflate` means the zlib format; some servers leave out its frame.
    """

    def __init__(self, *, is_gzip: bool) -> None:
        self._is_gzip = is_gzip
        self._held = b""
        self._is_over = False
        self._inner: Decompressor | None = None

    def feed(self, data: bytes) -> Iterator[bytes]:
        """What these bytes add."""
        try:
            while data and not self._is_over:
                data = yield from self._next(data)
        except zlib.error as error:
            raise httpx2.DecodingError(str(error)) from None

    def _next(self, data: bytes) -> Generator[bytes, None, bytes]:
        """A piece, if there is one; gives the bytes that are left."""
        inner = self._inner
        if inner is None or inner.eof:
            self._held += data
            if len(self._held) >= _TELLING:
                data, self._held = self._held, b""
                self._begin(data)
                return data
            return b""
        if piece := inner.decompress(data, _LARGEST_PIECE):
            yield piece
        return inner.unconsumed_tail or inner.unused_data

    def _begin(self, data: bytes) -> None:
        if not self._is_gzip and self._inner is None:
            self._inner = zlib.decompressobj(_ZLIB if _is_framed(data) else _RAW)
        elif self._inner is None or (self._is_gzip and data.startswith(_MAGIC)):
            self._inner = zlib.decompressobj(_GZIP)
        else:
            # What follows is padding: the answer is whole.
            self._is_over = True

    def end(self) -> Iterator[bytes]:
        """What is left; an error where the end is missing."""
        while self._inner is not None and not self._inner.eof:
            piece = self._inner.decompress(b"", _LARGEST_PIECE)
            if not piece:
                raise httpx2.DecodingError("the compressed data ends too early")
            yield piece
        if self._held and (self._inner is None or self._held == _MAGIC[:1]):
            raise httpx2.DecodingError("the compressed data ends too early")


def _is_framed(data: bytes) -> bool:
    """Whether data begins as the zlib format does (RFC 1950, 2.2)."""
    return data[0] & 15 == zlib.DEFLATED and (data[0] << 8 | data[1]) % 31 == 0


class Plain:
    """Leaves what it is fed as it is."""

    def feed(self, data: bytes) -> Iterator[bytes]:
        """These bytes."""
        yield data

    def end(self) -> Iterator[bytes]:
        """Nothing is left."""
        return iter(())


def coding_of(headers: Mapping[str, str]) -> Inflater | Plain:
    """What undoes the coding of a body; `Plain`: there is none, or httpx2 does it."""
    coding = headers.get("content-encoding", "").strip().lower()
    if coding in {"gzip", "x-gzip"}:
        return Inflater(is_gzip=True)
    return Inflater(is_gzip=False) if coding == "deflate" else Plain()
