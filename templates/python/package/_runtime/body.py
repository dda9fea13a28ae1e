"""Request bodies as bytes, files and streams, known to be replayable or not."""

from __future__ import annotations

from collections.abc import AsyncIterable, AsyncIterator, Callable, Iterable, Iterator
from dataclasses import dataclass, field
from functools import partial
from inspect import iscoroutinefunction
from pathlib import Path
from typing import BinaryIO, Protocol, TypeAlias, cast

from .errors import InvalidRequestError


class AsyncFile(Protocol):
    """A file that the asynchronous client awaits, as anyio and aiofiles have them."""

    async def read(self, size: int = -1, /) -> bytes:
        """The next bytes; none at the end."""
        ...


Chunks: TypeAlias = Iterable[bytes] | AsyncIterable[bytes]
Content: TypeAlias = str | bytes | bytearray | Path | BinaryIO | AsyncFile | Chunks
"""A body to send as it is; a `Path` is opened and streamed."""
Told: TypeAlias = Callable[[int, int | None], None]
"""Is told how many bytes have gone, and of how many, if that is known."""
_CHUNK = 65536


@dataclass(frozen=True, slots=True)
class Body:
    """What is sent after the headers.

    `data` is the whole, or `source` opens a stream of it; `replayable` says
    whether that can be done again for another attempt. `blocks`: reading it may
    wait for a disk; `is_async`: that must be awaited. `progress` is told what has gone.
    """

    content_type: str | None
    data: bytes | None = field(repr=False)
    source: Callable[[], Chunks] | None = field(repr=False, default=None)
    length: int | None = None
    replayable: bool = True
    blocks: bool = False
    is_async: bool = False
    progress: Told | None = field(repr=False, default=None)

    @property
    def size(self) -> int | None:
        """How many bytes it has, where that is known beforehand."""
        return self.length if self.data is None else len(self.data)

    def chunks(self) -> Chunks:
        """Its bytes from the beginning."""
        if self.source is not None:
            return self.source()
        data = self.data or b""
        return (data[at : at + _CHUNK] for at in range(0, len(data), _CHUNK))


def content_body(content: Content, media_type: str | None) -> Body:
    """Bytes, text, a file or a stream as it is."""
    kind = media_type or "application/octet-stream"
    match content:
        case str():
            return Body(media_type or "text/plain; charset=utf-8", content.encode())
        case bytes() | bytearray() | memoryview():
            return Body(kind, bytes(content))
        case Path():
            size = _size_of(content)
            return Body(kind, None, lambda: _read_path(content), size, blocks=True)
        case _ if _is_async_file(content):
            file = cast("AsyncFile", content)
            source = partial(_read_async_file, file)
            return Body(kind, None, source, replayable=False, is_async=True)
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
    is_async = isinstance(content, AsyncIterable)
    return Body(kind, None, lambda: stream, replayable=not once, is_async=is_async)


def is_file(value: object) -> bool:
    """Whether the value reads like a file."""
    return hasattr(value, "read")


def _is_async_file(value: object) -> bool:
    """Whether the value reads like a file, but awaited."""
    return iscoroutinefunction(getattr(value, "read", None))


def _file_body(file: BinaryIO, kind: str) -> Body:
    start, length = _extent(file)
    return Body(
        kind,
        None,
        lambda: _read_file(file, start),
        length,
        replayable=start is not None,
        blocks=True,
    )


def _extent(file: BinaryIO) -> tuple[int | None, int | None]:
    """Where the file stands and how much is left; None where it cannot seek."""
    if not file.seekable():
        return None, None
    start = file.tell()
    end = file.seek(0, 2)
    file.seek(start)
    return start, end - start


def _read_file(file: BinaryIO, start: int | None) -> Iterator[bytes]:
    """The file's bytes in chunks, from where it stood at first."""
    if start is not None:
        file.seek(start)
    while chunk := file.read(_CHUNK):
        yield _binary(chunk)


async def _read_async_file(file: AsyncFile) -> AsyncIterator[bytes]:
    """The file's bytes in chunks, from where it stands."""
    while chunk := await file.read(_CHUNK):
        yield _binary(chunk)


def _binary(chunk: object) -> bytes:
    if isinstance(chunk, str):
        raise InvalidRequestError("a file must be opened in binary mode")
    return cast("bytes", chunk)


def _read_path(path: Path) -> Iterator[bytes]:
    """The bytes of the file at this path, in chunks."""
    try:
        file = path.open("rb")
    except OSError as error:
        raise _unreadable(path, error) from None
    with file:
        yield from _read_file(file, None)


def _size_of(path: Path) -> int:
    """How long the file at this path is."""
    try:
        if path.is_file():
            return path.stat().st_size
    except OSError as error:
        raise _unreadable(path, error) from None
    raise InvalidRequestError(f"`{path}` is no file")


def _unreadable(path: Path, error: OSError) -> InvalidRequestError:
    return InvalidRequestError(f"`{path}` cannot be read: {error.strerror}")
