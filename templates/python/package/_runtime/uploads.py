"""Bodies on their way out, read piece by piece and measured."""

from __future__ import annotations

import asyncio
from collections.abc import AsyncIterable, AsyncIterator, Iterable, Iterator
from typing import cast

import httpx2

from .body import Body, Chunks
from .errors import InvalidRequestError


class SourceError(Exception):
    """`why` a body could not be read: it is the caller's, and no failure on the way."""

    def __init__(self, why: Exception) -> None:
        super().__init__()
        self.why = why


class Upload(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that is read piece by piece, and must be as long as was announced."""

    def __init__(self, body: Body) -> None:
        self._body = body
        self._chunks = body.chunks()

    def __iter__(self) -> Iterator[bytes]:
        if not isinstance(self._chunks, Iterable):
            raise InvalidRequestError("an async body needs the async client")
        measure = _Measure(self._body)
        try:
            for chunk in self._chunks:
                yield measure.passed(chunk)
                measure.tell()
        except Exception as error:
            raise SourceError(error) from error
        measure.end()

    async def __aiter__(self) -> AsyncIterator[bytes]:
        measure = _Measure(self._body)
        try:
            async for chunk in awaited(self._chunks, blocks=self._body.blocks):
                yield measure.passed(chunk)
                measure.tell()
        except Exception as error:
            raise SourceError(error) from error
        measure.end()


class _Measure:
    """Sees to it that a body is as long as its `Content-Length` said."""

    def __init__(self, body: Body) -> None:
        self._length = body.size
        self._progress = body.progress
        self._sent = 0

    def passed(self, chunk: object) -> bytes:
        """The chunk; an error where it is no bytes, or too much."""
        if not isinstance(chunk, (bytes, bytearray, memoryview)):
            kind = type(chunk).__name__
            raise InvalidRequestError(f"a body comes in pieces of bytes, not of {kind}")
        piece = bytes(cast("bytes", chunk))
        self._sent += len(piece)
        if self._length is not None and self._sent > self._length:
            raise self._changed("longer")
        return piece

    def tell(self) -> None:
        """Tell who asked for it how much has gone."""
        if self._progress is not None:
            self._progress(self._sent, self._length)

    def end(self) -> None:
        """Raise where it was too little."""
        if self._length is not None and self._sent < self._length:
            raise self._changed("shorter")

    def _changed(self, how: str) -> InvalidRequestError:
        return InvalidRequestError(
            f"the body is {how} than the {self._length} bytes that were announced:"
            " a file changed while it was sent"
        )


async def awaited(chunks: Chunks, *, blocks: bool) -> AsyncIterator[bytes]:
    """The chunks one by one; where reading them `blocks`, in a thread."""
    if isinstance(chunks, AsyncIterable):
        async for chunk in chunks:
            yield chunk
        return
    source = iter(chunks)
    while blocks:
        piece = await asyncio.to_thread(_following, source)
        if piece is None:
            return
        yield piece
    for chunk in source:
        yield chunk


def _following(chunks: Iterator[bytes]) -> bytes | None:
    return next(chunks, None)
