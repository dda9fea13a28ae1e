from __future__ import annotations

import logging
from typing import TYPE_CHECKING

import httpx2
import networkhq
import pytest
from networkhq import AsyncNetworkHQ, NetworkHQ
from server import reply, sample

from e2e.driving import KEY, Untyped

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

GET_LEAD = "GET /leads/{lead_id}"


def test_the_environment_is_read_when_the_client_is_built(
    driver: Driver, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETWORKHQ_API_KEY", "from-environment")
    monkeypatch.setenv("NETWORKHQ_BASE_URL", server.url)
    client = driver.client(api_key=None, base_url=None)
    monkeypatch.delenv("NETWORKHQ_API_KEY")
    monkeypatch.delenv("NETWORKHQ_BASE_URL")

    driver.start(client, "leads.get", "x")

    assert server.requests[0].headers["authorization"] == "Bearer from-environment"


def test_an_argument_wins_over_the_environment(
    driver: Driver, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("NETWORKHQ_API_KEY", "from-environment")

    driver.start(driver.client(api_key="given"), "leads.get", "x")

    assert server.requests[0].headers["authorization"] == "Bearer given"


def test_a_credential_may_be_a_function_called_for_each_request(
    driver: Driver, server: LoopbackServer
) -> None:
    tokens = iter(["first", "second"])
    client = driver.client(api_key=lambda: next(tokens))

    driver.start(client, "leads.get", "x")
    driver.start(client, "leads.get", "x")

    sent = [request.headers["authorization"] for request in server.requests]
    assert sent == ["Bearer first", "Bearer second"]


def test_a_missing_credential_is_an_error_before_anything_is_sent(
    driver: Driver, server: LoopbackServer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("NETWORKHQ_API_KEY", raising=False)

    with pytest.raises(networkhq.MissingCredentialError, match="NETWORKHQ_API_KEY"):
        driver.start(driver.client(api_key=None), "leads.get", "x")

    assert server.requests == []


def test_options_of_one_call_win(driver: Driver, server: LoopbackServer) -> None:
    server.on(GET_LEAD, sample(accepts_invalid=True))
    client = driver.client(
        default_headers={"x-a": "client", "x-b": "client", "x-c": "client"}
    )
    options = {"headers": {"x-a": "call", "X-B": None}, "query": {"debug": "1"}}

    driver.start(client, "leads.get", "x", options=options)

    [request] = server.requests
    assert (
        request.headers.get("x-a"),
        request.headers.get("x-b"),
        request.headers["x-c"],
    ) == ("call", None, "client")
    assert request.query == {"debug": "1"}


def test_defaults_travel_with_every_request(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(accepts_invalid=True))
    client = driver.client(default_headers={"x-team": "blue"}, default_query={"v": 2})

    driver.start(client, "leads.get", "x")

    assert (server.requests[0].headers["x-team"], server.requests[0].query) == (
        "blue",
        {"v": "2"},
    )


def test_a_body_can_get_members_that_the_document_does_not_know(
    driver: Driver, server: LoopbackServer
) -> None:
    options = {"body": {"beta": True}}

    driver.start(
        driver.client(),
        "conversations.messages.create",
        "cv_1",
        content="Hi",
        options=options,
    )

    assert server.requests[0].json == {"content": "Hi", "beta": True}


def test_a_client_with_other_options_is_another_client(
    driver: Driver, server: LoopbackServer
) -> None:
    client = driver.client(max_retries=2, default_headers={"x-a": "1"})
    server.on(GET_LEAD, sample(429))
    other = client.with_options(max_retries=0)

    with pytest.raises(networkhq.RateLimitError) as info:
        driver.start(other, "leads.get", "x")

    assert type(other) is type(client)
    assert (info.value.attempts, server.requests[0].headers["x-a"]) == (1, "1")


def test_a_path_that_the_document_does_not_know_can_be_called(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on("GET /experimental", reply({"new": [1]}))
    server.on("POST /experimental", reply({"made": 1}, 201))
    client = driver.client()

    got = driver.start(
        client, "request", "GET", "/experimental", cast_to=dict[str, object]
    )
    driver.start(
        client,
        "request",
        "POST",
        "/experimental",
        cast_to=dict[str, object],
        body={"a": None},
    )

    assert got == {"new": [1]}
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"
    assert server.requests[1].json == {"a": None}


def test_a_raw_request_raises_the_same_errors(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(
        "GET /experimental", reply({"error": {"code": "gone", "message": "No"}}, 404)
    )

    with pytest.raises(networkhq.NotFoundError) as info:
        driver.start(
            driver.client(),
            "request",
            "GET",
            "/experimental",
            cast_to=dict[str, object],
        )

    assert info.value.code == "gone"


def test_a_sync_client_is_a_context_manager(server: LoopbackServer) -> None:
    with NetworkHQ(base_url=server.url, api_key=KEY) as client:
        assert isinstance(client, NetworkHQ)
        client.leads.get("x")

    with pytest.raises(networkhq.NetworkHQError):
        client.leads.get("x")


async def _inside(base_url: str) -> AsyncNetworkHQ:
    async with AsyncNetworkHQ(base_url=base_url, api_key=KEY) as client:
        await client.leads.get("x")
    with pytest.raises(networkhq.NetworkHQError):
        await client.leads.get("x")
    return client


def test_an_async_client_is_a_context_manager(driver: Driver) -> None:
    if driver.is_async:
        assert isinstance(driver.run(_inside(driver.base_url)), AsyncNetworkHQ)


def test_an_http_client_given_is_used_and_left_open(server: LoopbackServer) -> None:
    with httpx2.Client(headers={"x-own": "1"}, trust_env=False) as own:
        with NetworkHQ(base_url=server.url, api_key=KEY, http_client=own) as client:
            client.leads.get("x")

        assert own.is_closed is False
    assert server.requests[0].headers["x-own"] == "1"


def test_middleware_stands_around_each_attempt(server: LoopbackServer) -> None:
    seen: list[tuple[str, int]] = []

    def noting(request: Untyped, send: Untyped) -> Untyped:
        seen.append((request.operation, request.attempt))
        return send(request.with_headers({"x-signed": "yes"}))

    server.on(GET_LEAD, sample(429, headers={"retry-after": "0"}), sample())
    with NetworkHQ(base_url=server.url, api_key=KEY, middleware=[noting]) as client:
        client.leads.get("x")

    assert seen == [(GET_LEAD, 1), (GET_LEAD, 2)]
    assert {request.headers["x-signed"] for request in server.requests} == {"yes"}


@pytest.mark.parametrize("status", [200, 401, 429])
def test_the_secret_is_never_shown(
    *,
    driver: Driver,
    server: LoopbackServer,
    caplog: pytest.LogCaptureFixture,
    status: int,
) -> None:
    caplog.set_level(logging.DEBUG)
    server.on(GET_LEAD, sample(status))
    client = driver.client(max_retries=0, on_mismatch="warn")
    shown = [
        repr(client),
        str(client),
        repr(vars(client)),
        repr(client.leads),
        repr(client.with_options(timeout=1)),
    ]

    try:
        driver.start(client, "leads.get", "x")
    except networkhq.APIStatusError as error:
        shown += [str(error), repr(error), repr(vars(error))]

    assert KEY not in "\n".join([*shown, caplog.text])
    assert server.requests[0].headers["authorization"] == f"Bearer {KEY}"


def test_logs_hold_no_bodies(
    driver: Driver, server: LoopbackServer, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG, logger="networkhq")

    driver.start(
        driver.client(),
        "conversations.messages.create",
        "cv_1",
        content="private words",
    )

    assert "POST /conversations/{conversation_id}/messages" in caplog.text
    assert "private words" not in caplog.text
    assert len(server.requests) == 1
