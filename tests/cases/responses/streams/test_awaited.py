"""The streams of the asynchronous client, one sentence each."""

from __future__ import annotations

import asyncio
import json
import threading
import tracemalloc
from typing import TYPE_CHECKING, TypeVar

import pytest
from responses_streams import APITimeoutError, AsyncBinaryAndEventStreams, StreamError
from sockets import Answer, sending, serving

if TYPE_CHECKING:
    import socket
    from collections.abc import Awaitable, Callable
    from pathlib import Path

T = TypeVar("T")
EVENTS = {"Content-Type": "text/event-stream"}
TEXT = (
    'data: {"t":"a"}\n\n: comment\n\nevent: x\nid: 1\ndata: {"t":\ndata: "b"}\n\n'
    "data: [DONE]\n\n"
)
LENGTH = 200 * 2**20
MEGABYTE = bytes(2**20)


def awaited(
    url: str,
    use: Callable[[AsyncBinaryAndEventStreams], Awaitable[T]],
    timeout: float = 10,
) -> T:
    """What a client of that server gives, which is closed afterwards."""

    async def used() -> T:
        async with AsyncBinaryAndEventStreams(base_url=url, timeout=timeout) as client:
            return await use(client)

    return asyncio.run(used())


def test_a_large_file_is_written_to_disk_in_little_memory(tmp_path: Path) -> None:
    def send(connection: socket.socket) -> None:
        for _ in range(LENGTH // len(MEGABYTE)):
            connection.sendall(MEGABYTE)

    async def use(client: AsyncBinaryAndEventStreams) -> tuple[int, int]:
        async with await client.dl.get_stream() as download:
            tracemalloc.start()
            written = await download.write_to(tmp_path / "file")
            peak = tracemalloc.get_traced_memory()[1]
            tracemalloc.stop()
        return written, peak

    with sending("application/octet-stream", send) as url:
        written, peak = awaited(url, use)

    assert written == (tmp_path / "file").stat().st_size == LENGTH
    assert peak < 20 * 2**20


def test_leaving_a_download_early_closes_its_connection() -> None:
    ended = threading.Event()

    def send(connection: socket.socket) -> None:
        try:
            while True:
                connection.sendall(MEGABYTE)
        except OSError:
            ended.set()

    async def use(client: AsyncBinaryAndEventStreams) -> bool:
        async with await client.dl.get_stream() as download:
            await anext(aiter(download.iter_bytes()))
        return await asyncio.to_thread(ended.wait, 5)

    with sending("application/octet-stream", send) as url:
        assert awaited(url, use)


def test_a_timeout_while_reading_is_the_timeout_of_the_sdk() -> None:
    over = threading.Event()

    def send(connection: socket.socket) -> None:
        connection.sendall(b"some")
        over.wait(5)

    async def use(client: AsyncBinaryAndEventStreams) -> None:
        async with await client.dl.get_stream() as download:
            with pytest.raises(APITimeoutError):
                await download.read()
        over.set()

    with sending("application/octet-stream", send) as url:
        awaited(url, use, timeout=0.2)


def test_a_stream_is_asked_for_and_gives_its_chunks() -> None:
    async def use(client: AsyncBinaryAndEventStreams) -> list[str | None]:
        async with await client.sse.create_stream(q="?") as stream:
            return [chunk.t async for chunk in stream]

    with serving(Answer(200, TEXT.encode(), EVENTS)) as server:
        chunks = awaited(server.url, use)

    [seen] = server.seen
    assert seen.headers["accept"] == "text/event-stream"
    assert json.loads(seen.body) == {"q": "?", "stream": True}
    assert chunks == ["a", "b"]


def test_the_name_and_id_of_an_event_are_there() -> None:
    async def use(client: AsyncBinaryAndEventStreams) -> list[tuple[str, ...]]:
        stream = await client.sse.create_stream(q="?")
        return [
            (each.event, each.id, stream.decoded(each).t or "")
            async for each in stream.events()
        ]

    with serving(Answer(200, TEXT.encode(), EVENTS)) as server:
        events = awaited(server.url, use)

    assert events == [("message", "", "a"), ("x", "1", "b")]


def test_what_ends_a_stream_can_be_chosen() -> None:
    async def use(client: AsyncBinaryAndEventStreams) -> list[str | None]:
        stream = await client.sse.create_stream(q="?", options={"terminator": "end"})
        return [chunk.t async for chunk in stream]

    data = TEXT.replace("[DONE]", "end").encode()
    with serving(Answer(200, data, EVENTS)) as server:
        assert awaited(server.url, use) == ["a", "b"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_as_they_like_and_letters_are_cut_as_they_come(end: str) -> None:
    data = TEXT.replace('"b"', '"é"').replace("\n", end).encode()
    cut = data.index("é".encode()) + 1

    def send(connection: socket.socket) -> None:
        connection.sendall(data[:cut])
        connection.sendall(data[cut:])

    async def use(client: AsyncBinaryAndEventStreams) -> list[str | None]:
        return [chunk.t async for chunk in await client.sse.create_stream(q="?")]

    with sending("text/event-stream", send) as url:
        assert awaited(url, use) == ["a", "é"]


def test_the_same_operation_without_a_stream_gives_the_whole() -> None:
    async def use(client: AsyncBinaryAndEventStreams) -> str | None:
        return (await client.sse.create(q="?")).text

    answer = Answer(200, b'{"text":"t"}', {"Content-Type": "application/json"})
    with serving(answer) as server:
        assert awaited(server.url, use) == "t"

    assert server.seen[0].headers["accept"] == "application/json"
    assert json.loads(server.seen[0].body) == {"q": "?"}


def test_a_line_is_a_chunk_as_soon_as_it_is_there() -> None:
    read = threading.Event()
    waited: list[bool] = []

    def send(connection: socket.socket) -> None:
        connection.sendall(b'{"t":"1"}\n')
        waited.append(read.wait(5))
        connection.sendall(b'{"t":"2"}')

    async def use(client: AsyncBinaryAndEventStreams) -> list[str | None]:
        lines = aiter(await client.jsonl.get())
        first = await anext(lines)
        read.set()
        return [first.t] + [chunk.t async for chunk in lines]

    with sending("application/jsonl", send) as url:
        assert awaited(url, use) == ["1", "2"]

    assert waited == [True]


def test_an_error_in_the_midst_of_a_stream_is_raised() -> None:
    async def use(client: AsyncBinaryAndEventStreams) -> StreamError:
        chunks = aiter(await client.sse.create_stream(q="?"))
        await anext(chunks)
        with pytest.raises(StreamError, match=r"^overloaded ") as caught:
            await anext(chunks)
        return caught.value

    data = b'data: {"t":"a"}\n\nevent: error\ndata: {"message":"overloaded"}\n\n'
    with serving(Answer(200, data, EVENTS)) as server:
        assert awaited(server.url, use).operation == "POST /sse"
