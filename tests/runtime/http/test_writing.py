"""Downloads that cannot be written give their connection free, and lose no byte."""

from __future__ import annotations

import io
from pathlib import Path
from typing import Any

import pytest
from _runtime.operation import StreamOperation
from _runtime.options import Limits
from blocking import Callers
from sockets import Answer, serving

FILE = StreamOperation[bytes]("GET", "/f", bytes)
LARGE = b"0123456789" * 100_000


class Full:
    def write(self, data: bytes) -> int:
        raise OSError(f"no room for {len(data)} bytes")


class Sparing(io.BytesIO):
    """Takes a few bytes at a time, as a pipe may."""

    def write(self, data: bytes) -> int:
        return super().write(bytes(data)[:5000])


def interrupts(received: int, total: int | None) -> None:
    raise KeyError((received, total))


@pytest.mark.parametrize("trouble", ["no folder", "no room", "told"])
def test_what_cannot_be_written_gives_its_connection_free(
    callers: Callers, tmp_path: Path, trouble: str
) -> None:
    target: Any = {
        "no folder": tmp_path / "missing" / "file",
        "no room": Full(),
        "told": tmp_path / "file",
    }[trouble]
    progress = interrupts if trouble == "told" else None

    with (
        serving(Answer(200, LARGE)) as server,
        callers.to(server.url, limits=Limits(1, 1), timeout=5) as caller,
    ):
        for _ in range(2):
            with pytest.raises((OSError, KeyError)):
                caller.download(FILE.call()).write_to(target, progress=progress)
        assert caller.download(FILE.call()).read() == LARGE

    assert list(tmp_path.iterdir()) == []


def test_a_file_that_takes_little_at_a_time_gets_all(callers: Callers) -> None:
    file = Sparing()

    with serving(Answer(200, LARGE)) as server, callers.to(server.url) as caller:
        assert caller.download(FILE.call()).write_to(file) == len(LARGE)

    assert file.getvalue() == LARGE
