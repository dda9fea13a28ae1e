"""Request bodies as bytes, files and streams, known to be replayable or not."""

from __future__ import annotations

from collections.abc import AsyncIterable, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast

from .errors import InvalidRequestError

Chunks: TypeAlias = Iterable[bytes] | AsyncIterable[bytes]
Content: TypeAlias = str | bytes | bytearray | Path | BinaryIO | Chunks
"""A body to send as it is; a `Path` is opened and streamed."""
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent after the headers.

    `data` is the whole, or `source` opens a stream of it; `replayable` says
    whether that can be done again for another attempt. `blocks`: reading it may
    wait for a disk.
    """

    content_type: str | None
    data: bytes | None = field(repr=False)
    source: Callable[[], Chunks] | None = field(repr=False, default=None)
    length: int | None = None
    replayable: bool = True
    blocks: bool = False


def content_body(content: Content, media_type: str | None) -> Body:
    """Bytes, text, a file or a stream as it is."""
    kind = media_type or "application/octet-stream"
    match content:
        case str():
            return Body(media_type or "text/plain; charset=utf-8", content.encode())
        case bytes() | bytearray():
            return Body(kind, bytes(content))
        case Path():
            size = size_of(content)
            return Body(kind, None, lambda: read_path(content), size, blocks=True)
        case _ if is_file(content):
            return _file_body(cast("BinaryIO", content), kind)
        case _:
            return _stream_body(content, kind)


def _stream_body(content: object, kind: str) -> Body:
    """A stream; an iterator is used up by its first reading."""
    once = hasattr(content, "__next__") or hasattr(content, "__anext__")
    if not isinstance(content, (Iterable, AsyncIterable)):
        name = type(content).__name__
        raise InvalidRequestError(f"a {name} cannot be sent as a body")
    stream = cast("Chunks", content)
    return Body(kind, None, lambda: stream, None, replayable=not once)


def is_file(value: object) -> bool:
    """Whether the value reads like a file."""
    return hasattr(value, "read")


def _file_body(file: BinaryIO, kind: str) -> Body:
    start, length = extent(file)
    return Body(
        kind,
        None,
        lambda: read_file(file, start),
        length,
        replayable=start is not None,
        blocks=True,
    )


def extent(file: BinaryIO) -> tuple[int | None, int | None]:
    """Where the file stands and how much is left; None where it cannot seek."""
    if not file.seekable():
        return None, None
    start = file.tell()
    end = file.seek(0, 2)
    file.seek(start)
    return start, end - start


def read_file(file: BinaryIO, start: int | None) -> Iterator[bytes]:
    """The file's bytes in chunks, from where it stood at first."""
    if start is not None:
        file.seek(start)
    while chunk := file.read(_CHUNK):
        if isinstance(cast("object", chunk), str):
            raise InvalidRequestError("a file must be opened in binary mode")
        yield chunk


def read_path(path: Path) -> Iterator[bytes]:
    """The bytes of the file at this path, in chunks."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        yield from read_file(file, None)


def size_of(path: Path) -> int:
    """How long the file at this path is."""
    try:
        if path.is_file():
            return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from None
    raise InvalidRequestError(f"`{path}` is no file")


def _unreadable(path: Path, error: OSError) -> InvalidRequestError:
    return InvalidRequestError(f"`{path}` cannot be read: {error.strerror}")


class Measure:
    """Sees to it that a body is as long as its `Content-Length` said."""

    def __init__(self, length: int | None) -> None:
        self._length = length
        self._sent = 0

    def passed(self, chunk: bytes) -> bytes:
        """The chunk; an error where it is too much."""
        self._sent += len(chunk)
        if self._length is not None and self._sent > self._length:
            raise InvalidRequestError(self._changed("longer"))
        return chunk

    def end(self) -> None:
        """Raise where it was too little."""
        if self._length is not None and self._sent < self._length:
            raise InvalidRequestError(self._changed("shorter"))

    def _changed(self, how: str) -> str:
        return (
            f"the body is {how} than the {self._length} bytes that were announced:"
            " a file changed while it was sent"
        )
