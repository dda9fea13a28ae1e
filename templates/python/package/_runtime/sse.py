"""Server-Sent Events and lines out of bytes, whatever the chunks (WHATWG HTML, 9.2)."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

# Of milliseconds: what clocks can wait for; no wait is that long.
_MOST_DIGITS = 12


@dataclass(frozen=True, slots=True)
class ServerEvent:
    """One event as it was sent; `id` is the last one seen, for reconnecting.

    `retry` is how many milliseconds to wait before that, where the API said so.
    """

    data: str
    event: str = "message"
    id: str = ""
    retry: int | None = None


class LineSplitter:
    """Cuts bytes into lines; with `lone_cr`, a carriage return ends one as well."""

    def __init__(self, *, lone_cr: bool) -> None:
        self._lone_cr = lone_cr
        self._rest: list[bytes] = []
        self._after_cr = False

    def feed(self, chunk: bytes) -> list[bytes]:
        """The lines that this chunk completes."""
        if self._lone_cr:
            chunk = self._normalised(chunk)
        lines = chunk.split(b"\n")
        if len(lines) == 1:
            self._rest.append(chunk)
            return []
        lines[0] = b"".join([*self._rest, lines[0]])
        self._rest = [lines.pop()]
        return lines

    def _normalised(self, chunk: bytes) -> bytes:
        if self._after_cr and chunk.startswith(b"\n"):
            chunk = chunk[1:]
            self._after_cr = False
        if chunk:
            self._after_cr = chunk.endswith(b"\r")
        if b"\r" in chunk:
            chunk = chunk.replace(b"\r\n", b"\n").replace(b"\r", b"\n")
        return chunk

    def end(self) -> bytes:
        """What is left without a line end."""
        rest, self._rest = b"".join(self._rest), []
        return rest


class EventParser:
    """Puts events together from chunks of an event stream.

    `last_id` is what the API is to be told when the stream is opened anew. An event
    whose data is the `terminator` ends the stream.
    """

    def __init__(self, last_id: str = "", terminator: str | None = None) -> None:
        self.last_id = last_id
        self.terminator = terminator
        self.is_over = False
        self._lines = LineSplitter(lone_cr=True)
        self._data: list[str] = []
        self._event = ""
        self._id = last_id
        self.retry: int | None = None
        self._begun = False

    def feed(self, chunk: bytes) -> Iterator[ServerEvent]:
        """The events that this chunk completes."""
        for read in self._lines.feed(chunk):
            line = read if self._begun else read.removeprefix(b"\xef\xbb\xbf")
            self._begun = True
            if not line:
                self.last_id = self._id
                if self._data:
                    event = self._dispatched()
                    if event.data == self.terminator:
                        self.is_over = True
                        return
                    yield event
                self._event = ""
                self._data.clear()
            else:
                self._read(line.decode("utf-8", "replace"))

    def end(self) -> Iterator[ServerEvent]:
        """Nothing: an event that is not whole is none."""
        return iter(())

    def _dispatched(self) -> ServerEvent:
        data = "\n".join(self._data)
        return ServerEvent(data, self._event or "message", self._id, self.retry)

    def _read(self, line: str) -> None:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        match name:
            case "data":
                self._data.append(value)
            case "event":
                self._event = value
            case "id" if "\0" not in value:
                self._id = value
            case "retry" if value.isascii() and value.isdigit():
                if len(value) <= _MOST_DIGITS:
                    self.retry = int(value)
            case _:
                pass
