"""Answers that are files, for the asynchronous client."""

from __future__ import annotations

from collections.abc import AsyncIterator
from functools import partial
from pathlib import Path
from typing import BinaryIO

from .async_opened import AsyncStream
from .file_targets import FileTarget, Received, TextDecoder, is_writable, kept
from .resumption import length_of


class AsyncDownload(AsyncStream):
    """Bytes as they come."""

    def iter_bytes(self) -> AsyncIterator[bytes]:
        """The bytes in chunks as they arrive."""
        return self._opened.chunks()

    async def iter_text(self) -> AsyncIterator[str]:
        """The text in pieces as they arrive, in the charset that the API declares."""
        decoder = TextDecoder(self._opened.reply)
        async for chunk in self.iter_bytes():
            if text := decoder.decode(chunk):
                yield text
        if text := decoder.decode(b"", final=True):
            yield text

    async def read(self) -> bytes:
        """All bytes at once."""
        return b"".join([chunk async for chunk in self.iter_bytes()])

    async def write_to(
        self, target: str | Path | BinaryIO, *, progress: Received | None = None
    ) -> int:
        """Write the bytes to a file as they come; gives their number.

        A path has the file only when it is whole: until then the bytes stand beside
        it. `progress` is told the bytes received, and of how many, if that is known.
        """
        if is_writable(target):
            return await self._copied(target, progress)
        in_thread = self._opened.in_thread
        begun = await in_thread(partial(FileTarget.begun, target))
        with kept(begun) as file:
            return await self._copied(file, progress)

    async def _copied(self, file: BinaryIO, progress: Received | None) -> int:
        in_thread = self._opened.in_thread
        received, total = 0, length_of(self._opened.reply)
        async for chunk in self.iter_bytes():
            await in_thread(partial(file.write, chunk))
            received += len(chunk)
            if progress is not None:
                progress(received, total)
        return received
