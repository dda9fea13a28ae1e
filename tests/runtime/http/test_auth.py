"""Credentials: where they go, where they never go, and what is said without them."""

from __future__ import annotations

import asyncio
import json
import logging
from base64 import b64encode
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from _runtime.api import Api
from _runtime.auth import ApiKey, Basic, Bearer, ClientCredentials
from _runtime.errors import (
    ConfigurationError,
    InvalidRequestError,
    MissingCredentialError,
    SDKError,
)
from _runtime.operation import Operation
from probes import NOTHING, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, Seen, Server, serving

API = Api(
    name="secured",
    title="Secured",
    version="1",
    schemes={
        "bearer": Bearer(argument="token"),
        "basic": Basic(),
        "key": ApiKey("X-API-Key", "header", "key"),
        "q": ApiKey("api_key", "query", "q"),
        "ck": ApiKey("sid", "cookie", "ck"),
    },
    security=(("bearer",),),
    environment="SECURED",
)
DEFAULT = Operation[None, object]("GET", "/default", NOTHING)
OPEN = Operation[None, object]("GET", "/open", NOTHING, security=())
MAYBE = Operation[None, object]("GET", "/maybe", NOTHING, security=((), ("key",)))
EITHER = Operation[None, object]("GET", "/e", NOTHING, security=(("key",), ("q",)))
BOTH = Operation[None, object]("GET", "/both", NOTHING, security=(("key", "ck"),))
BASIC = Operation[None, object]("GET", "/basic", NOTHING, security=(("basic",),))
ALL: Mapping[str, Any] = {
    "bearer": "T",
    "basic": ("u", "p"),
    "key": "K",
    "q": "Q",
    "ck": "S;",
}


def _sent(
    probe: Probe, operation: Operation[None, object], **credentials: object
) -> Seen:
    with serving() as server:
        probe.of(API, **credentials).send(server.url, operation)
        return server.seen[0]


def _secrets(seen: Seen) -> dict[str, str]:
    names = ("authorization", "x-api-key", "cookie")
    found = {name: seen.headers[name] for name in names if name in seen.headers}
    query = seen.target.partition("?")[2]
    return {**found, "query": query} if query else found


def test_only_what_is_asked_for_is_sent(probe: Probe) -> None:
    assert _secrets(_sent(probe, DEFAULT, **ALL)) == {"authorization": "Bearer T"}
    assert _secrets(_sent(probe, OPEN, **ALL)) == {}
    assert _secrets(_sent(probe, BOTH, **ALL)) == {
        "x-api-key": "K",
        "cookie": "sid=S%3B",
    }


def test_an_optional_credential_is_sent_if_there_is_one(probe: Probe) -> None:
    assert _secrets(_sent(probe, MAYBE)) == {}
    assert _secrets(_sent(probe, MAYBE, key="K")) == {"x-api-key": "K"}


def test_the_first_alternative_that_is_there_is_used(probe: Probe) -> None:
    assert _secrets(_sent(probe, EITHER, q="Q&")) == {"query": "api_key=Q%26"}
    assert _secrets(_sent(probe, EITHER, **ALL)) == {"x-api-key": "K"}


def test_basic_is_written_by_its_rfc(probe: Probe) -> None:
    seen = _sent(probe, BASIC, basic=("ü", "p:w"))

    assert (
        seen.headers["authorization"] == f"Basic {b64encode('ü:p:w'.encode()).decode()}"
    )
    with pytest.raises(ConfigurationError, match="colon"):
        _sent(probe, BASIC, basic=("u:ser", "p"))


@pytest.mark.parametrize(
    ("operation", "credentials", "says"),
    [
        (DEFAULT, {}, r"pass token= \(or SECURED_TOKEN\)"),
        (DEFAULT, {"bearer": ""}, "SECURED_TOKEN"),
        (BOTH, {"key": "K"}, "SECURED_CK"),
        (EITHER, {}, "SECURED_KEY.* or q="),
        (BASIC, {"basic": ("u", None)}, "SECURED_PASSWORD"),
    ],
)
def test_a_missing_credential_is_said_before_sending(
    probe: Probe,
    operation: Operation[None, object],
    credentials: dict[str, object],
    says: str,
) -> None:
    with serving() as server, pytest.raises(MissingCredentialError, match=says):
        probe.of(API, **credentials).send(server.url, operation)

    assert server.seen == []


def test_the_environment_is_read_when_the_client_is_built(
    probe: Probe, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SECURED_TOKEN", "E")
    with serving() as server:
        monkeypatch.setenv("SECURED_BASE_URL", server.url)

        probe.of(API).send_all(None, DEFAULT, [DEFAULT.call().arguments])

    assert server.seen[0].headers["authorization"] == "Bearer E"


def test_a_function_is_asked_for_each_attempt(probe: Probe) -> None:
    tokens = iter(["1", "2"])

    with serving(Answer(503), Answer(204)) as server:
        probe.of(API, bearer=lambda: next(tokens)).send(server.url, DEFAULT)

    sent = [seen.headers["authorization"] for seen in server.seen]
    assert sent == ["Bearer 1", "Bearer 2"]


def test_a_function_that_gives_nothing_is_an_error(probe: Probe) -> None:
    with serving() as server, pytest.raises(MissingCredentialError, match="token"):
        probe.of(API, bearer=lambda: "").send(server.url, DEFAULT)

    assert server.seen == []


async def _later() -> str:
    await asyncio.sleep(0)
    return "later"


def test_an_async_function_needs_the_async_client(probe: Probe) -> None:
    with serving() as server:
        if probe.kind == "sync":
            with pytest.raises(InvalidRequestError, match="async"):
                probe.of(API, bearer=_later).send(server.url, DEFAULT)
        else:
            probe.of(API, bearer=_later).send(server.url, DEFAULT)
            assert server.seen[0].headers["authorization"] == "Bearer later"


def test_a_header_of_the_call_wins(probe: Probe) -> None:
    with serving() as server:
        own = {"headers": {"authorization": "Mine"}}
        probe.of(API, **ALL).send(server.url, DEFAULT, {"headers": own["headers"]})

    assert server.seen[0].headers["authorization"] == "Mine"


def _tokens(server: Server) -> Api:
    scheme = ClientCredentials(f"{server.url}/token", ("read", "write"))
    return Api(
        name="oauth",
        title="OAuth",
        version="1",
        schemes={"oauth": scheme},
        security=(("oauth",),),
    )


def _issued(token: str, life: int = 3600) -> Answer:
    plain = {"access_token": token, "expires_in": life, "token_type": "bearer"}
    return Answer(200, json.dumps(plain).encode(), {"Content-Type": "application/json"})


def test_a_token_is_fetched_once_and_kept(probe: Probe) -> None:
    with serving(_issued("t"), Answer(204)) as server:
        api = _tokens(server)
        mine = probe.of(api, oauth=("id:", "s&cret"))
        mine.send_all(server.url, DEFAULT, [DEFAULT.call().arguments] * 2)

    token, *calls = server.seen
    assert token.body == b"grant_type=client_credentials&scope=read%20write"
    pair = b64encode(b"id%3A:s%26cret").decode()
    assert token.headers["authorization"] == f"Basic {pair}"
    assert [seen.headers["authorization"] for seen in calls] == ["Bearer t"] * 2


def test_a_token_url_without_a_host_is_of_the_server_that_is_called(
    probe: Probe,
) -> None:
    with serving(_issued("t"), Answer(204)) as server:
        api = replace(_tokens(server), schemes={"oauth": ClientCredentials("/token")})
        probe.of(api, oauth=("id", "s")).send(f"{server.url}/v1", DEFAULT)

    assert [seen.target for seen in server.seen] == ["/token", "/v1/default"]


def test_a_token_near_its_end_and_a_refused_one_are_renewed(probe: Probe) -> None:
    answers = (_issued("a", 10), Answer(204), _issued("b"), Answer(401))
    with serving(*answers, _issued("c"), Answer(204)) as server:
        mine = probe.of(_tokens(server), oauth=("id", "s"))
        mine.send_all(server.url, DEFAULT, [DEFAULT.call().arguments] * 2)

    sent = [s.headers["authorization"] for s in server.seen if s.target == "/default"]
    assert sent == ["Bearer a", "Bearer b", "Bearer c"]


def test_a_refused_token_request_says_why(probe: Probe) -> None:
    refused = Answer(400, b'{"error":"invalid_client"}')

    with serving(refused) as server, pytest.raises(SDKError, match="invalid_client"):
        probe.of(_tokens(server), oauth=("id", "s3cret")).send(server.url, DEFAULT)


def test_a_token_of_no_known_life_is_kept_for_a_while(probe: Probe) -> None:
    token = Answer(200, b'{"access_token":"a","expires_in":"soon"}')

    with serving(token, Answer(204)) as server:
        probe.of(_tokens(server), oauth=("id", "s3cret")).send(server.url, DEFAULT)

    assert server.seen[1].headers["authorization"] == "Bearer a"


def test_no_credential_follows_a_redirect_to_another_origin(probe: Probe) -> None:
    with (
        serving() as other,
        serving(Answer(302, headers={"Location": f"{other.url}/there"})) as server,
    ):
        probe.of(API, **ALL).send(server.url, BOTH, {"headers": {"X-Own": "secret"}})

    assert other.seen[0].target == "/there"
    assert _secrets(other.seen[0]) == {}
    assert "x-own" not in other.seen[0].headers


def test_a_redirect_on_the_same_origin_keeps_them(probe: Probe) -> None:
    with serving(Answer(307, headers={"Location": "/there"}), Answer(204)) as server:
        probe.of(API, **ALL).send(server.url, DEFAULT)

    assert server.seen[1].target == "/there"
    assert server.seen[1].headers["authorization"] == "Bearer T"


def test_no_secret_is_shown_anywhere(caplog: pytest.LogCaptureFixture) -> None:
    with caplog.at_level(logging.DEBUG), serving(Answer(500)) as server:
        client = ProbeClient(
            API, {"q": "s3cret", "bearer": "s3cret"}, base_url=server.url
        )
        with pytest.raises(SDKError) as caught:
            client.caller.send(EITHER.call(query={"email": "me@x"}))
        settings = client.caller.settings
        shown = repr(client) + repr(settings) + repr(caught.value) + str(caught.value)

    ours = "".join(r.getMessage() for r in caplog.records if r.name != "httpcore2")
    assert "s3cret" not in shown + ours
    assert "me@x" not in ours
    assert "GET /e -> 500" in ours


def test_an_async_client_shows_nothing_either() -> None:
    client = AsyncProbeClient(API, {"bearer": "s3cret"}, base_url="https://x.test")

    assert "s3cret" not in repr(client) + repr(client.caller.settings)


def test_a_credential_with_a_line_end_is_refused_without_showing_it(
    probe: Probe,
) -> None:
    with serving() as server, pytest.raises(InvalidRequestError) as caught:
        probe.of(API, bearer="s3cret\n").send(server.url, DEFAULT)

    assert "'Authorization' has a line end" in str(caught.value)
    assert "s3cret" not in str(caught.value) + repr(caught.value)
    assert server.seen == []
