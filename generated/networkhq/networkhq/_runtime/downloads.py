"""Answers that are files, for the synchronous client."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import BinaryIO

from .file_targets import Received
from .running import drawn, ran
from .streaming import AnyDownload
from .streams import Stream


class Download(AnyDownload, Stream):
    """Bytes as they come."""

    def iter_bytes(self) -> Iterator[bytes]:
        """The bytes in chunks as they arrive."""
        return drawn(self._pieces())

    def iter_text(self) -> Iterator[str]:
        """The text in pieces as they arrive, in the charset that the API declares."""
        return drawn(self._texts())

    def read(self) -> bytes:
        """All bytes at once."""
        return ran(self._whole())

    def write_to(
        self, target: str | Path | BinaryIO, *, progress: Received | None = None
    ) -> int:
        """Write the bytes to a file as they come; gives their number.

        A path has the file only when it is whole: until then the bytes stand beside
        it. `progress` is told the bytes received, and of how many, if that is known.
        """
        return ran(self._written(target, progress))
