"""What is said of a failed call: how often it was sent, and whether it may have acted."""

from __future__ import annotations

import io
import socket
from collections.abc import Iterator
from pathlib import Path

import pytest
from _runtime.errors import APIConnectionError, StatusError
from _runtime.headers import Headers
from _runtime.operation import Operation
from _runtime.retry import retry_after
from hypothesis import given
from hypothesis import strategies as st
from probes import NOTHING, Probe, StoppedTime
from scripted import head_of, scripted
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
PUT = Operation[None, object]("PUT", "/u", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)


@pytest.mark.parametrize(
    ("answers", "expected"),
    [
        ([Answer(429)], (3, False)),
        ([Answer(503, headers={"Retry-After": "1"})], (3, False)),
        ([Answer(503)], (3, True)),
        ([Answer(408)], (3, True)),
        ([Answer(404)], (1, False)),
        ([Answer(500), Answer(429)], (3, True)),
        ([Answer(500), Answer(404)], (2, True)),
        ([Answer(429), Answer(404)], (2, False)),
        ([Answer(drop=True), Answer(429)], (3, True)),
    ],
)
def test_an_error_status_says_whether_any_attempt_may_have_been_acted_on(
    probe: Probe, answers: list[Answer], expected: tuple[int, bool]
) -> None:
    with serving(*answers) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    error = caught.value
    assert (error.attempts, error.request_may_have_been_processed) == expected


@pytest.mark.parametrize(("status", "attempts"), [(404, 1), (429, 3), (413, 1)])
def test_a_status_counts_though_its_body_breaks_off(
    probe: Probe, status: int, attempts: int
) -> None:
    head = f"HTTP/1.1 {status} X\r\nX-Request-Id: r\r\nContent-Length: 9\r\n\r\n"

    def breaks_off(connection: socket.socket) -> None:
        head_of(connection)
        connection.sendall(head.encode() + b'{"a"')

    with scripted(breaks_off) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, POST)

    error = caught.value
    assert (error.status_code, error.attempts, error.body) == (status, attempts, None)
    assert (error.request_id, error.request_may_have_been_processed) == ("r", False)


def test_a_lost_connection_after_an_unclear_attempt_stays_unclear(
    probe: Probe,
) -> None:
    def resets(connection: socket.socket) -> None:
        connection.recv(1)
        connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, b"\1\0\0\0\0\0\0\0")

    with scripted(resets) as server, pytest.raises(APIConnectionError) as caught:
        probe.send(server.url, GET)

    assert (caught.value.attempts, caught.value.request_may_have_been_processed) == (
        3,
        True,
    )


@pytest.mark.parametrize(
    "text", ["1_000", "nan", "-1", "1e400", "1e3", "inf", "٣", "", "soon", "9" * 400]
)
def test_a_wait_that_is_no_number_is_not_waited(text: str) -> None:
    assert retry_after(Headers({"retry-after": text}), StoppedTime()) is None


def test_a_date_of_no_zone_is_in_utc() -> None:
    headers = Headers({"retry-after": "Tue, 14 Nov 2023 22:13:25 -0000"})

    assert retry_after(headers, StoppedTime()) == 5.0


@given(st.text(max_size=40), st.text(max_size=10))
def test_no_wait_that_is_asked_for_breaks_the_call(date: str, number: str) -> None:
    headers = Headers({"retry-after": date, "retry-after-ms": number})

    wait = retry_after(headers, StoppedTime())

    assert wait is None or wait >= 0


@pytest.mark.parametrize("kind", ["bytes", "file", "path", "multipart", "list"])
def test_a_body_is_sent_again_byte_for_byte(
    probe: Probe, tmp_path: Path, kind: str
) -> None:
    path = tmp_path / "f.bin"
    path.write_bytes(b"0123456789" * 20_000)
    file = io.BytesIO(b"skipped" + path.read_bytes())
    file.seek(7)
    given: dict[str, object] = {
        "bytes": {"content": path.read_bytes()},
        "file": {"content": file},
        "path": {"content": path},
        "list": {"content": [b"a" * 1000, b"b"]},
        "multipart": {"multipart": {"a": 1, "f": file}},
    }[kind]
    with serving(Answer(503), Answer(204)) as server:
        probe.send(server.url, PUT, None, **given)

    first, second = server.seen
    assert first.body == second.body
    assert first.headers["content-type"] == second.headers["content-type"]
    assert len(first.body) > 1000


def test_a_body_that_can_be_read_only_once_is_not_sent_again(probe: Probe) -> None:
    def once() -> Iterator[bytes]:
        yield b"once"

    with serving(Answer(503)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, PUT, content=once())

    assert [seen.body for seen in server.seen] == [b"once"]
    assert caught.value.__notes__ == ["not sent again: its body can be read only once"]


def test_a_key_is_the_same_on_every_attempt(probe: Probe) -> None:
    with serving(Answer(500), Answer(500), Answer(204)) as server:
        probe.send(server.url, POST, {"idempotency_key": "k-1"})

    assert [seen.headers["idempotency-key"] for seen in server.seen] == ["k-1"] * 3
