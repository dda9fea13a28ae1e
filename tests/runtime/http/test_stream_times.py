"""How long streams may be silent, and may be waited for before they are opened anew."""

from __future__ import annotations

import contextvars
import socket
import threading
from collections.abc import Iterator

import pytest
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    ClosedConnectionError,
)
from _runtime.middleware import Reply, Request, Send
from _runtime.operation import StreamOperation
from _runtime.options import Timeout
from blocking import Callers
from minihq.client import MiniHQ
from pages import answer
from probes import AsyncStoppedClock, StoppedClock
from scripted import Script, head_of, scripted
from sockets import Answer, serving

FILE = StreamOperation[bytes]("GET", "/f", bytes)
EVENTS = StreamOperation[str]("GET", "/e", str, accept="text/event-stream")
OPEN = b"HTTP/1.1 200 X\r\nContent-Type: text/event-stream\r\n\r\n"


def pausing(seconds: float) -> Script:
    def script(connection: socket.socket) -> None:
        head_of(connection)
        connection.sendall(OPEN + b"data: a\n\n")
        threading.Event().wait(seconds)
        connection.sendall(b"data: b\n\n")

    return script


def stopped(callers: Callers) -> StoppedClock | AsyncStoppedClock:
    return StoppedClock() if callers.kind == "sync" else AsyncStoppedClock()


def test_a_stream_may_be_silent_longer_than_it_took_to_begin(callers: Callers) -> None:
    with (
        scripted(pausing(0.1)) as server,
        callers.to(server.url, timeout=Timeout(total=0.05)) as caller,
    ):
        assert list(caller.events(EVENTS.call())) == ["a", "b"]


@pytest.mark.parametrize("timeout", [0.05, Timeout(read=0.05, total=9.0)])
def test_but_not_longer_than_a_silence_may_be(
    callers: Callers, timeout: float | Timeout
) -> None:
    with (
        scripted(pausing(0.5)) as server,
        callers.to(server.url, timeout=timeout) as caller,
        pytest.raises(APITimeoutError) as caught,
    ):
        list(caller.events(EVENTS.call()))

    assert caught.value.phase == "read"


@pytest.mark.parametrize(
    ("retry", "slept"), [("3000", [3.0]), ("60000", None), ("9" * 18, [])]
)
def test_a_stream_is_opened_anew_within_the_deadline_or_not_at_all(
    callers: Callers, retry: str, slept: list[float] | None
) -> None:
    clock = stopped(callers)
    body = f"retry: {retry}\ndata: a\n\n".encode()
    kind = {"Content-Type": "text/event-stream"}

    with (
        serving(Answer(200, body, kind)) as server,
        callers.to(server.url, deadline=10, clock=clock) as caller,
    ):
        stream = caller.events(EVENTS.call())
        assert list(stream) == ["a"]
        if slept is not None:
            assert list(stream.reconnected()) == ["a"]
        else:
            with pytest.raises(APITimeoutError, match=r"60\.0 s would pass"):
                stream.reconnected()

    assert clock.sleeps == (slept or [])


def test_no_file_is_waited_for_beyond_the_deadline(callers: Callers) -> None:
    clock = stopped(callers)
    common = b'ETag: "a"\r\nAccept-Ranges: bytes\r\n'
    parts: Iterator[bytes] = iter(
        [
            b"HTTP/1.1 200 X\r\n" + common + b"Content-Length: 9\r\n\r\n1234",
            b"HTTP/1.1 206 X\r\n"
            + common
            + b"Content-Range: bytes 4-8/9\r\nContent-Length: 5\r\n\r\n",
        ]
    )

    def breaks_off(connection: socket.socket) -> None:
        head_of(connection)
        connection.sendall(next(parts))

    with (
        scripted(breaks_off) as server,
        callers.to(server.url, deadline=0.9, clock=clock) as caller,
        pytest.raises(APIConnectionError) as caught,
    ):
        caller.download(FILE.call()).read()

    assert clock.sleeps == []
    assert not isinstance(caught.value, ClosedConnectionError)


SET: contextvars.ContextVar[str] = contextvars.ContextVar("set", default="")


def test_what_is_read_ahead_knows_the_context_of_its_caller() -> None:
    found: list[str] = []

    def told(request: Request, send: Send) -> Reply:
        found.append(SET.get())
        return send(request)

    row = {"id": "a", "name": "a", "status": "draft", "totalLeads": 0}
    row["createdAt"] = "2024-01-01T00:00:00Z"
    first = {"limit": 1, "next_cursor": "A", "has_more": True}
    last = {"limit": 1, "next_cursor": None, "has_more": False}
    pages = [answer({"data": [row], "pagination": info}) for info in (first, last)]

    with (
        serving(*pages) as server,
        MiniHQ(api_key="k", base_url=server.url, middleware=[told]) as client,
    ):
        token = SET.set("mine")
        client.campaigns.list(options={"prefetch": True}).to_list()
        SET.reset(token)

    assert found == ["mine", "mine"]
