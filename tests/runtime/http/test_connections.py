"""Connections: how many, how kept, how secured, and whose (over sockets)."""

from __future__ import annotations

import asyncio
import gc
import os
import socket
import threading
import time
import warnings
from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from importlib.util import find_spec
from typing import cast

import httpx2
import pytest
from _runtime import pool
from _runtime.async_connection import AsyncConnection
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    ClosedConnectionError,
    ConfigurationError,
    InvalidRequestError,
)
from _runtime.operation import Operation
from _runtime.options import ClientOptions, Limits
from probes import NOTHING, PLAIN_API, AsyncProbeClient, Probe, ProbeClient
from scripted import head_of, scripted
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)
OK = b"HTTP/1.1 204 X\r\n\r\n"


def _client(url: str, **options: object) -> ProbeClient:
    given = cast("ClientOptions", {"base_url": url, **options})
    return ProbeClient(PLAIN_API, {}, **given)


def _closes_as_it_is_used(connection: socket.socket) -> None:
    """Answers once, and closes as soon as the next request begins to come."""
    head_of(connection)
    connection.sendall(OK)
    connection.recv(1)


def test_a_kept_connection_that_was_closed_is_replaced_at_once(probe: Probe) -> None:
    with scripted(_closes_as_it_is_used) as server:
        responses = probe.with_(max_retries=0).send_all(
            server.url, GET, [GET.call().arguments] * 2
        )

    assert [response.attempts for response in responses] == [1, 2]
    assert (server.connections, probe.sleeps) == (2, [])


def test_what_may_have_been_done_is_not_done_again_on_another_connection(
    probe: Probe,
) -> None:
    calls = [POST.call().arguments] * 2

    with (
        scripted(_closes_as_it_is_used) as server,
        pytest.raises(ClosedConnectionError) as caught,
    ):
        probe.send_all(server.url, POST, calls)

    assert caught.value.request_may_have_been_processed
    assert caught.value.attempts == 1


def test_a_failed_handshake_is_known_never_to_have_sent_anything(probe: Probe) -> None:
    def talks_plainly(connection: socket.socket) -> None:
        connection.recv(1000)
        connection.sendall(b"HTTP/1.1 400 Bad Request\r\n\r\n")

    with scripted(talks_plainly) as server, pytest.raises(APIConnectionError) as caught:
        probe.send(server.url.replace("http:", "https:"), POST)

    assert not caught.value.request_may_have_been_processed
    assert (caught.value.attempts, server.connections) == (3, 3)


def test_a_host_without_an_address_is_known_never_to_have_got_anything(
    probe: Probe,
) -> None:
    with pytest.raises(APIConnectionError) as caught:
        probe.send("http://no-such-host.invalid", POST)

    assert not caught.value.request_may_have_been_processed
    assert caught.value.attempts == 3


def test_waiting_for_a_free_connection_has_its_own_phase() -> None:
    def holds(connection: socket.socket) -> None:
        head_of(connection)
        time.sleep(1.5)
        connection.sendall(OK)

    with scripted(holds) as server:
        client = _client(
            server.url, limits=Limits(max_connections=1), max_retries=0, timeout=5
        )
        first = threading.Thread(target=client.caller.response, args=(GET, GET_NONE))
        first.start()
        time.sleep(0.3)
        with pytest.raises(APITimeoutError) as caught:
            client.caller.response(POST, GET_NONE, {"timeout": 0.2})
        first.join()
        client.close()

    assert caught.value.phase == "pool"
    assert not caught.value.request_may_have_been_processed


GET_NONE = GET.call().arguments


def test_threads_share_a_client() -> None:
    with serving(Answer(204)) as server, _client(server.url) as client:
        with ThreadPoolExecutor(8) as threads:
            found = list(
                threads.map(
                    lambda _: client.caller.response(GET, GET_NONE).status_code,
                    range(200),
                )
            )

        assert found == [204] * 200
        assert server.connections <= 8


def test_a_child_process_has_connections_of_its_own() -> None:
    with serving(Answer(204)) as server, _client(server.url) as client:
        client.caller.response(GET, GET_NONE)
        child = os.fork()
        if child == 0:
            status = client.caller.response(GET, GET_NONE).status_code
            os._exit(0 if status == 204 else 1)
        _, code = os.waitpid(child, 0)
        client.caller.response(GET, GET_NONE)

    assert os.waitstatus_to_exitcode(code) == 0
    assert server.connections == 2


def test_an_async_client_outlives_its_event_loop() -> None:
    with serving(Answer(204)) as server:
        client = AsyncProbeClient(PLAIN_API, {}, base_url=server.url)
        with warnings.catch_warnings():
            # asyncio tells of the first loop's connection, which nobody closed.
            warnings.simplefilter("ignore", ResourceWarning)
            for _ in range(2):
                response = asyncio.run(client.caller.response(GET, GET_NONE))
                assert response.status_code == 204
            gc.collect()

    assert server.connections == 2


def test_a_given_async_client_does_not_outlive_its_event_loop() -> None:
    with serving(Answer(204)) as server:
        http = httpx2.AsyncClient(trust_env=False)
        client = AsyncProbeClient(PLAIN_API, {}, base_url=server.url, http_client=http)
        asyncio.run(client.caller.response(GET, GET_NONE))

        with warnings.catch_warnings():
            warnings.simplefilter("ignore", ResourceWarning)
            with pytest.raises(InvalidRequestError, match="another event loop"):
                asyncio.run(client.caller.response(GET, GET_NONE))
            del http, client
            gc.collect()


def test_a_cancelled_call_leaves_no_connection_behind() -> None:
    async def run(url: str) -> list[int]:
        limits = Limits(max_connections=1)
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url, limits=limits) as mine:
            for _ in range(20):
                task = asyncio.create_task(mine.caller.response(GET, GET_NONE))
                await asyncio.sleep(0.01)
                task.cancel()
                await asyncio.gather(task, return_exceptions=True)
            quick = Operation[None, object]("GET", "/quick", NOTHING)
            answer = await mine.caller.response(quick, GET_NONE, {"timeout": 5})
            return [answer.status_code, len(asyncio.all_tasks())]

    def script(connection: socket.socket) -> None:
        if b"/quick" in head_of(connection):
            connection.sendall(OK)
        time.sleep(3)

    with warnings.catch_warnings(), scripted(script) as server:
        warnings.simplefilter("error")
        assert asyncio.run(run(server.url)) == [204, 1]
        gc.collect()


def test_a_given_transport_is_used_and_not_closed() -> None:
    class Own(httpx2.BaseTransport):
        closed = False

        def handle_request(self, request: httpx2.Request) -> httpx2.Response:
            return httpx2.Response(204, headers={"x-path": request.url.path})

        def close(self) -> None:
            self.closed = True

    own = Own()
    with _client("http://own.test", transport=own) as client:
        response = client.caller.response(GET, GET_NONE)

    assert response.headers["x-path"] == "/g"
    assert not own.closed


def test_a_proxy_is_used(probe: Probe) -> None:
    with serving(Answer(204)) as proxy:
        proxied = probe.with_(proxy=proxy.url.replace("//", "//user:s3cret@"))
        proxied.send("http://behind.test", GET)

    assert proxy.seen[0].target == "http://behind.test/g"
    assert proxy.seen[0].headers["proxy-authorization"] == "Basic dXNlcjpzM2NyZXQ="


@pytest.mark.parametrize("host", ["behind.test", "direct"])
def test_the_environment_names_a_proxy_and_what_goes_around_it(
    probe: Probe, monkeypatch: pytest.MonkeyPatch, host: str
) -> None:
    with serving(Answer(204)) as proxy, serving(Answer(204)) as direct:
        monkeypatch.setenv("HTTP_PROXY", proxy.url)
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("NO_PROXY", "127.0.0.1")
        monkeypatch.setenv("no_proxy", "127.0.0.1")
        url = direct.url if host == "direct" else f"http://{host}"
        probe.send(url, GET)

    assert len(proxy.seen) == (1 if host == "behind.test" else 0)


def test_the_environment_is_not_asked_where_it_is_not_trusted(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    with serving(Answer(204)) as proxy, serving(Answer(204)) as direct:
        monkeypatch.setenv("http_proxy", proxy.url)
        monkeypatch.setenv("no_proxy", "")
        probe.with_(trust_env=False).send(direct.url, GET)

    assert (len(proxy.seen), len(direct.seen)) == (0, 1)


TRANSPORT = httpx2.HTTPTransport()


@pytest.mark.parametrize(
    ("options", "says"),
    [
        ({"proxy": "ftp://user:s3cret@x"}, "proxy= is no URL"),
        ({"proxy": "http://x", "transport": TRANSPORT}, "proxy= cannot be set"),
        (
            {"http_client": httpx2.Client(), "transport": TRANSPORT},
            "exclude each other",
        ),
    ],
)
def test_options_of_connections_that_make_no_sense_are_refused(
    options: Mapping[str, object], says: str
) -> None:
    with pytest.raises(ConfigurationError, match=says) as caught:
        _client("http://x.test", **options)

    assert "s3cret" not in str(caught.value)


def test_what_http2_needs_is_named(monkeypatch: pytest.MonkeyPatch) -> None:
    def found(name: str) -> object:
        return None if name == "h2" else find_spec(name)

    monkeypatch.setattr(pool, "find_spec", found)
    with pytest.raises(ConfigurationError, match=r'pip install "probe\[http2\]"'):
        _client("http://x.test", http2=True)


def test_certificates_that_cannot_be_read_are_named() -> None:
    with (
        _client("https://127.0.0.1:9", verify="/no/such/file") as client,
        pytest.raises(ConfigurationError, match="verify= or cert= cannot be read"),
    ):
        client.caller.response(GET, GET_NONE)


def test_a_client_with_another_way_out_has_connections_of_its_own() -> None:
    with (
        serving(Answer(204)) as server,
        serving(Answer(204)) as proxy,
        _client(server.url) as client,
    ):
        with client.with_options(proxy=proxy.url) as other:
            other.caller.response(GET, GET_NONE)
        client.caller.response(GET, GET_NONE)

    assert (len(proxy.seen), len(server.seen)) == (1, 1)


def test_an_idle_connection_is_kept_no_longer_than_said() -> None:
    limits = Limits(keepalive_expiry=0.05)
    with serving(Answer(204)) as server, _client(server.url, limits=limits) as client:
        for _ in range(2):
            client.caller.response(GET, GET_NONE)
        time.sleep(0.2)
        client.caller.response(GET, GET_NONE)

    assert server.connections == 2


def test_what_belongs_to_closed_loops_is_let_go() -> None:
    async def loops(connection: AsyncConnection) -> int:
        connection.client()
        return len(connection._loops)

    client = AsyncProbeClient(PLAIN_API, {}, base_url="http://x.test")
    connection = client.caller.connection

    assert [asyncio.run(loops(connection)) for _ in range(3)] == [1, 1, 1]
