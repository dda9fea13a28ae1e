"""The output folder of a client: opened with care, and closed with a new lock."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.output.disk import EscapeError, is_foreign, read_disk
from sdksmith.output.lock import LOCK_NAME, Lock, LockError, parse_lock
from sdksmith.output.writing import WriteReport, write


@dataclass(frozen=True, slots=True)
class Folder:
    """An output folder; `shown` is how the user calls it."""

    root: Path
    shown: str
    diagnostics: Diagnostics

    def read_lock(self) -> Lock | None:
        """The lock of the client that is there; None where the folder is empty."""
        with self._told():
            if not self.root.exists():
                return None
            if not self.root.is_dir():
                raise self._stop(Code.OUTPUT_NOT_OURS, f"`{self.shown}` is a file")
            file = self.root / LOCK_NAME
            if not file.is_file():
                self._refuse_foreign()
                return None
            text = file.read_bytes().decode("utf-8", "surrogateescape")
        try:
            return parse_lock(text)
        except LockError as error:
            message = f"this lock cannot be read: {error}"
            raise self._stop_at_lock(message, error.line) from error

    def read(self, paths: Iterable[str]) -> Mapping[str, str]:
        """The texts that are there of these files, with LF line ends."""
        with self._told():
            return read_disk(self.root, paths)

    def write(
        self, texts: Mapping[str, str], stale: Iterable[str], lock: Lock
    ) -> WriteReport:
        """Write the texts and the lock, and remove what is stale, all or nothing."""
        lock_text = lock.to_text()
        if self.read([LOCK_NAME]).get(LOCK_NAME) == lock_text:
            lock_part = {}
        else:
            lock_part = {LOCK_NAME: lock_text}
        with self._told():
            # The lock comes last: it must never speak of files that are not there.
            return write(self.root, {**texts, **lock_part}, stale)

    def _refuse_foreign(self) -> None:
        if is_foreign(self.root):
            message = (
                f"`{self.shown}` has files but no `{LOCK_NAME}`:"
                " sdksmith did not write them and leaves them alone"
            )
            raise self._stop(Code.OUTPUT_NOT_OURS, message)

    @contextmanager
    def _told(self) -> Iterator[None]:
        try:
            yield
        except EscapeError as error:
            message = f"`{error}` leads out of `{self.shown}`; nothing was written"
            raise self._stop(Code.OUTPUT_ESCAPES, message) from error
        except OSError as error:
            reason = error.strerror or str(error)
            message = f"`{self.shown}` cannot be used: {reason}; nothing was written"
            raise self._stop(Code.OUTPUT_NOT_WRITABLE, message) from error

    def _stop(self, code: Code, message: str) -> Stop:
        self.diagnostics.error(code, message)
        return Stop(self.diagnostics, WRONG_USE)

    def _stop_at_lock(self, message: str, line: int) -> Stop:
        origin = Origin(f"{self.shown}/{LOCK_NAME}")
        self.diagnostics.error(Code.LOCK_UNREADABLE, message, at=origin, line=line)
        return Stop(self.diagnostics, WRONG_USE)
