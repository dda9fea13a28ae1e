"""Uploads as they go: told how far they are, and from what must be awaited."""

from __future__ import annotations

import asyncio
import io
from collections.abc import AsyncIterator, Iterator
from pathlib import Path
from typing import Any

import anyio
import pytest
from _runtime.errors import InvalidRequestError, StatusError
from _runtime.operation import CallArguments, Operation
from _runtime.options import RequestOptions
from probes import NOTHING, PLAIN_API, AsyncProbeClient, Probe
from sockets import Answer, serving

PUT = Operation[None, object]("PUT", "/up", NOTHING)
SIZE = 200_000
DATA = b"x" * SIZE
CHUNK = 65536
STEPS = [(CHUNK, SIZE), (2 * CHUNK, SIZE), (3 * CHUNK, SIZE), (SIZE, SIZE)]


class Seen:
    """Keeps what a callback is told."""

    def __init__(self) -> None:
        self.steps: list[tuple[int, int | None]] = []

    def __call__(self, sent: int, total: int | None) -> None:
        self.steps.append((sent, total))


def _body(kind: str, folder: Path) -> CallArguments:
    path = folder / "f"
    path.write_bytes(DATA)
    bodies: dict[str, CallArguments] = {
        "bytes": {"content": DATA},
        "path": {"content": path},
        "file": {"content": io.BytesIO(DATA)},
    }
    return bodies[kind]


@pytest.mark.parametrize("kind", ["bytes", "path", "file"])
def test_an_upload_tells_how_far_it_is(probe: Probe, tmp_path: Path, kind: str) -> None:
    seen = Seen()

    with serving() as server:
        probe.send(server.url, PUT, {"progress": seen}, **_body(kind, tmp_path))

    assert seen.steps == STEPS
    assert server.seen[0].body == DATA
    assert server.seen[0].headers["content-length"] == str(SIZE)


def test_of_a_stream_only_what_went_is_known(probe: Probe) -> None:
    seen = Seen()

    with serving() as server:
        probe.send(server.url, PUT, {"progress": seen}, content=iter([b"ab", b"c"]))

    assert seen.steps == [(2, None), (3, None)]
    assert server.seen[0].body == b"abc"


def test_a_form_with_files_tells_of_all_its_parts(probe: Probe) -> None:
    seen = Seen()

    with serving() as server:
        parts = {"n": 1, "file": ("f", io.BytesIO(DATA))}
        probe.send(server.url, PUT, {"progress": seen}, multipart=parts)

    total = len(server.seen[0].body)
    assert seen.steps[-1] == (total, total)
    assert [sent for sent, _ in seen.steps] == sorted({s for s, _ in seen.steps})


def test_json_is_told_too_and_no_body_says_nothing(probe: Probe) -> None:
    seen = Seen()
    options: RequestOptions = {"progress": seen}

    with serving() as server:
        probe.send(server.url, PUT, options)
        probe.send(server.url, PUT, options, json={"a": 1})

    assert seen.steps == [(7, 7)]


def test_every_try_begins_anew(probe: Probe) -> None:
    seen = Seen()

    with serving(Answer(503), Answer(204)) as server:
        probe.send(server.url, PUT, {"progress": seen}, content=DATA)

    assert seen.steps == STEPS * 2


def test_what_the_callback_raises_ends_the_upload(probe: Probe) -> None:
    def cancel(sent: int, total: int | None) -> None:
        del sent, total
        raise KeyboardInterrupt

    with serving(keeps=False) as server, pytest.raises(KeyboardInterrupt):
        probe.send(server.url, PUT, {"progress": cancel}, content=DATA)


async def _chunks() -> AsyncIterator[bytes]:
    for chunk in (b"ab", b"cd"):
        await asyncio.sleep(0)
        yield chunk


def _plain() -> Iterator[bytes]:
    yield from (b"12", b"34")


async def _sent(url: str, given: CallArguments, options: RequestOptions) -> None:
    async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
        await client.caller.send(PUT.call(**given), options)


def test_parts_may_be_awaited_beside_others(tmp_path: Path) -> None:
    seen = Seen()
    (tmp_path / "p").write_bytes(b"5678")
    parts = {
        "a": ("a.txt", _chunks(), "text/plain"),
        "b": ("b.txt", _plain()),
        "c": tmp_path / "p",
        "d": "text",
    }

    with serving() as server:
        asyncio.run(_sent(server.url, {"multipart": parts}, {"progress": seen}))

    body = server.seen[0].body
    assert [at in body for at in (b"abcd", b"1234", b"5678", b"text")] == [True] * 4
    assert b'filename="a.txt"\r\nContent-Type: text/plain\r\n\r\nabcd\r\n' in body
    assert server.seen[0].headers["transfer-encoding"] == "chunked"
    assert seen.steps[-1] == (len(body), None)


@pytest.mark.parametrize("kind", ["content", "multipart"])
def test_a_file_that_is_awaited_can_be_sent(tmp_path: Path, kind: str) -> None:
    (tmp_path / "f").write_bytes(DATA)

    async def run(url: str) -> None:
        async with await anyio.open_file(tmp_path / "f", "rb") as file:
            given: Any = {"content": file}
            if kind == "multipart":
                given = {"multipart": {"file": file}}
            await _sent(url, given, {})

    with serving() as server:
        asyncio.run(run(server.url))

    assert DATA in server.seen[0].body
    assert server.seen[0].headers["transfer-encoding"] == "chunked"


def test_a_file_that_is_awaited_must_be_binary(tmp_path: Path) -> None:
    (tmp_path / "f").write_text("text")

    async def run(url: str) -> None:
        async with await anyio.open_file(tmp_path / "f") as file:
            given: Any = {"content": file}
            await _sent(url, given, {})

    with serving() as server, pytest.raises(InvalidRequestError, match="binary mode"):
        asyncio.run(run(server.url))


@pytest.mark.parametrize("kind", ["content", "multipart"])
def test_what_is_awaited_is_sent_once_only(kind: str) -> None:
    given: CallArguments = {"content": _chunks()}
    if kind == "multipart":
        given = {"multipart": {"f": _chunks()}}

    with serving(Answer(503)) as server, pytest.raises(StatusError) as caught:
        Probe("async").send(server.url, PUT, **given)

    assert len(server.seen) == 1
    assert caught.value.__notes__ == ["not sent again: its body can be read only once"]


def test_parts_that_are_awaited_need_the_async_client() -> None:
    with (
        serving() as server,
        pytest.raises(InvalidRequestError, match="needs the async client"),
    ):
        Probe("sync").send(server.url, PUT, multipart={"f": _chunks()})
