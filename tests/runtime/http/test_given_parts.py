"""Connections, transports and clients that do what is seldom met."""

from __future__ import annotations

import asyncio
import ssl
from collections.abc import Generator, Iterator
from dataclasses import replace
from http.cookiejar import Cookie, CookieJar
from pathlib import Path
from typing import Any

import httpcore2
import httpx2
import pytest
from _runtime.async_sockets import AsyncStream
from _runtime.auth import Bearer
from _runtime.errors import (
    APIConnectionError,
    ConfigurationError,
    InvalidRequestError,
)
from _runtime.operation import Operation, StreamOperation
from probes import NOTHING, PLAIN_API, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)


class Torn(httpcore2.AsyncNetworkStream):
    """A connection whose encryption breaks."""

    async def read(self, *_: object) -> bytes:
        raise ssl.SSLError("alert")

    async def write(self, *_: object) -> None:
        raise ssl.SSLError("alert")

    async def start_tls(self, *_: object) -> httpcore2.AsyncNetworkStream:
        return self


def test_an_alert_of_the_other_side_is_a_broken_connection() -> None:
    async def run() -> None:
        stream = await AsyncStream(Torn()).start_tls(ssl.create_default_context())
        with pytest.raises(httpcore2.ReadError, match="alert"):
            await stream.read(9)
        with pytest.raises(httpcore2.WriteError, match="alert"):
            await stream.write(b"x")

    asyncio.run(run())


def test_what_contains_itself_is_no_argument(probe: Probe) -> None:
    endless: list[object] = []
    endless.append(endless)

    with serving() as server, pytest.raises(InvalidRequestError, match="too deeply"):
        probe.send(server.url, GET, query={"q": endless})
    with serving() as server, pytest.raises(InvalidRequestError, match="too deeply"):
        probe.send(server.url, POST, multipart={"file": endless})

    assert server.seen == []


def test_a_certificate_that_cannot_be_read_is_named(
    probe: Probe, tmp_path: Path
) -> None:
    own = tmp_path / "own.pem"
    own.write_text("none")

    with (
        serving() as server,
        pytest.raises(ConfigurationError, match="cert= cannot be"),
    ):
        probe.with_(cert=str(own)).send(server.url.replace("http:", "https:"), GET)


def test_a_cookie_of_another_host_is_not_sent() -> None:
    with serving() as server, httpx2.Client() as http:
        http.cookies.set("a", "1", domain="other.test")
        client = ProbeClient(PLAIN_API, {}, base_url=server.url, http_client=http)
        client.caller.response(GET, GET.call().arguments)

    assert "cookie" not in server.seen[0].headers


class Signed(httpx2.Auth):
    """Sends a request of its own making."""

    def auth_flow(
        self, request: httpx2.Request
    ) -> Generator[httpx2.Request, httpx2.Response]:
        yield httpx2.Request(request.method, request.url)


def test_an_auth_of_the_given_client_may_make_its_own_request() -> None:
    operation = StreamOperation[bytes]("GET", "/f", item=bytes)

    with serving(Answer(200, b"ab")) as server, httpx2.Client(auth=Signed()) as http:
        client = ProbeClient(PLAIN_API, {}, base_url=server.url, http_client=http)
        assert client.caller.download(operation.call()).read() == b"ab"


class Broken(httpx2.AsyncBaseTransport):
    async def handle_async_request(self, _: httpx2.Request) -> httpx2.Response:
        raise RuntimeError("out of order")


def test_what_a_given_transport_raises_of_its_own_is_not_hidden() -> None:
    async def run() -> None:
        given: dict[str, Any] = {"transport": Broken(), "base_url": "http://x.test"}
        async with AsyncProbeClient(PLAIN_API, {}, **given) as client:
            await client.caller.response(GET, GET.call().arguments)

    with pytest.raises(RuntimeError, match="out of order"):
        asyncio.run(run())


class Promise:
    """Awaitable, and no coroutine."""

    def __await__(self) -> Generator[None, None, str]:
        yield
        return "token"


def test_what_is_to_be_awaited_is_refused_by_the_synchronous_client() -> None:
    api = replace(PLAIN_API, schemes={"b": Bearer()}, security=(("b",),))
    given: dict[str, Any] = {"b": Promise}

    with (
        serving() as server,
        ProbeClient(api, given, base_url=server.url) as client,
        pytest.raises(InvalidRequestError, match="async credential needs"),
    ):
        client.caller.response(GET, GET.call().arguments)

    assert server.seen == []


class Busy(CookieJar):
    """Cookies that another thread adds to while they are looked at."""

    is_busy = False

    def __iter__(self) -> Iterator[Cookie]:
        if self.is_busy:
            self.is_busy = False
            raise RuntimeError("dictionary changed size during iteration")
        return super().__iter__()


def test_cookies_may_come_while_a_request_is_made() -> None:
    jar = Busy()

    with serving() as server, httpx2.Client(cookies=jar) as http:
        http.cookies.set("a", "1", domain="127.0.0.1")
        jar.is_busy = True
        client = ProbeClient(PLAIN_API, {}, base_url=server.url, http_client=http)
        client.caller.response(GET, GET.call().arguments)

    assert server.seen[0].headers["cookie"] == "a=1"


def test_an_answer_that_breaks_off_is_none(probe: Probe) -> None:
    short = Answer(200, b"[1", {"Content-Length": "5"}, ends=True)

    with serving(short) as server, pytest.raises(APIConnectionError) as caught:
        probe.send(server.url, POST)

    assert caught.value.request_may_have_been_processed
    assert len(server.seen) == 1
