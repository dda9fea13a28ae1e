"""Uploads: streamed from where they are, as long as announced, in little memory."""

from __future__ import annotations

import asyncio
import io
import threading
import time
import tracemalloc
from collections.abc import AsyncIterator, Iterator
from pathlib import Path

import pytest
from _runtime.errors import InvalidRequestError
from _runtime.operation import CallArguments, Operation
from probes import NOTHING, AsyncProbeClient, Probe
from probes import PLAIN_API as API
from sockets import serving

PUT = Operation[None, object]("PUT", "/up", NOTHING)
CHUNK = b"x" * 65536


class Changing(io.BytesIO):
    """A file that is longer or shorter than it seemed, once it is read."""

    def __init__(self, size: int, change: int) -> None:
        super().__init__(b"x" * size)
        self._change = change

    def read(self, size: int | None = -1, /) -> bytes:
        if self._change:
            there, place = self.getvalue(), self.tell()
            end = len(there) + self._change
            self._change = 0
            self.seek(0)
            self.truncate()
            self.write(there[:end].ljust(end, b"x"))
            self.seek(place)
        return super().read(size)


@pytest.mark.parametrize(
    ("change", "says"),
    [(-9, "shorter than"), (9, "longer than"), (-200_000, "shorter")],
)
@pytest.mark.parametrize("kind", ["content", "multipart"])
def test_a_file_that_changes_while_it_is_sent_is_an_error_of_ours(
    probe: Probe, change: int, says: str, kind: str
) -> None:
    file = Changing(200_000, change)

    given: CallArguments = {"content": file}
    if kind == "multipart":
        given = {"multipart": {"file": file}}

    with serving() as server, pytest.raises(InvalidRequestError, match=says):
        probe.send(server.url, PUT, **given)


def test_a_file_that_is_not_there_is_an_error_of_ours(
    probe: Probe, tmp_path: Path
) -> None:
    with serving() as server:
        for path in (tmp_path / "no", tmp_path):
            with pytest.raises(InvalidRequestError, match="is no file"):
                probe.send(server.url, PUT, content=path)
            with pytest.raises(InvalidRequestError, match="is no file"):
                probe.send(server.url, PUT, multipart={"file": path})

    assert server.seen == []


def test_a_part_is_made_while_it_is_sent(probe: Probe) -> None:
    def chunks() -> Iterator[bytes]:
        yield b"ab"
        yield b"cd"

    with serving() as server:
        probe.send(server.url, PUT, multipart={"file": ("f", chunks()), "n": 1})

    assert b'filename="f"' in server.seen[0].body
    assert b"\r\n\r\nabcd\r\n" in server.seen[0].body
    assert server.seen[0].headers["transfer-encoding"] == "chunked"


async def _chunks() -> AsyncIterator[bytes]:
    for chunk in (b"a", b"b"):
        await asyncio.sleep(0)
        yield chunk


def test_an_async_body_needs_the_async_client() -> None:
    with serving() as server:
        Probe("async").send(server.url, PUT, content=_chunks())
        with pytest.raises(InvalidRequestError, match="needs the async client"):
            Probe("sync").send(server.url, PUT, content=_chunks())

    assert [seen.body for seen in server.seen[:1]] == [b"ab"]


@pytest.mark.parametrize("kind", ["path", "file", "stream", "part"])
def test_a_large_body_takes_little_memory(
    probe: Probe, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "f"
    path.write_bytes(CHUNK * 320)

    with serving(keeps=False) as server, path.open("rb") as file:
        tracemalloc.start()
        match kind:
            case "path":
                probe.send(server.url, PUT, content=path)
            case "file":
                probe.send(server.url, PUT, content=file)
            case "stream":
                probe.send(server.url, PUT, content=(CHUNK for _ in range(320)))
            case _:
                probe.send(server.url, PUT, multipart={"file": path})
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

    if kind != "stream":
        assert int(server.seen[0].headers["content-length"]) >= len(CHUNK) * 320
    assert peak < 5 * 2**20


class SlowFile(io.BytesIO):
    """A file on a disk that takes its time."""

    def read(self, size: int | None = -1, /) -> bytes:
        self.thread = threading.get_ident()
        time.sleep(0.01)
        return super().read(size)


def test_reading_a_file_does_not_keep_other_tasks_waiting() -> None:
    file = SlowFile(b"data")

    async def send(url: str) -> None:
        async with AsyncProbeClient(API, {}, base_url=url) as client:
            await client.caller.send(PUT.call(content=file))

    with serving() as server:
        asyncio.run(send(server.url))

    assert file.thread != threading.get_ident()
    assert server.seen[0].body == b"data"
