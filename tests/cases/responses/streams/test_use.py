from __future__ import annotations

import json
import socket
import threading
import tracemalloc
from typing import TYPE_CHECKING

import pytest
from responses_streams import (
    APITimeoutError,
    BinaryAndEventStreams,
    StreamError,
)
from sockets import Answer, sending, serving

if TYPE_CHECKING:
    from pathlib import Path

EVENTS = {"Content-Type": "text/event-stream"}
TEXT = (
    'data: {"t":"a"}\n\n: comment\n\nevent: x\nid: 1\ndata: {"t":\ndata: "b"}\n\n'
    "data: [DONE]\n\n"
)
LENGTH = 200 * 2**20
MEGABYTE = bytes(2**20)


def test_a_large_file_is_written_to_disk_in_little_memory(tmp_path: Path) -> None:
    def send(connection: socket.socket) -> None:
        for _ in range(LENGTH // len(MEGABYTE)):
            connection.sendall(MEGABYTE)

    with (
        sending("application/octet-stream", send) as url,
        BinaryAndEventStreams(base_url=url) as client,
        client.dl.get_stream() as download,
    ):
        tracemalloc.start()
        written = download.write_to(tmp_path / "file")
        peak = tracemalloc.get_traced_memory()[1]
        tracemalloc.stop()

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

    with (
        sending("application/octet-stream", send) as url,
        BinaryAndEventStreams(base_url=url) as client,
    ):
        with client.dl.get_stream() as download:
            next(iter(download.iter_bytes()))
        assert ended.wait(5)


def test_a_timeout_while_reading_is_the_timeout_of_the_sdk() -> None:
    over = threading.Event()

    def send(connection: socket.socket) -> None:
        connection.sendall(b"some")
        over.wait(5)

    with (
        sending("application/octet-stream", send) as url,
        BinaryAndEventStreams(base_url=url, timeout=0.2) as client,
    ):
        with client.dl.get_stream() as download, pytest.raises(APITimeoutError):
            download.read()
        over.set()


def test_a_stream_is_asked_for_and_gives_its_chunks() -> None:
    with (
        serving(Answer(200, TEXT.encode(), EVENTS)) as server,
        BinaryAndEventStreams(base_url=server.url) as client,
        client.sse.create_stream(q="?") as stream,
    ):
        chunks = [chunk.t for chunk in stream]

    [seen] = server.seen
    assert seen.headers["accept"] == "text/event-stream"
    assert chunks == ["a", "b"]


def test_the_name_and_id_of_an_event_are_there() -> None:
    with (
        serving(Answer(200, TEXT.encode(), EVENTS)) as server,
        BinaryAndEventStreams(base_url=server.url) as client,
    ):
        stream = client.sse.create_stream(q="?")
        events = [(e.event, e.id, stream.decoded(e).t) for e in stream.events()]

    assert events == [("message", "", "a"), ("x", "1", "b")]


def test_what_ends_a_stream_can_be_chosen() -> None:
    data = TEXT.replace("[DONE]", "end").encode()
    with (
        serving(Answer(200, data, EVENTS)) as server,
        BinaryAndEventStreams(base_url=server.url) as client,
    ):
        stream = client.sse.create_stream(q="?", options={"terminator": "end"})
        chunks = [chunk.t for chunk in stream]

    assert chunks == ["a", "b"]


@pytest.mark.parametrize("end", ["\r", "\r\n", "\n"])
def test_lines_end_as_they_like_and_letters_are_cut_as_they_come(end: str) -> None:
    data = TEXT.replace('"b"', '"é"').replace("\n", end).encode()
    cut = data.index("é".encode()) + 1

    def send(connection: socket.socket) -> None:
        connection.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        connection.sendall(data[:cut])
        connection.sendall(data[cut:])

    with (
        sending("text/event-stream", send) as url,
        BinaryAndEventStreams(base_url=url) as client,
    ):
        chunks = [chunk.t for chunk in client.sse.create_stream(q="?")]

    assert chunks == ["a", "é"]


def test_the_same_operation_without_a_stream_gives_the_whole() -> None:
    answer = Answer(200, b'{"text":"t"}', {"Content-Type": "application/json"})
    with serving(answer) as server, BinaryAndEventStreams(base_url=server.url) as c:
        full = c.sse.create(q="?")

    assert full.text == "t"
    assert server.seen[0].headers["accept"] == "application/json"


def test_the_flag_of_what_always_streams_is_sent() -> None:
    with serving(Answer(200, TEXT.encode(), EVENTS)) as server:
        list(BinaryAndEventStreams(base_url=server.url).always.sse(q="?"))

    assert server.seen[0].target == "/always"
    assert json.loads(server.seen[0].body) == {"q": "?", "stream": True}


def test_the_flag_that_switches_is_set_by_the_choice_of_the_method() -> None:
    answers = [
        Answer(200, TEXT.encode(), EVENTS),
        Answer(200, b"{}", {"Content-Type": "application/json"}),
    ]
    with serving(*answers) as server, BinaryAndEventStreams(base_url=server.url) as c:
        list(c.sse.create_stream(q="?"))
        c.sse.create(q="?")

    assert [json.loads(seen.body) for seen in server.seen] == [
        {"q": "?", "stream": True},
        {"q": "?"},
    ]


def test_a_line_is_a_chunk_as_soon_as_it_is_there() -> None:
    read = threading.Event()
    waited: list[bool] = []

    def send(connection: socket.socket) -> None:
        connection.sendall(b'{"t":"1"}\n')
        waited.append(read.wait(5))
        connection.sendall(b'{"t":"2"}')

    with (
        sending("application/jsonl", send) as url,
        BinaryAndEventStreams(base_url=url) as client,
    ):
        lines = iter(client.jsonl.get())
        first = next(lines)
        read.set()
        rest = [chunk.t for chunk in lines]

    assert (first.t, rest, waited) == ("1", ["2"], [True])


def test_an_error_in_the_midst_of_a_stream_is_raised() -> None:
    data = b'data: {"t":"a"}\n\nevent: error\ndata: {"message":"overloaded"}\n\n'
    with (
        serving(Answer(200, data, EVENTS)) as server,
        BinaryAndEventStreams(base_url=server.url) as client,
    ):
        chunks = iter(client.sse.create_stream(q="?"))
        next(chunks)
        with pytest.raises(StreamError, match=r"^overloaded ") as caught:
            next(chunks)

    assert caught.value.operation == "POST /sse"
