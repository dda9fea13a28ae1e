"""Multipart form bodies (RFC 7578), the same bytes at every attempt."""

from __future__ import annotations

import secrets
from collections.abc import AsyncIterator, Iterable, Iterator, Mapping, Sequence
from functools import partial
from pathlib import Path
from typing import BinaryIO, TypeAlias, cast
from urllib.parse import unquote

from .body import AsyncFile, Body, Content, content_body, is_file
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


_Section: TypeAlias = tuple[bytes, Body]
"""The head of a part, and what follows."""


def multipart_body(members: Mapping[str, object], parts: Mapping[str, Part]) -> Body:
    """The members as parts, in order; absent and null ones are left out."""
    boundary = secrets.token_hex(16)
    opening = f"--{boundary}\r\n".encode()
    pieces: list[Body] = []
    for name, value in members.items():
        if value is not omit and value is not None:
            for head, body in _sections(name, value, parts.get(name, Part())):
                before = Body(None, opening + head + b"\r\n\r\n")
                pieces += [before, body, Body(None, b"\r\n")]
    pieces.append(Body(None, f"--{boundary}--\r\n".encode()))
    return _joined(f"multipart/form-data; boundary={boundary}", pieces)


def _joined(content_type: str, bodies: Sequence[Body]) -> Body:
    """One body that is these one after another."""
    if all(body.data is not None for body in bodies):
        return Body(content_type, b"".join(_in_turn(bodies)))
    is_async = any(body.is_async for body in bodies)
    sizes = [body.size for body in bodies]
    return Body(
        content_type,
        None,
        partial(_awaited_in_turn if is_async else _in_turn, bodies),
        None if None in sizes else sum(size or 0 for size in sizes),
        replayable=all(body.replayable for body in bodies),
        blocks=not is_async,
        is_async=is_async,
    )


def _in_turn(bodies: Sequence[Body]) -> Iterator[bytes]:
    for body in bodies:
        yield from cast("Iterable[bytes]", body.chunks())


async def _awaited_in_turn(bodies: Sequence[Body]) -> AsyncIterator[bytes]:
    for body in bodies:
        async for chunk in awaited(body.chunks(), blocks=body.data is None):
            yield chunk


def _sections(name: str, value: object, part: Part) -> Iterable[_Section]:
    if _is_upload(value):
        yield _upload(name, value, part)
    elif part.style is not None and not _holds_upload(value):
        # Percent-encoding is for URLs; a part needs none.
        for key, text in query_pairs(name, value, part.style):
            yield _head(unquote(key)), Body(None, unquote(text).encode())
    elif isinstance(value, _COLLECTIONS):
        for item in cast("Iterable[object]", value):
            if item is not None:
                yield from _sections(name, item, part)
    elif _is_object(value) or _is_json(part):
        kind = part.content_type or "application/json"
        yield _head(name, kind), Body(None, to_json_bytes(value))
    else:
        text = "".join(texts([taken_apart(value, name)]))
        yield _head(name, part.content_type), Body(None, text.encode())


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
    head = _head(name, kind.partition(",")[0], filename)
    return head, content_body(cast("Content", content), None)


def _named(name: str, value: object) -> tuple[str, object, str | None]:
    if isinstance(value, tuple):
        return cast("tuple[str, object, str | None]", (*value, None)[:3])
    shown = getattr(value, "name", None)
    if isinstance(shown, str):
        return Path(shown).name, value, None
    return name, value, None


def _head(name: str, kind: str | None = None, filename: str | None = None) -> bytes:
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
