"""JSON texts out of bytes: one a line, or one a record (JSON Lines, RFC 7464)."""

from __future__ import annotations

import json
from collections.abc import Iterator

from .sse import LineSplitter

_SEPARATOR = b"\x1e"
_CLOSING = (b"}", b"]")


class LineItems:
    """Cuts a stream into JSON texts, each with words for where it stands.

    A stream that begins with a record separator is a sequence: a text then ends
    with its line where it is whole there, else with the next separator.
    """

    is_over = False

    def __init__(self) -> None:
        self._lines = LineSplitter(lone_cr=False)
        self._number = 0
        self._is_sequence: bool | None = None
        self._record: list[bytes] = []

    def feed(self, chunk: bytes) -> Iterator[tuple[str, bytes]]:
        """The texts that this chunk completes."""
        for line in self._lines.feed(chunk):
            yield from self._read(line)

    def end(self) -> Iterator[tuple[str, bytes]]:
        """The text that the end of the stream completes."""
        yield from self._read(self._lines.end())
        yield from self._finished()

    def _read(self, line: bytes) -> Iterator[tuple[str, bytes]]:
        if self._is_sequence is None:
            line = line.removeprefix(b"\xef\xbb\xbf")
            if line.strip():
                self._is_sequence = line.lstrip().startswith(_SEPARATOR)
        if self._is_sequence:
            yield from self._records(line)
            return
        self._number += 1
        if line.strip():
            yield f"line {self._number}", line

    def _records(self, line: bytes) -> Iterator[tuple[str, bytes]]:
        rest, *begun = line.split(_SEPARATOR)
        self._record.append(rest)
        for part in begun:
            yield from self._finished()
            self._record = [part]
        if _is_whole(self._record):
            yield from self._finished()

    def _finished(self) -> Iterator[tuple[str, bytes]]:
        record, self._record = b"\n".join(self._record), []
        if record.strip():
            self._number += 1
            yield f"record {self._number}", record


def _is_whole(record: list[bytes]) -> bool:
    """Whether the lines are a JSON text; of many, only one that closes may be."""
    if len(record) > 1 and not record[-1].rstrip().endswith(_CLOSING):
        return False
    try:
        json.loads(b"\n".join(record))
    except (ValueError, RecursionError):
        return False
    return True
