"""What seldom happens on the way: late pieces, odd redirects, broken reopenings."""

from __future__ import annotations

import asyncio
import socket
import threading
import time
from pathlib import Path
from typing import Any

import httpx2
import pytest
from _runtime.api import Api
from _runtime.auth import ClientCredentials
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    DecodeError,
    InvalidRequestError,
    StatusError,
)
from _runtime.middleware import Reply, Request, Send
from _runtime.operation import Operation, StreamOperation
from _runtime.options import RequestOptions
from _runtime.status_errors import StatusErrors
from _runtime.sync_caller import Caller
from blocking import Callers
from minihq.errors import ErrorResponse
from probes import (
    NOTHING,
    PLAIN_API,
    AsyncProbeClient,
    Probe,
    ProbeClient,
    StoppedClock,
)
from scripted import head_of, scripted
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)
FILE = StreamOperation[bytes]("GET", "/f", item=bytes)
EVENTS = StreamOperation[str]("GET", "/e", item=str)
STREAM = {"Content-Type": "text/event-stream"}


def drips(connection: socket.socket) -> None:
    head_of(connection)
    connection.sendall(b"HTTP/1.1 200 OK\r\nContent-Length: 300\r\n\r\n")
    for _ in range(300):
        connection.sendall(b" ")
        time.sleep(0.02)


def _given(kind: str) -> httpx2.BaseTransport | httpx2.AsyncBaseTransport:
    return httpx2.HTTPTransport() if kind == "sync" else httpx2.AsyncHTTPTransport()


def test_a_deadline_holds_between_the_pieces_of_a_given_transport(
    probe: Probe,
) -> None:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
    mine = probe.with_(clock=real, deadline=0.2, transport=_given(probe.kind))

    with scripted(drips) as server, pytest.raises(APITimeoutError) as caught:
        mine.send(server.url, GET)

    assert caught.value.phase == "deadline"
    assert caught.value.request_may_have_been_processed


def test_a_deadline_holds_between_the_pieces_of_a_given_transports_stream(
    callers: Callers,
) -> None:
    options: dict[str, Any] = {"deadline": 0.2, "transport": _given(callers.kind)}

    with scripted(drips) as server, callers.to(server.url, **options) as caller:
        download = caller.download(FILE.call())
        with pytest.raises(APITimeoutError) as caught:
            download.read()

    assert caught.value.phase == "deadline"


def test_a_deadline_holds_while_another_call_fetches_the_token(probe: Probe) -> None:
    schemes = {"o": ClientCredentials("/token")}
    api = Api("o", "O", "1", schemes=schemes, security=(("o",),))

    def sync(url: str) -> None:
        with ProbeClient(api, {"o": ("id", "s")}, base_url=url) as client:
            caller = client.caller
            first = threading.Thread(target=_ignoring, args=(caller, {"deadline": 1}))
            first.start()
            time.sleep(0.1)
            try:
                caller.response(GET, GET.call().arguments, {"deadline": 0.2})
            finally:
                first.join()

    async def later(url: str) -> None:
        async with AsyncProbeClient(api, {"o": ("id", "s")}, base_url=url) as client:
            call, arguments = client.caller.response, GET.call().arguments
            first = asyncio.create_task(call(GET, arguments, {"deadline": 1}))
            await asyncio.sleep(0.1)
            try:
                await call(GET, arguments, {"deadline": 0.2})
            finally:
                await asyncio.gather(first, return_exceptions=True)

    def both(url: str) -> None:
        sync(url) if probe.kind == "sync" else asyncio.run(later(url))

    with serving(Answer(wait=5)) as server, pytest.raises(APITimeoutError) as caught:
        both(server.url)

    assert caught.value.phase == "deadline"
    assert len(server.seen) == 1


def _ignoring(caller: Caller, options: RequestOptions) -> None:
    with pytest.raises(APITimeoutError):
        caller.response(GET, GET.call().arguments, options)


class Sleepy(StoppedClock):
    """A clock by which every pause lasts far longer than it should."""

    def sleep(self, seconds: float) -> None:
        super().sleep(seconds * 1000)


def test_a_deadline_that_passes_while_pausing_is_one() -> None:
    with (
        serving(Answer(503)) as server,
        ProbeClient(
            PLAIN_API, {}, base_url=server.url, clock=Sleepy(), deadline=10
        ) as client,
        pytest.raises(APITimeoutError, match="the deadline passed") as caught,
    ):
        client.caller.response(GET, GET.call().arguments)

    assert (caught.value.phase, caught.value.attempts) == ("deadline", 1)


@pytest.mark.parametrize(
    ("location", "status"),
    [
        ("http://[", 302),
        ("ftp://x.test/", 302),
        ("mailto:a@x.test", 302),
    ],
)
def test_a_redirect_to_nowhere_is_an_error_that_says_so(
    probe: Probe, location: str, status: int
) -> None:
    answer = Answer(status, headers={"Location": location})

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert caught.value.status_code == status
    assert caught.value.__notes__ == ["the redirect was not followed"]


def test_a_redirect_of_a_post_becomes_a_get_without_its_body(probe: Probe) -> None:
    with serving(Answer(303, headers={"Location": "/there"}), Answer(204)) as server:
        probe.send(server.url, POST, json={"a": 1})

    assert server.seen[1].line.startswith("GET /there ")
    assert server.seen[1].body == b""
    assert "content-type" not in server.seen[1].headers


def test_a_body_never_goes_to_another_origin(probe: Probe) -> None:
    with serving() as other:
        moved = Answer(307, headers={"Location": f"{other.url}/there"})
        with serving(moved) as server, pytest.raises(StatusError):
            probe.send(server.url, POST, json={"a": 1})

        assert other.seen == []


def test_redirects_that_never_end_are_an_error(probe: Probe) -> None:
    again = Answer(302, headers={"Location": "/g"})

    with serving(again) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert caught.value.status_code == 302
    assert len(server.seen) == 11


@pytest.mark.parametrize(
    ("name", "says"), [("X Y", "a header's name"), ("X\nY", "a header's name")]
)
def test_a_header_that_is_none_is_refused(probe: Probe, name: str, says: str) -> None:
    with serving() as server, pytest.raises(InvalidRequestError, match=says):
        probe.send(server.url, GET, {"headers": {name: "1"}})

    assert server.seen == []


def test_a_file_that_is_gone_when_it_is_to_be_sent_is_an_error(tmp_path: Path) -> None:
    path = tmp_path / "f"
    path.write_bytes(b"x")

    def gone(request: Request, send: Send) -> Reply:
        path.unlink()
        return send(request)

    with (
        serving() as server,
        ProbeClient(PLAIN_API, {}, base_url=server.url, middleware=[gone]) as client,
        pytest.raises(InvalidRequestError, match="cannot be read: No such file"),
    ):
        client.caller.send(POST.call(content=path))


def test_a_name_that_no_file_can_have_is_an_error(probe: Probe) -> None:
    with serving() as server, pytest.raises(InvalidRequestError, match="too long"):
        probe.send(server.url, POST, content=Path("x" * 5000))

    assert server.seen == []


def test_text_is_whole_wherever_the_pieces_end(callers: Callers) -> None:
    data = "aé😀".encode()
    pieces = [data[at : at + 1] for at in range(len(data))]
    answer = Answer(
        200,
        headers={"Content-Length": str(len(data)), "Content-Type": "text/plain"},
        pieces=pieces,
    )

    with serving(answer) as server, callers.to(server.url) as caller:
        assert "".join(caller.download(FILE.call()).iter_text()) == "aé😀"


def test_text_that_ends_within_a_character_shows_that(callers: Callers) -> None:
    kind = {"Content-Type": "text/plain; charset=nonsense"}
    answer = Answer(200, b"a\xc3", kind)

    with serving(answer) as server, callers.to(server.url) as caller:
        text = "".join(caller.download(FILE.call()).iter_text())

    assert text == "a\ufffd"


@pytest.mark.parametrize("status", [404, 500])
def test_a_stream_that_fails_at_once_is_its_status(
    callers: Callers, status: int
) -> None:
    with (
        serving(Answer(status)) as server,
        callers.to(server.url, max_retries=0) as caller,
        pytest.raises(StatusError) as caught,
    ):
        caller.download(FILE.call())

    assert caught.value.status_code == status


def test_what_is_no_event_stream_is_closed_and_said(callers: Callers) -> None:
    page = Answer(200, b"<html>", {"Content-Type": "text/html"})

    with (
        serving(page) as server,
        callers.to(server.url) as caller,
        pytest.raises(DecodeError, match="text/html, not text/event-stream"),
    ):
        caller.events(EVENTS.call())


def test_a_stream_that_cannot_be_taken_up_again_is_its_status(
    callers: Callers,
) -> None:
    answers = (Answer(200, b"id: 1\ndata: a\n\n", STREAM), Answer(404))

    with serving(*answers) as server, callers.to(server.url) as caller:
        stream = caller.events(EVENTS.call())
        assert list(stream) == ["a"]
        assert stream.response.status_code == 200
        with pytest.raises(StatusError):
            stream.reconnected()

    assert server.seen[1].headers["last-event-id"] == "1"


RANGES = {"ETag": '"v"', "Accept-Ranges": "bytes", "Content-Length": "9"}


@pytest.mark.parametrize("then", [Answer(drop=True), Answer(404)])
def test_a_download_whose_rest_cannot_be_had_is_the_first_error(
    callers: Callers, then: Answer
) -> None:
    begun = Answer(200, headers=RANGES, pieces=[b"abc"], ends=True)

    with serving(begun, then) as server, callers.to(server.url) as caller:
        download = caller.download(FILE.call())
        with pytest.raises(APIConnectionError, match="the connection broke"):
            download.read()

    assert server.seen[1].headers["range"] == "bytes=3-"


def test_a_download_that_breaks_off_at_once_again_waits_before_the_next_try(
    callers: Callers,
) -> None:
    begun = Answer(200, headers=RANGES, pieces=[b"abc"], ends=True)
    part = {**RANGES, "Content-Range": "bytes 3-8/9", "Content-Length": "6"}
    nothing = Answer(206, headers=part, ends=True)
    rest = Answer(206, b"defghi", part)

    with (
        serving(begun, nothing, rest) as server,
        callers.to(server.url) as caller,
    ):
        assert caller.download(FILE.call()).read() == b"abcdefghi"


def test_an_error_body_that_is_not_as_promised_is_kept_plain(probe: Probe) -> None:
    errors = StatusErrors(body=ErrorResponse)
    api = Api("e", "E", "1", errors=errors)

    with serving(Answer(499, b'"no"')) as server, pytest.raises(StatusError) as caught:
        probe.of(api).send(server.url, GET)

    assert caught.value.body == "no"
    assert "499: unknown status" in str(caught.value)


def test_a_closed_client_says_so(callers: Callers) -> None:
    with serving() as server, callers.to(server.url) as caller:
        inner = getattr(caller, "_inner", caller)
        inner.connection._closed = True
        with pytest.raises(InvalidRequestError, match="the client is closed"):
            caller.response(GET, GET.call().arguments)


def test_the_kinds_of_client_have_connections_of_their_own_where_asked() -> None:
    async def run(url: str, way: str) -> int:
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
            async with client.with_options(proxy=way) as other:
                await other.caller.response(GET, GET.call().arguments)
            found = await client.caller.response(GET, GET.call().arguments)
            return found.status_code

    with serving(Answer(204)) as server, serving(Answer(204)) as proxy:
        assert asyncio.run(run(server.url, proxy.url)) == 204

    assert (len(proxy.seen), len(server.seen)) == (1, 1)
