"""Clients: servers, options, raw calls, middleware, hooks and closing."""

from __future__ import annotations

import asyncio
import logging
import time
from dataclasses import replace

import httpx2
import pytest
from _runtime.api import Api
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import (
    APITimeoutError,
    ConfigurationError,
    InvalidRequestError,
    StatusError,
)
from _runtime.hooks import Hooks
from _runtime.middleware import AsyncSend, Reply, Request, Send
from _runtime.operation import Operation
from _runtime.servers import Server, ServerVariable, resolve_server
from _runtime.sync_client import SyncClient
from minihq.client import AsyncMiniHQ, MiniHQ
from probes import NOTHING, PLAIN_API, Probe, ProbeClient
from sockets import Answer, serving

JSON = {"Content-Type": "application/json"}
LEAD = Answer(200, b'{"data":{"id":"l"}}', JSON)
EU = Server(
    "https://{region}.example.test/{base}/",
    (ServerVariable("region", "eu", ("eu", "us")), ServerVariable("base", "v2")),
)
SERVERS = (EU, Server("/api/v3"))


def test_server_variables_have_defaults_and_choices() -> None:
    chosen = resolve_server(SERVERS, None, values={"region": "us"})

    assert resolve_server(SERVERS, None) == "https://eu.example.test/v2"
    assert chosen == "https://us.example.test/v2"
    with pytest.raises(ConfigurationError, match="one of eu, us"):
        resolve_server(SERVERS, None, values={"region": "mars"})
    with pytest.raises(ConfigurationError, match="no variable planet"):
        resolve_server(SERVERS, None, values={"planet": "mars"})
    with pytest.raises(ConfigurationError, match="there are 2 servers"):
        resolve_server(SERVERS, None, chosen=2)


def test_a_server_is_chosen_by_its_name_too() -> None:
    servers = (*SERVERS, Server("https://sandbox.example.test", name="sandbox"))

    found = resolve_server(servers, None, chosen="sandbox")

    assert found == "https://sandbox.example.test"
    with pytest.raises(ConfigurationError, match="must be one of sandbox"):
        resolve_server(servers, None, chosen="live")
    with pytest.raises(ConfigurationError, match="no server has a name"):
        resolve_server(SERVERS, None, chosen="live")


def test_a_server_variable_without_a_default_is_asked_for() -> None:
    servers = (Server("https://{tenant}.example.test", (ServerVariable("tenant"),)),)

    with pytest.raises(ConfigurationError, match="tenant has no default: pass"):
        resolve_server(servers, None)

    found = resolve_server(servers, None, values={"tenant": "me"})
    assert found == "https://me.example.test"


@pytest.mark.parametrize("servers", [SERVERS[1:], ()])
def test_without_an_absolute_server_a_base_url_is_needed(
    servers: tuple[Server, ...],
) -> None:
    api = Api(name="a", title="A", version="1", servers=servers)

    with pytest.raises(ConfigurationError, match="pass base_url="):
        SyncClient(api, {})

    assert SyncClient(api, {}, base_url="https://h.test/api/v3/")


@pytest.mark.parametrize("slash", ["", "/"])
def test_the_base_path_and_the_last_slash_are_kept(probe: Probe, slash: str) -> None:
    operation = Operation[None, object]("GET", "/items/", NOTHING)

    with serving() as server:
        probe.send(f"{server.url}/x{slash}", operation)

    assert server.seen[0].target == "/x/items/"


def test_an_operation_has_its_own_server_unless_a_base_url_is_given(
    probe: Probe,
) -> None:
    with serving() as uploads, serving() as server:
        own = (Server(f"{uploads.url}/u"),)
        operation = Operation[None, object]("GET", "/up", NOTHING, servers=own)
        api = replace(probe.api, servers=(Server(server.url),))
        probe.of(api).send_all(None, operation, [operation.call().arguments])
        probe.send(server.url, operation)

    assert [seen.target for seen in uploads.seen] == ["/u/up"]
    assert [seen.target for seen in server.seen] == ["/up"]


def test_a_client_with_other_options_shares_the_connections() -> None:
    with (
        serving(Answer(500)) as server,
        MiniHQ(
            api_key="k", base_url=server.url, default_headers={"x-a": "1"}
        ) as client,
    ):
        other = client.with_options(max_retries=0, default_headers={"x-b": "2"})
        with pytest.raises(StatusError):
            other.leads.get("l")
        other.close()

        assert len(server.seen) == 1
        assert (server.seen[0].headers["x-a"], server.seen[0].headers["x-b"]) == (
            "1",
            "2",
        )
        with pytest.raises(StatusError):
            client.leads.get("l", options={"max_retries": 0})
        assert server.connections == 1
        assert isinstance(other, MiniHQ)


def test_what_each_request_has_in_its_query_is_replaced_by_name() -> None:
    with (
        serving(Answer(204)) as server,
        ProbeClient(
            PLAIN_API, {}, base_url=server.url, default_query={"a": 1, "b": [1, 2]}
        ) as client,
    ):
        other = client.with_options(default_query={"b": 3, "c": 4})
        other.request("GET", "/x", cast_to=type(None))

    assert server.seen[0].target == "/x?a=1&b=3&c=4"


def test_a_client_with_other_options_may_be_of_another_server() -> None:
    servers = (
        Server("https://one.test"),
        Server(
            "https://{region}.{zone}.test",
            (ServerVariable("region", "us"), ServerVariable("zone", "a")),
            "regional",
        ),
    )
    client = ProbeClient(replace(PLAIN_API, servers=servers), {})
    regional = client.with_options(server="regional", server_variables={"zone": "b"})

    assert repr(regional) == "ProbeClient('https://us.b.test')"
    assert repr(regional.with_options(server_variables={"region": "eu"})) == (
        "ProbeClient('https://eu.b.test')"
    )
    assert repr(regional.with_options(timeout=5)) == repr(regional)
    assert repr(regional.with_options(server=0)) == "ProbeClient('https://one.test')"
    with pytest.raises(ConfigurationError, match="there are 2 servers"):
        client.with_options(server=2)


def test_anything_can_be_called_raw() -> None:
    answer = Answer(200, b'{"a":[1]}', JSON)
    with serving(answer) as server, MiniHQ(api_key="k", base_url=server.url) as client:
        found = client.request(
            "post", "experimental", cast_to=dict[str, object], query={"x": 1}, body=[1]
        )
        raw = client.request("GET", "/{raw}", cast_to=bytes)
        with pytest.raises(InvalidRequestError, match="relative"):
            client.request("GET", "https://evil.test/", cast_to=bytes)

    assert (found, raw) == ({"a": [1]}, b'{"a":[1]}')
    assert [seen.line for seen in server.seen] == [
        "POST /experimental?x=1 HTTP/1.1",
        "GET /%7Braw%7D HTTP/1.1",
    ]
    assert server.seen[0].body == b"[1]"
    assert server.seen[0].headers["authorization"] == "Bearer k"


def test_anything_can_be_called_raw_async() -> None:
    async def found(url: str) -> dict[str, object]:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            return await client.request("GET", "/x", cast_to=dict[str, object])

    with serving(Answer(200, b"{}", JSON)) as server:
        assert asyncio.run(found(server.url)) == {}


def test_a_given_http_client_is_used_and_not_closed() -> None:
    with serving(LEAD) as server, httpx2.Client(headers={"X-Corp": "1"}) as http:
        http.cookies.set("jar", "j")
        with MiniHQ(api_key="k", base_url=server.url, http_client=http) as client:
            client.leads.get("l")

        assert not http.is_closed

    seen = server.seen[0]
    assert (seen.headers["x-corp"], seen.headers["cookie"]) == ("1", "jar=j")


def test_a_closed_client_says_so() -> None:
    client = MiniHQ(api_key="k", base_url="http://127.0.0.1:9")
    client.close()

    with pytest.raises(InvalidRequestError, match="closed"):
        client.leads.get("l")


def test_who_is_calling_is_said() -> None:
    with serving(LEAD) as server, MiniHQ(api_key="k", base_url=server.url) as client:
        client.leads.get("l")

    agent = server.seen[0].headers["user-agent"]
    assert agent.startswith("minihq/1.0.0 (sdksmith; python 3.")
    assert server.seen[0].headers["accept"] == "application/json"


def test_middleware_stands_around_attempts_and_calls() -> None:
    log: list[str] = []

    def attempts(request: Request, send: Send) -> Reply:
        log.append(f"attempt {request.attempt} {request.operation}")
        return send(request.with_headers({"x-try": str(request.attempt)}))

    def calls(request: Request, send: Send) -> Reply:
        log.append("call")
        reply = send(request.with_headers({"x-call": "1"}))
        log.append(f"answer {reply.status_code}")
        return reply

    with (
        serving(Answer(500), LEAD) as server,
        MiniHQ(
            api_key="k",
            base_url=server.url,
            middleware=[attempts],
            call_middleware=[calls],
            hooks=Hooks(
                request=lambda request: log.append(f"sending {request.attempt}"),
                response=lambda _, reply: log.append(f"got {reply.status_code}"),
            ),
        ) as client,
    ):
        client.leads.get("l", options={"timeout": 5})

    assert log == [
        "call",
        "sending 1",
        "attempt 1 GET /leads/{lead_id}",
        "got 500",
        "sending 2",
        "attempt 2 GET /leads/{lead_id}",
        "got 200",
        "answer 200",
    ]
    assert [seen.headers["x-try"] for seen in server.seen] == ["1", "2"]
    assert [seen.headers["x-call"] for seen in server.seen] == ["1", "1"]


def test_async_middleware_stands_around_attempts_and_calls() -> None:
    log: list[str] = []

    async def around(request: Request, send: AsyncSend) -> Reply:
        reply = await send(request)
        log.append(f"{request.attempt} {reply.status_code}")
        return reply

    async def run(url: str) -> None:
        async with AsyncMiniHQ(
            api_key="k", base_url=url, middleware=[around], call_middleware=[around]
        ) as client:
            await client.leads.get("l")

    with serving(LEAD) as server:
        asyncio.run(run(server.url))

    assert log == ["1 200", "0 200"]


def test_a_deadline_holds_for_the_whole_call(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/slow", NOTHING)
    with serving(Answer(wait=5)) as server:
        real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
        started = time.monotonic()
        with pytest.raises(APITimeoutError) as caught:
            probe.with_(clock=real, deadline=0.2).send(server.url, operation)
        elapsed = time.monotonic() - started

    assert caught.value.phase == "deadline"
    assert elapsed < 0.5


def test_many_async_calls_run_at_once() -> None:
    async def run(url: str) -> list[str]:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            leads = await asyncio.gather(*(client.leads.get(x) for x in "abc"))
            return [lead.id for lead in leads]

    with serving(Answer(200, LEAD.body, JSON, wait=0.05)) as server:
        assert asyncio.run(run(server.url)) == ["l", "l", "l"]


def test_no_password_of_the_base_url_is_shown() -> None:
    url = "http://user:s3cret@api.test/v1"

    assert repr(MiniHQ(api_key="k", base_url=url)) == "MiniHQ('http://api.test/v1')"
    assert "s3cret" not in repr(AsyncMiniHQ(api_key="k", base_url=url))


def test_calls_are_logged_by_the_path_template(
    caplog: pytest.LogCaptureFixture,
) -> None:
    with (
        caplog.at_level(logging.DEBUG, "minihq"),
        serving(LEAD) as server,
        MiniHQ(api_key="k", base_url=server.url) as client,
    ):
        client.leads.get("private-id")

    said = [r.getMessage() for r in caplog.records if r.name == "minihq"]
    assert len(said) == 1
    assert said[0].startswith("GET /leads/{lead_id} -> 200 in ")


def test_a_variable_that_the_url_does_not_have_changes_nothing() -> None:
    server = Server("https://a.test", (ServerVariable("region", "eu"),))

    assert resolve_server((server,), None, values={"region": "us"}) == "https://a.test"


def test_closing_a_derived_client_leaves_the_first_one_open() -> None:
    async def later() -> None:
        async with AsyncMiniHQ(api_key="k") as client:
            async with client.with_options(timeout=1):
                pass
            assert client._caller.connection.client()

    with MiniHQ(api_key="k") as client:
        with client.with_options(timeout=1):
            pass
        assert client._caller.connection.client()
    asyncio.run(later())
