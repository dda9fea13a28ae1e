"""Forms as the fake transport got them, taken apart."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from email.message import Message
from urllib.parse import parse_qsl

from ..headers import Headers

_FORM = "application/x-www-form-urlencoded"


@dataclass(frozen=True, slots=True)
class SentPart:
    """One part of a multipart body; `filename` is None where it is no file."""

    name: str
    content: bytes = field(repr=False)
    filename: str | None = None
    content_type: str | None = None

    @property
    def text(self) -> str:
        """The content as text."""
        return self.content.decode(errors="replace")


def parts_of(headers: Headers, body: bytes) -> tuple[SentPart, ...]:
    """The parts of a multipart body; none where it is something else."""
    boundary = _parameters(headers.get("content-type", "")).get_boundary()
    if boundary is None:
        return ()
    # Each part stands between a delimiter line and a line end (RFC 2046, 5.1.1).
    pieces = (b"\r\n" + body).split(b"\r\n--" + boundary.encode())[1:-1]
    return tuple(_part(piece) for piece in pieces)


def form_of(headers: Headers, body: bytes) -> Iterator[tuple[str, str]]:
    """The fields of a form, without its files, in order."""
    media_type = _parameters(headers.get("content-type", "")).get_content_type()
    if media_type == _FORM:
        yield from parse_qsl(body.decode(), keep_blank_values=True)
    for part in parts_of(headers, body):
        if part.filename is None:
            yield part.name, part.text


def _part(piece: bytes) -> SentPart:
    head, _, content = piece.partition(b"\r\n\r\n")
    message = Message()
    for line in head.decode(errors="replace").splitlines():
        header, colon, value = line.partition(":")
        if colon:
            message[header] = value.strip()
    name = message.get_param("name", header="content-disposition")
    said = "content-type" in message
    return SentPart(
        name if isinstance(name, str) else "",
        content,
        message.get_filename(),
        message.get_content_type() if said else None,
    )


def _parameters(content_type: str) -> Message:
    message = Message()
    message["content-type"] = content_type
    return message
