"""Runs a command within a time, and tells what it cost."""

from __future__ import annotations

import os
import signal
import subprocess
import tempfile
import time
from dataclasses import dataclass
from typing import TYPE_CHECKING, BinaryIO

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path
    from resource import struct_rusage

_PAUSE = 0.02
_KILOBYTES = 1024


@dataclass(frozen=True)
class Done:
    """What a command said and cost; without an exit code where its time was over."""

    exit_code: int | None
    output: str
    errors: str
    cpu_seconds: float
    peak_megabytes: float

    @property
    def hangs(self) -> bool:
        """Whether it had to be stopped."""
        return self.exit_code is None

    @property
    def lines(self) -> list[str]:
        """All that was said."""
        return [line for line in (self.output + self.errors).splitlines() if line]


def run(
    command: Sequence[str],
    folder: Path,
    seconds: float,
    environment: Mapping[str, str] | None = None,
) -> Done:
    """The outcome of a command, started in a folder."""
    with tempfile.TemporaryFile() as output, tempfile.TemporaryFile() as errors:
        process = subprocess.Popen(
            command,
            cwd=folder,
            stdin=subprocess.DEVNULL,
            stdout=output,
            stderr=errors,
            env=os.environ | (environment or {}),
            start_new_session=True,
        )
        status, usage = _waited(process.pid, seconds)
        process.returncode = status or 0
        return Done(
            status,
            _text(output),
            _text(errors),
            usage.ru_utime + usage.ru_stime,
            usage.ru_maxrss / _KILOBYTES,
        )


def _text(file: BinaryIO) -> str:
    file.seek(0)
    return file.read().decode("utf-8", "replace")


def _waited(pid: int, seconds: float) -> tuple[int | None, struct_rusage]:
    end = time.monotonic() + seconds
    while time.monotonic() < end:
        found, status, usage = os.wait4(pid, os.WNOHANG)
        if found:
            return os.waitstatus_to_exitcode(status), usage
        time.sleep(_PAUSE)
    os.killpg(pid, signal.SIGKILL)
    _, _, usage = os.wait4(pid, 0)
    return None, usage
