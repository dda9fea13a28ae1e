"""Multipart form bodies (RFC 7578), the same bytes at every attempt."""

from __future__ import annotations

import secrets
from collections.abc import (
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast
from urllib.parse import unquote

from .body import (
    AsyncFile,
    Body,
    Chunks,
    extent,
    is_async_file,
    is_file,
    read_async_file,
    read_file,
    read_path,
    size_of,
)
from .encode import to_json_bytes
from .models import Model
from .omit import omit
from .parameters import Part, query_pairs, texts
from .scalars import taken_apart
from .uploads import awaited

FileContent: TypeAlias = (
    bytes | Path | BinaryIO | AsyncFile | Iterator[bytes] | AsyncIterator[bytes]
)
File: TypeAlias = (
    FileContent | tuple[str, FileContent] | tuple[str, FileContent, str | None]
)
"""A file to upload: its content, alone or with its name and its media type."""


@dataclass(frozen=True, slots=True)
class _Section:
    head: bytes
    data: bytes | None
    source: Callable[[], Chunks] = tuple
    length: int | None = None
    replayable: bool = True
    is_async: bool = False

    @property
    def size(self) -> int | None:
        return self.length if self.data is None else len(self.data)


def multipart_body(members: Mapping[str, object], parts: Mapping[str, Part]) -> Body:
    """The members as parts, in order; absent and null ones are left out."""
    boundary = secrets.token_hex(16)
    sections = [
        section
        for name, value in members.items()
        if value is not omit and value is not None
        for section in _sections(name, value, parts.get(name, Part()))
    ]
    kind = f"multipart/form-data; boundary={boundary}"
    opening = f"--{boundary}\r\n".encode()
    closing = f"--{boundary}--\r\n".encode()
    if all(section.data is not None for section in sections):
        data = b"".join(_written(sections, opening, closing))
        return Body(kind, data, length=len(data))
    is_async = any(section.is_async for section in sections)
    write = _written_later if is_async else _written
    return Body(
        kind,
        None,
        partial(write, sections, opening, closing),
        _total(sections, opening, closing),
        replayable=all(section.replayable for section in sections),
        blocks=not is_async,
    )


def _written(
    sections: Sequence[_Section], opening: bytes, closing: bytes
) -> Iterator[bytes]:
    for section in sections:
        yield opening + section.head + b"\r\n\r\n"
        if section.data is not None:
            yield section.data
        else:
            yield from cast("Iterable[bytes]", section.source())
        yield b"\r\n"
    yield closing


async def _written_later(
    sections: Sequence[_Section], opening: bytes, closing: bytes
) -> AsyncIterator[bytes]:
    for section in sections:
        yield opening + section.head + b"\r\n\r\n"
        if section.data is not None:
            yield section.data
        else:
            async for chunk in awaited(section.source(), blocks=True):
                yield chunk
        yield b"\r\n"
    yield closing


def _total(sections: Sequence[_Section], opening: bytes, closing: bytes) -> int | None:
    total = len(closing)
    for section in sections:
        if section.size is None:
            return None
        total += len(opening) + len(section.head) + 4 + section.size + 2
    return total


def _sections(name: str, value: object, part: Part) -> Iterable[_Section]:
    if _is_upload(value):
        yield _upload(name, value, part)
    elif part.style is not None and not _holds_upload(value):
        # Percent-encoding is for URLs; a part needs none.
        for key, text in query_pairs(name, value, part.style):
            yield _Section(_head(unquote(key), None, None), unquote(text).encode())
    elif isinstance(value, _COLLECTIONS):
        for item in cast("Iterable[object]", value):
            if item is not None:
                yield from _sections(name, item, part)
    elif _is_object(value) or _is_json(part):
        kind = part.content_type or "application/json"
        yield _Section(_head(name, None, kind), to_json_bytes(value))
    else:
        text = "".join(texts([taken_apart(value, name)]))
        yield _Section(_head(name, None, part.content_type), text.encode())


_COLLECTIONS = (list, tuple, set, frozenset)
_STREAMS = (Iterator, AsyncIterator)


def _holds_upload(value: object) -> bool:
    if not isinstance(value, _COLLECTIONS):
        return False
    return any(map(_is_upload, cast("Iterable[object]", value)))


def _is_object(value: object) -> bool:
    return isinstance(value, (Model, Mapping))


def _is_json(part: Part) -> bool:
    return part.content_type is not None and part.content_type.endswith("json")


def _is_upload(value: object) -> bool:
    if isinstance(value, tuple):
        pair = cast("tuple[object, ...]", value)
        return (
            len(pair) in {2, 3}
            and isinstance(pair[0], str)
            and _is_upload(pair[1])
            and not isinstance(pair[1], tuple)
        )
    is_whole = isinstance(value, (bytes, bytearray, Path))
    return is_whole or is_file(value) or isinstance(value, _STREAMS)


def _upload(name: str, value: object, part: Part) -> _Section:
    filename, content, kind = _named(name, value)
    kind = kind or part.content_type or "application/octet-stream"
    head = _head(name, filename, kind.partition(",")[0])
    match content:
        case bytes() | bytearray():
            return _Section(head, bytes(content))
        case Path():
            size = size_of(content)
            return _Section(head, None, partial(read_path, content), size)
        case _ if is_async_file(content):
            later = partial(read_async_file, cast("AsyncFile", content))
            return _Section(head, None, later, replayable=False, is_async=True)
        case _ if not is_file(content):
            stream = cast("Chunks", content)
            is_async = isinstance(content, AsyncIterator)
            return _Section(
                head, None, lambda: stream, replayable=False, is_async=is_async
            )
        case _:
            file = cast("BinaryIO", content)
            start, length = extent(file)
            source = partial(read_file, file, start)
            return _Section(head, None, source, length, replayable=start is not None)


def _named(name: str, value: object) -> tuple[str, object, str | None]:
    if isinstance(value, tuple):
        return cast("tuple[str, object, str | None]", (*value, None)[:3])
    shown = getattr(value, "name", None)
    if isinstance(shown, str):
        return Path(shown).name, value, None
    return name, value, None


def _head(name: str, filename: str | None, kind: str | None) -> bytes:
    head = f'Content-Disposition: form-data; name="{_escaped(name)}"'
    if filename is not None:
        head += f'; filename="{_escaped(filename)}"'
    if kind is not None:
        head += "\r\nContent-Type: " + kind.replace("\r", "").replace("\n", "")
    return head.encode()


def _escaped(text: str) -> str:
    """A quoted string's inside (RFC 9110, 5.6.4), without line ends."""
    text = text.replace("\\", "\\\\").replace('"', '\\"')
    return text.replace("\r", "%0D").replace("\n", "%0A")
