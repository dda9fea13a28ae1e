"""Answers that are files, for the synchronous client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .file_targets import FileTarget, Received, TextDecoder, is_writable, kept
from .opened import Stream
from .resumption import length_of


class Download(Stream):
    """Bytes as they come."""

    def iter_bytes(self) -> Iterator[bytes]:
        """The bytes in chunks as they arrive."""
        return self._opened.chunks()

    def iter_text(self) -> Iterator[str]:
        """The text in pieces as they arrive, in the charset that the API declares."""
        decoder = TextDecoder(self._opened.reply)
        for chunk in self.iter_bytes():
            if text := decoder.decode(chunk):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    def read(self) -> bytes:
        """All bytes at once."""
        return b"".join(self.iter_bytes())

    def write_to(
        self, target: str | Path | BinaryIO, *, progress: Received | None = None
    ) -> int:
        """Write the bytes to a file as they come; gives their number.

        A path has the file only when it is whole: until then the bytes stand beside
        it. `progress` is told the bytes received, and of how many, if that is known.
        """
        if is_writable(target):
            return self._copied(target, progress)
        with kept(FileTarget.begun(target)) as file:
            return self._copied(file, progress)

    def _copied(self, file: BinaryIO, progress: Received | None) -> int:
        received, total = 0, length_of(self._opened.reply)
        for chunk in self.iter_bytes():
            file.write(chunk)
            received += len(chunk)
            if progress is not None:
                progress(received, total)
        return received
