"""Files that downloads are written to: whole, or not at all."""

from __future__ import annotations

import codecs
import shutil
from collections.abc import Callable, Generator, Iterable
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from secrets import token_hex
from typing import BinaryIO, TypeAlias, cast

from typing_extensions import TypeIs

from .charsets import known_charset_of
from .middleware import Reply

Received: TypeAlias = Callable[[int, int | None], None]
"""Is told how many bytes were received, and of how many, if that is known."""


def is_writable(target: str | Path | BinaryIO) -> TypeIs[BinaryIO]:
    """Whether the target is an open file, and not the path of one."""
    return not isinstance(target, (str, Path))


def write_all(file: BinaryIO, data: bytes) -> None:
    """Write to a file that may take less than it is given, as unbuffered ones do."""
    while data:
        # Not all that is written to says how much it took.
        taken = cast("int | None", file.write(data))
        if taken is None or taken <= 0:
            return
        data = data[taken:]


@dataclass(frozen=True, slots=True)
class FileTarget:
    """A file that takes its name only when it is whole.

    Until then it stands beside that; a device or a pipe is written to directly.
    """

    path: Path
    beside: Path | None
    file: BinaryIO

    @staticmethod
    def begun(path: str | Path) -> FileTarget:
        """The file at this path, to be written."""
        # A link stays one: what it leads to is replaced.
        place = Path(path).resolve()
        if place.exists() and not place.is_file():
            return FileTarget(place, None, place.open("wb"))
        beside = place.with_name(f".{place.name[:200]}.{token_hex(8)}.part")
        return FileTarget(place, beside, beside.open("xb"))

    def finish(self) -> None:
        """Let the file take its name, and the rights of the one it replaces."""
        self.file.close()
        if self.beside is not None:
            if self.path.exists():
                shutil.copymode(self.path, self.beside)
            self.beside.replace(self.path)

    def discard(self) -> None:
        """Leave nothing of it."""
        try:
            self.file.close()
        finally:
            if self.beside is not None:
                self.beside.unlink(missing_ok=True)


@contextmanager
def kept(target: FileTarget) -> Generator[BinaryIO]:
    """Its file while it is written; discarded where that fails."""
    try:
        yield target.file
        target.finish()
    except BaseException:
        target.discard()
        raise


class TextDecoder:
    """Text out of bytes, whatever the chunks; what is no text is shown as such."""

    is_over = False

    def __init__(self, reply: Reply) -> None:
        charset = known_charset_of(reply.headers)
        self._decoder = codecs.getincrementaldecoder(charset)("replace")

    def feed(self, chunk: bytes) -> Iterable[str]:
        """The text that this chunk completes."""
        return filter(None, (self._decoder.decode(chunk),))

    def end(self) -> Iterable[str]:
        """The text that the end completes."""
        return filter(None, (self._decoder.decode(b"", final=True),))
