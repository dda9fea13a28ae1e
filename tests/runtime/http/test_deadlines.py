"""The deadline of a call holds whatever the other side does (over sockets)."""

from __future__ import annotations

import asyncio
import socket
import time
from collections.abc import Iterator

import pytest
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import APITimeoutError, StatusError
from _runtime.operation import CallArguments, Operation, StreamOperation
from _runtime.options import Timeout
from blocking import Callers
from probes import NOTHING, PLAIN_API, AsyncProbeClient, Probe, ProbeClient
from scripted import Script, head_of, scripted
from sockets import serving

GET = Operation[None, object]("GET", "/slow", NOTHING)
PUT = Operation[None, object]("PUT", "/slow", NOTHING, media_type="text/plain")
DEADLINE = 0.3
LONGEST = 1.5
"""Far below what each server takes, and far above the deadline."""
PAUSE = 0.02


def drips_headers(connection: socket.socket) -> None:
    head_of(connection)
    for byte in b"HTTP/1.1 200 OK\r\nX-Long: " + b"x" * 300:
        connection.sendall(bytes([byte]))
        time.sleep(PAUSE)


def drips_the_body(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n")
    for _ in range(300):
        connection.sendall(b" ")
        time.sleep(PAUSE)


def stalls_in_the_body(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n")
    time.sleep(DEADLINE * 0.8)
    connection.sendall(b" ")
    time.sleep(5)


def takes_slowly(connection: socket.socket) -> None:
    connection.setsockopt(socket.SOL_SOCKET, socket.SO_RCVBUF, 4096)
    while connection.recv(4096):
        time.sleep(PAUSE)


def never_answers(connection: socket.socket) -> None:
    head_of(connection)
    time.sleep(5)


def says_nothing(connection: socket.socket) -> None:
    connection.recv(1)
    time.sleep(5)


def fails_quickly(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 503 X\r\nContent-Length: 0\r\n\r\n")


def _called(probe: Probe, url: str, endpoint: Operation[None, object]) -> None:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
    mine = probe.with_(clock=real, deadline=DEADLINE, max_retries=1000)
    given: CallArguments = {} if endpoint is GET else {"content": b"x" * 50_000_000}
    mine.send(url, endpoint, **given)


def _late(probe: Probe, url: str, endpoint: Operation[None, object]) -> APITimeoutError:
    started = time.monotonic()
    with pytest.raises(APITimeoutError) as caught:
        _called(probe, url, endpoint)
    assert time.monotonic() - started < LONGEST
    return caught.value


@pytest.mark.parametrize(
    "script", [drips_headers, drips_the_body, stalls_in_the_body, never_answers]
)
def test_a_deadline_holds_against_a_server_that_answers_slowly(
    probe: Probe, script: Script
) -> None:
    with scripted(script) as server:
        error = _late(probe, server.url, GET)

    assert (error.phase, error.attempts) == ("deadline", 1)
    assert error.request_may_have_been_processed


def test_a_deadline_holds_against_a_server_that_takes_slowly(probe: Probe) -> None:
    with scripted(takes_slowly) as server:
        error = _late(probe, server.url, PUT)

    assert (error.phase, error.attempts) == ("deadline", 1)


def test_a_deadline_holds_between_the_pieces_of_a_body_that_come_slowly(
    probe: Probe,
) -> None:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
    mine = probe.with_(clock=real, deadline=0.12)
    made: list[int] = []

    def pieces() -> Iterator[bytes]:
        for number in range(50):
            time.sleep(0.05)
            made.append(number)
            yield b"x"

    with serving() as server, pytest.raises(APITimeoutError) as caught:
        mine.send(server.url, PUT, content=pieces())

    assert caught.value.phase == "deadline"
    assert len(made) < 50


def test_a_deadline_holds_while_encryption_is_agreed(probe: Probe) -> None:
    with scripted(says_nothing) as server:
        error = _late(probe, server.url.replace("http:", "https:"), GET)

    assert error.phase == "deadline"
    assert not error.request_may_have_been_processed


def test_a_deadline_holds_while_connecting(probe: Probe) -> None:
    with socket.socket() as full:
        full.bind(("127.0.0.1", 0))
        full.listen(0)
        port = full.getsockname()[1]
        waiting = [socket.socket() for _ in range(4)]
        for one in waiting:
            one.settimeout(0)
            one.connect_ex(("127.0.0.1", port))

        error = _late(probe, f"http://127.0.0.1:{port}", GET)

        for one in waiting:
            one.close()
    assert error.phase == "deadline"
    assert not error.request_may_have_been_processed


def drips_events(connection: socket.socket) -> None:
    head_of(connection)
    kind = b"Content-Type: text/event-stream"
    connection.sendall(b"HTTP/1.1 200 OK\r\n" + kind + b"\r\n\r\n")
    for _ in range(20):
        connection.sendall(b"data: a\n\n")
        time.sleep(PAUSE)
    time.sleep(5)


EVENTS = StreamOperation[str]("GET", "/events", item=str)


def _listen(url: str) -> None:
    with ProbeClient(PLAIN_API, {}, base_url=url) as client:
        list(client.caller.events(EVENTS.call(), {"deadline": DEADLINE}))


async def _listen_async(url: str) -> None:
    async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
        stream = await client.caller.events(EVENTS.call(), {"deadline": DEADLINE})
        async for _ in stream:
            pass


def _heard(probe: Probe, url: str) -> None:
    if probe.kind == "sync":
        _listen(url)
    else:
        asyncio.run(_listen_async(url))


def test_a_deadline_ends_a_stream(probe: Probe) -> None:
    with scripted(drips_events) as server:
        started = time.monotonic()
        with pytest.raises(APITimeoutError) as caught:
            _heard(probe, server.url)

    assert time.monotonic() - started < LONGEST
    assert (caught.value.phase, caught.value.attempts) == ("deadline", 1)
    assert caught.value.request_may_have_been_processed


def test_a_deadline_holds_over_retries_and_the_pauses_between(probe: Probe) -> None:
    with scripted(fails_quickly) as server:
        started = time.monotonic()
        with pytest.raises((StatusError, APITimeoutError)):
            _called(probe, server.url, GET)

    assert time.monotonic() - started < LONGEST


def _timed_out(probe: Probe, url: str, **options: object) -> APITimeoutError:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
    mine = probe.with_(clock=real, timeout=DEADLINE, **options)
    started = time.monotonic()
    with pytest.raises(APITimeoutError) as caught:
        mine.send(url, GET)
    assert time.monotonic() - started < LONGEST
    return caught.value


@pytest.mark.parametrize("script", [drips_headers, drips_the_body, never_answers])
def test_a_number_bounds_an_attempt_as_a_whole(probe: Probe, script: Script) -> None:
    with scripted(script) as server:
        error = _timed_out(probe, server.url, max_retries=0)

    assert (error.phase, error.attempts) == ("read", 1)
    assert error.message == "no answer in time"
    assert error.request_may_have_been_processed


def test_each_attempt_has_the_time_anew(probe: Probe) -> None:
    with scripted(drips_headers) as server:
        error = _timed_out(probe, server.url, max_retries=1)

    assert (error.phase, error.attempts) == ("read", 2)


def test_the_deadline_may_come_before_the_end_of_an_attempt(probe: Probe) -> None:
    with scripted(drips_headers) as server:
        error = _timed_out(probe, server.url, deadline=DEADLINE / 3)

    assert (error.phase, error.message) == ("deadline", "the deadline passed")


def test_an_attempt_that_never_came_to_sending_may_be_repeated(probe: Probe) -> None:
    with scripted(says_nothing) as server:
        secure = server.url.replace("http:", "https:")
        error = _timed_out(probe, secure, max_retries=0)

    assert error.phase == "connect"
    assert not error.request_may_have_been_processed


def takes_its_time(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 20\r\n\r\n")
    for _ in range(20):
        connection.sendall(b" ")
        time.sleep(PAUSE)


def test_a_timeout_of_phases_bounds_no_more_than_silence(probe: Probe) -> None:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()

    with scripted(takes_its_time) as server:
        mine = probe.with_(clock=real, timeout=Timeout(read=DEADLINE))
        assert mine.send(server.url, GET).status_code == 200


def test_a_stream_may_last_longer_than_the_attempt_that_opened_it(
    callers: Callers,
) -> None:
    operation = StreamOperation[bytes]("GET", "/f", item=bytes)

    with (
        scripted(takes_its_time) as server,
        callers.to(server.url, timeout=DEADLINE) as caller,
        caller.download(operation.call()) as download,
    ):
        assert download.read() == b" " * 20
