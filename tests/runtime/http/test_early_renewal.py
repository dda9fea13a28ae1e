"""Tokens that are renewed before they end: what is done where that fails."""

from __future__ import annotations

import asyncio
import json
import logging
import time
from collections.abc import Callable, Mapping
from concurrent.futures import ThreadPoolExecutor
from threading import Event

import pytest
from _runtime.api import Api
from _runtime.auth import Bearer, ClientCredentials, OAuthToken
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import StatusError, TokenError
from _runtime.operation import Operation
from probes import NOTHING, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, Seen, Server, serving_by

GET = Operation[None, object]("GET", "/g", NOTHING)
ARGUMENTS = GET.call().arguments
API = Api(
    "o",
    "O",
    "1",
    schemes={"c": ClientCredentials("/token"), "u": Bearer(renewal_url="/token")},
    security=(("c",), ("u",)),
)
DOWN = Answer(503)
ENDED = Answer(400, b'{"error":"invalid_grant"}')
OK = Answer(204)
CALLS = 5


def _issued(token: str, life: float) -> Answer:
    plain = {"access_token": token, "refresh_token": f"r-{token}", "expires_in": life}
    return Answer(200, json.dumps(plain).encode())


def _in_turn(
    probe: Probe, issuer: list[Answer], steps: list[float], api: Answer = OK
) -> Callable[[Seen], Answer]:
    """After each call so many seconds pass on the probe's clock."""

    def answer(seen: Seen) -> Answer:
        if seen.target == "/token":
            return issuer.pop(0)
        probe.sleeps.append(steps.pop(0))
        return api

    return answer


def _asked(server: Server) -> str:
    """What was sent, in its order: `?` for a request for a token, else the token."""
    words = [
        "?" if seen.target == "/token" else seen.headers["authorization"][7:]
        for seen in server.seen
    ]
    return " ".join(words)


def _users(life: float) -> Mapping[str, object]:
    return {"u": OAuthToken("old", "r1", expires_at=1_700_000_000.0 + life)}


@pytest.mark.parametrize("trouble", [DOWN, Answer(429), Answer(drop=True), ENDED])
def test_a_token_that_cannot_be_renewed_yet_is_used_on(
    probe: Probe, trouble: Answer
) -> None:
    answers = _in_turn(probe, [trouble], [0.0])

    with serving_by(answers) as server:
        response = probe.of(API, **_users(20)).send(server.url, GET)

    assert _asked(server) == "? old"
    assert response.attempts == 1


def test_the_issuer_is_left_alone_for_a_while(probe: Probe) -> None:
    issuer = [_issued("a", 50), DOWN, _issued("b", 3600)]
    answers = _in_turn(probe, issuer, [25, 3, 3, 3])

    with serving_by(answers) as server:
        mine = probe.of(API, c=("id", "s"))
        mine.send_all(server.url, GET, [ARGUMENTS] * 4)

    assert _asked(server) == "? a ? a a ? b"


def test_the_issuer_says_for_how_long(probe: Probe) -> None:
    busy = Answer(503, headers={"Retry-After": "7"})
    answers = _in_turn(probe, [busy, _issued("new", 3600)], [6.5, 0.5, 0])

    with serving_by(answers) as server:
        mine = probe.of(API, **_users(20))
        mine.send_all(server.url, GET, [ARGUMENTS] * 3)

    assert _asked(server) == "? old old ? new"


def test_who_was_refused_asks_again_only_when_the_token_has_ended(
    probe: Probe,
) -> None:
    answers = _in_turn(probe, [ENDED, ENDED], [19, 1])
    mine = probe.of(API, **_users(20))

    with serving_by(answers) as server, pytest.raises(TokenError) as caught:
        mine.send_all(server.url, GET, [ARGUMENTS] * 3)

    assert _asked(server) == "? old old ?"
    assert caught.value.code == "invalid_grant"


def test_a_token_that_the_api_refuses_is_no_way_out(probe: Probe) -> None:
    answers = _in_turn(probe, [DOWN, ENDED], [0], Answer(401))

    with serving_by(answers) as server, pytest.raises(TokenError) as caught:
        probe.of(API, **_users(20)).send(server.url, GET)

    assert _asked(server) == "? old ?"
    assert caught.value.code == "invalid_grant"


def test_a_renewal_that_is_used_on_is_told_in_the_log(
    probe: Probe, caplog: pytest.LogCaptureFixture
) -> None:
    with serving_by(_in_turn(probe, [ENDED], [0])) as server:
        url = server.url
        probe.of(API, **_users(20)).send(url, GET)

    (record,) = [each for each in caplog.records if each.name == "o"]
    assert record.levelno == logging.WARNING
    assert record.getMessage() == (
        f"no token: 400 invalid_grant: Bad Request [POST {url}/token, 1 attempt];"
        " the token at hand is used for 20 s more"
    )


def test_a_token_that_was_refused_is_not_said_to_be_used_on(
    probe: Probe, caplog: pytest.LogCaptureFixture
) -> None:
    answers = _in_turn(probe, [DOWN, _issued("new", 3600)], [0, 0], Answer(401))

    with serving_by(answers) as server, pytest.raises(StatusError):
        probe.of(API, u=OAuthToken("old", "r1")).send(server.url, GET)

    assert _asked(server) == "old ? ? new"
    assert "used for" not in caplog.text


@pytest.mark.parametrize(("life", "deadline"), [(0.5, None), (20, 0.4)])
def test_an_issuer_that_is_silent_leaves_time_for_the_call(
    probe: Probe, life: float, deadline: float | None
) -> None:
    token = OAuthToken("old", "r1", expires_at=time.time() + life)
    clock = AsyncSystemClock() if probe.kind == "async" else SystemClock()
    mine = probe.of(API, u=token).with_(clock=clock, deadline=deadline)

    with serving_by(_in_turn(probe, [Answer(wait=5)], [0])) as server:
        response = mine.send(server.url, GET)

    assert _asked(server) == "? old"
    assert response.attempts == 1


def test_the_other_calls_do_not_wait_for_a_renewal(probe: Probe) -> None:
    may_answer = Event()

    def answer(seen: Seen) -> Answer:
        if seen.target == "/token":
            may_answer.wait(5)
            return _issued("new", 3600)
        if [each.target for each in server.seen].count("/g") == CALLS:
            may_answer.set()
        return OK

    def calls(client: ProbeClient) -> None:
        with ThreadPoolExecutor(CALLS + 1) as threads:
            call = client.caller.response
            list(threads.map(lambda _: call(GET, ARGUMENTS), range(CALLS + 1)))

    async def tasks(client: AsyncProbeClient) -> None:
        call = client.caller.response
        await asyncio.gather(*[call(GET, ARGUMENTS) for _ in range(CALLS + 1)])

    with serving_by(answer) as server:
        probe.of(API, **_users(20)).together(server.url, calls, tasks)

    assert _asked(server).count("?") == 1
    assert _asked(server).count("old") == CALLS
    assert _asked(server).endswith("new")


def test_who_keeps_tokens_is_told_their_true_end(probe: Probe) -> None:
    kept: list[OAuthToken] = []

    with serving_by(_in_turn(probe, [_issued("new", 10)], [0])) as server:
        mine = probe.of(API, u=OAuthToken("", "r1", on_renewed=kept.append))
        mine.send(server.url, GET)

    assert [each.expires_at for each in kept] == [1_700_000_010.0]
