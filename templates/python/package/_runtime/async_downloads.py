"""Answers that are files, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from pathlib import Path
from typing import BinaryIO

from .async_streams import AsyncStream
from .file_targets import Received
from .running import async_drawn
from .streaming import AnyDownload


class AsyncDownload(AnyDownload, AsyncStream):
    """Bytes as they come."""

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The bytes in chunks as they arrive."""
        return async_drawn(self._pieces())

    def iter_text(self) -> AsyncIterator[str]:
        """The text in pieces as they arrive, in the charset that the API declares."""
        return async_drawn(self._texts())

    async def read(self) -> bytes:
        """All bytes at once."""
        return await self._whole()

    async def write_to(
        self, target: str | Path | BinaryIO, *, progress: Received | None = None
    ) -> int:
        """Write the bytes to a file as they come; gives their number.

        A path has the file only when it is whole: until then the bytes stand beside
        it. `progress` is told the bytes received, and of how many, if that is known.
        """
        return await self._written(target, progress)
