"""Issuers that give no token: asked again where that helps, and said clearly."""

from __future__ import annotations

import time
from dataclasses import replace
from typing import Any, cast

import pytest
from _runtime.api import Api
from _runtime.auth import Bearer, ClientCredentials, OAuthToken
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    ConfigurationError,
    TokenError,
)
from _runtime.operation import Operation
from probes import NOTHING, AsyncProbeClient, Probe, ProbeClient, pickled
from sockets import Answer, Server, serving, unused_url

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/p", NOTHING)
PUT = Operation[None, object]("PUT", "/p", NOTHING)
TOKEN = Answer(200, b'{"access_token":"t","expires_in":3600}')
SHORT = Answer(200, b'{"access_token":"t","expires_in":0}')
REFUSED = b'{"error":"invalid_grant","error_description":"The token r3fresh has ended"}'
KEPT = Api(
    "k", "K", "1", schemes={"k": Bearer(renewal_url="/token")}, security=(("k",),)
)


def _api(url: str = "/token", *scopes: str) -> Api:
    scheme = ClientCredentials(url, scopes)
    return Api("o", "O", "1", schemes={"o": scheme}, security=(("o",),))


def _mine(probe: Probe, **options: object) -> Probe:
    return probe.of(_api(), o=("id", "s3cret")).with_(**options)


def _targets(server: Server) -> list[str]:
    return [seen.target for seen in server.seen]


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503])
def test_an_issuer_in_trouble_is_asked_again(probe: Probe, status: int) -> None:
    with serving(Answer(status), TOKEN, Answer(204)) as server:
        response = _mine(probe).send(server.url, POST)

    assert _targets(server) == ["/token", "/token", "/p"]
    assert response.attempts == 2
    assert probe.sleeps == [0.5]


def test_an_issuer_says_when_to_ask_again(probe: Probe) -> None:
    busy = Answer(429, headers={"Retry-After": "7"})

    with serving(busy, TOKEN, Answer(204)) as server:
        _mine(probe).send(server.url, GET)

    assert probe.sleeps == [7.0]


def test_an_issuer_that_stays_in_trouble_is_an_error_with_its_status(
    probe: Probe,
) -> None:
    page = Answer(503, b"<html>s3cret</html>", {"Retry-After": "3"})

    with serving(page) as server, pytest.raises(TokenError) as caught:
        _mine(probe).send(server.url, POST)

    error = pickled(caught.value)
    assert str(error).startswith("no token: 503 Service Unavailable [POST http://")
    assert str(error).endswith("/token, 3 attempts]")
    assert (error.status_code, error.code, error.attempts) == (503, None, 3)
    assert error.retry_after == 3.0
    assert not error.request_may_have_been_processed
    assert _targets(server) == ["/token"] * 3


def test_a_wait_beyond_the_deadline_is_not_begun(probe: Probe) -> None:
    busy = Answer(503, headers={"Retry-After": "30"})

    with serving(busy) as server, pytest.raises(TokenError) as caught:
        _mine(probe, deadline=10).send(server.url, GET)

    assert probe.sleeps == []
    assert "would pass the deadline" in caught.value.__notes__[0]


def test_a_refusal_is_not_asked_again_and_says_why(probe: Probe) -> None:
    mine = probe.of(KEPT, k=OAuthToken("old", "r3fresh", expires_at=0.0))

    with (
        serving(Answer(400, REFUSED)) as server,
        pytest.raises(TokenError) as caught,
    ):
        mine.send(server.url, GET)

    error = caught.value
    assert (error.status_code, error.code) == (400, "invalid_grant")
    assert error.message == "The token *** has ended"
    assert "400 invalid_grant: The token *** has ended" in str(error)
    assert len(server.seen) == 1


def test_a_secret_that_an_issuer_repeats_is_not_shown(probe: Probe) -> None:
    body = b'{"error":"no s3cret","error_description":"s3cret is wrong"}'

    with serving(Answer(401, body)) as server, pytest.raises(TokenError) as caught:
        _mine(probe).send(server.url, GET)

    assert "s3cret" not in str(caught.value) + repr(vars(caught.value))


@pytest.mark.parametrize("body", [b"", b"<html>", b"[]", b"{}", b'{"access_token":1}'])
def test_an_answer_without_a_token_is_the_same_error(probe: Probe, body: bytes) -> None:
    with serving(Answer(200, body)) as server, pytest.raises(TokenError) as caught:
        _mine(probe).send(server.url, GET)

    assert "200 the answer has no token" in str(caught.value)
    assert len(server.seen) == 1


def test_an_issuer_that_leads_elsewhere_is_not_followed(probe: Probe) -> None:
    moved = Answer(307, headers={"Location": "/elsewhere"})

    with serving(moved) as server, pytest.raises(TokenError) as caught:
        _mine(probe).send(server.url, GET)

    assert caught.value.status_code == 307
    assert _targets(server) == ["/token"]


def test_an_issuer_that_cannot_be_reached_is_asked_again(probe: Probe) -> None:
    nowhere = unused_url()
    mine = probe.of(_api(f"{nowhere}/token?key=s3cret"), o=("id", "s"))

    with serving() as server, pytest.raises(APIConnectionError) as caught:
        mine.send(server.url, GET)

    assert f"[POST {nowhere}/token, 3 attempts]" in str(caught.value)
    assert "s3cret" not in str(caught.value)
    assert (caught.value.attempts, server.seen) == (3, [])


def test_what_an_attempt_before_may_have_done_is_told(probe: Probe) -> None:
    answers = (SHORT, Answer(500), Answer(400, REFUSED))

    with serving(*answers) as server, pytest.raises(TokenError) as caught:
        _mine(probe).send(server.url, PUT)

    assert caught.value.request_may_have_been_processed
    assert caught.value.attempts == 2


def test_a_renewal_that_fails_is_asked_for_again(probe: Probe) -> None:
    with serving(Answer(401), Answer(503), TOKEN, Answer(204)) as server:
        probe.of(KEPT, k=OAuthToken("old", "r")).send(server.url, GET)

    assert _targets(server) == ["/g", "/token", "/token", "/g"]


def test_the_timeout_of_the_call_bounds_the_request_for_its_token(
    probe: Probe,
) -> None:
    real = AsyncSystemClock() if probe.kind == "async" else SystemClock()

    with serving(Answer(wait=5)) as server:
        mine = _mine(probe, clock=real, max_retries=0)
        started = time.monotonic()
        with pytest.raises(APITimeoutError) as caught:
            mine.send(server.url, GET, {"timeout": 0.2})
        elapsed = time.monotonic() - started

    assert elapsed < 2
    assert caught.value.phase == "read"


def _client(
    kind: str, api: Api, secret: object, **options: object
) -> ProbeClient | AsyncProbeClient:
    make: Any = ProbeClient if kind == "sync" else AsyncProbeClient
    given = {"base_url": "http://x.test", **options}
    return cast(
        "ProbeClient | AsyncProbeClient",
        make(api, {next(iter(api.schemes)): secret}, **given),
    )


def test_a_token_that_cannot_be_renewed_is_refused_when_the_client_is_made(
    probe: Probe,
) -> None:
    api = replace(KEPT, schemes={"k": Bearer(argument="key")})
    given = OAuthToken("old", "r")

    with pytest.raises(ConfigurationError, match=r"^key=OAuthToken.* token_url="):
        _client(probe.kind, api, given)

    url = "http://issuer.test/token"
    client = _client(probe.kind, api, given, token_url=url)
    kept = client.caller.settings.credentials.by_scheme["k"].scheme
    assert kept == Bearer(argument="key", renewal_url=url)


def test_a_derived_client_may_ask_another_issuer_for_other_scopes(
    probe: Probe,
) -> None:
    client = _client(probe.kind, _api("/token", "a", "b"), ("id", "s"))

    options: Any = {"token_url": "/other", "scopes": ["a"]}
    other = client.with_options(**options)
    found = [c.caller.settings.credentials.by_scheme["o"] for c in (client, other)]
    assert [credential.scheme for credential in found] == [
        ClientCredentials("/token", ("a", "b")),
        ClientCredentials("/other", ("a",)),
    ]
