"""Tokens that many calls wait for: what becomes of all of them when one is in trouble."""

from __future__ import annotations

import asyncio
import json
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from threading import Event
from typing import Any, cast

import pytest
from _runtime.api import Api
from _runtime.auth import Bearer, ClientCredentials, OAuthToken
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    DecodeError,
    InvalidRequestError,
    SDKError,
    TokenError,
)
from _runtime.operation import Operation
from _runtime.options import RequestOptions
from probes import NOTHING, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, Seen, serving_by

GET = Operation[None, object]("GET", "/g", NOTHING)
ARGUMENTS = GET.call().arguments
CALLS = 6
API = Api(
    "o",
    "O",
    "1",
    schemes={"c": ClientCredentials("/token"), "u": Bearer(renewal_url="/token")},
    security=(("c",), ("u",)),
)
CLIENT = {"c": ("id", "s3cret")}
NEW = {"access_token": "new", "refresh_token": "r2", "expires_in": 3600}


class Issuer:
    """Gives these answers in turn, the last one for ever; the API takes all but `old`.

    The first answer waits until so many calls wait for it.
    """

    def __init__(self, *answers: Answer, waiting: int = 0) -> None:
        self._rest = list(answers)
        self._waiting = waiting
        self._may_answer = Event()
        self.is_asked = Event()
        self.forms: list[bytes] = []

    def answer(self, seen: Seen) -> Answer:
        if seen.target == "/token":
            self.forms.append(seen.body)
            self.is_asked.set()
            self._may_answer.wait(5 if self._waiting else 0)
            return self._rest.pop(0) if len(self._rest) > 1 else self._rest[0]
        return Answer(401 if seen.headers["authorization"] == "Bearer old" else 204)

    def let_answer(self) -> None:
        self._may_answer.set()

    def watch(self, connection: object) -> None:
        """See which calls wait for what another one fetches."""
        watching = cast("Any", connection)
        wait = watching.wait

        def watched(*given: object) -> object:
            self._waiting -= 1
            if self._waiting <= 0:
                self.let_answer()
            return wait(*given)

        watching.wait = watched


def _issued(**changed: object) -> Answer:
    return Answer(200, json.dumps({**NEW, **changed}).encode())


def _at_once(
    probe: Probe,
    issuer: Issuer,
    calls: Sequence[RequestOptions],
    credentials: object = CLIENT,
) -> list[int | BaseException]:
    """What comes of calls of one client, of which the first has begun before the rest."""
    with serving_by(issuer.answer) as server:
        given: dict[str, Any] = {"base_url": server.url, "max_retries": 0}
        if probe.kind == "async":
            return asyncio.run(_tasks(issuer, given, calls, credentials))
        return _threads(issuer, given, calls, credentials)


def _threads(
    issuer: Issuer,
    given: dict[str, Any],
    calls: Sequence[RequestOptions],
    credentials: object,
) -> list[int | BaseException]:
    with (
        ProbeClient(API, cast("Any", credentials), **given) as client,
        ThreadPoolExecutor(len(calls)) as threads,
    ):
        issuer.watch(client.caller.connection)
        begun = []
        for options in calls:
            call = threads.submit(client.caller.response, GET, ARGUMENTS, options)
            begun.append(call)
            issuer.is_asked.wait(5)
        return [each.exception() or each.result().status_code for each in begun]


async def _tasks(
    issuer: Issuer,
    given: dict[str, Any],
    calls: Sequence[RequestOptions],
    credentials: object,
) -> list[int | BaseException]:
    async with AsyncProbeClient(API, cast("Any", credentials), **given) as client:
        issuer.watch(client.caller.connection)
        begun = [client.caller.response(GET, ARGUMENTS, options) for options in calls]
        found = await asyncio.gather(*begun, return_exceptions=True)
    return [e if isinstance(e, BaseException) else e.status_code for e in found]


@pytest.mark.parametrize(
    ("answer", "kind", "words"),
    [
        (Answer(503), TokenError, "no token: 503 Service Unavailable"),
        (Answer(400, b'{"error":"x"}'), TokenError, "no token: 400 x"),
        (Answer(drop=True), APIConnectionError, "the connection broke"),
        (Answer(wait=5), APITimeoutError, "no answer in time"),
    ],
)
def test_a_request_that_fails_is_the_failure_of_all_that_wait_for_it(
    probe: Probe, answer: Answer, kind: type[SDKError], words: str
) -> None:
    issuer = Issuer(answer, waiting=CALLS - 1)

    errors = _at_once(probe, issuer, [{"timeout": 0.4}] * CALLS)

    assert {type(error) for error in errors} == {kind}
    assert len({id(error) for error in errors}) == CALLS
    assert all(str(error).startswith(words) for error in errors)
    assert all(str(error).endswith("/token, 1 attempt]") for error in errors)
    assert len(issuer.forms) == 1


def test_the_next_call_asks_again(probe: Probe) -> None:
    issuer = Issuer(Answer(503), _issued())

    with serving_by(issuer.answer) as server:
        mine = probe.of(API, **CLIENT).with_(max_retries=1)
        mine.send(server.url, GET)

    assert len(issuer.forms) == 2


@pytest.mark.parametrize("short", [{"timeout": 0.05}, {"deadline": 0.05}])
def test_a_call_with_more_time_asks_for_itself(
    probe: Probe, short: RequestOptions
) -> None:
    issuer = Issuer(Answer(wait=5), _issued())

    first, second = _at_once(probe, issuer, [short, {"timeout": 5}])

    assert isinstance(first, APITimeoutError)
    assert (second, len(issuer.forms)) == (204, 2)


def test_a_call_waits_for_the_request_of_another_until_its_own_deadline(
    probe: Probe,
) -> None:
    issuer = Issuer(replace(_issued(), wait=0.1), waiting=1)

    first, second = _at_once(probe, issuer, [{}, {"deadline": 0.05}])

    assert (first, len(issuer.forms)) == (204, 1)
    assert isinstance(second, APITimeoutError)
    assert second.phase == "deadline"
    assert not second.request_may_have_been_processed


def test_what_an_answer_is_broken_by_is_seen_by_each(probe: Probe) -> None:
    broken = Answer(200, b"x", {"Content-Encoding": "gzip"})
    issuer = Issuer(broken, waiting=1)

    errors = _at_once(probe, issuer, [{}] * 2)

    assert {type(error) for error in errors} == {DecodeError}


def test_a_token_of_no_life_serves_the_calls_that_waited_for_it(probe: Probe) -> None:
    issuer = Issuer(_issued(expires_in=0), waiting=CALLS - 1)

    assert _at_once(probe, issuer, [{}] * CALLS) == [204] * CALLS
    assert len(issuer.forms) == 1


def test_a_keeper_that_fails_is_the_trouble_of_one_call_alone(probe: Probe) -> None:
    def keep(_: OAuthToken) -> None:
        raise OSError("disk full")

    issuer = Issuer(_issued(), waiting=CALLS - 1)
    mine = OAuthToken("", "r1", on_renewed=keep)

    first, *others = _at_once(probe, issuer, [{}] * CALLS, {"u": mine})

    assert str(first) == "disk full"
    assert (others, len(issuer.forms)) == ([204] * (CALLS - 1), 1)


def _cancelling(
    issuer: Issuer, cancelled: int, token: OAuthToken
) -> list[int | BaseException]:
    """What comes of three calls of which one is cancelled while they wait."""

    async def run(url: str) -> list[int | BaseException]:
        async with AsyncProbeClient(API, {"u": token}, base_url=url) as client:
            calls = [
                asyncio.create_task(client.caller.response(GET, ARGUMENTS))
                for _ in range(3)
            ]
            await asyncio.to_thread(issuer.is_asked.wait, 5)
            calls[cancelled].cancel()
            await asyncio.wait([calls[cancelled]])
            issuer.let_answer()
            found = await asyncio.gather(*calls, return_exceptions=True)
        return [e if isinstance(e, BaseException) else e.status_code for e in found]

    with serving_by(issuer.answer) as server:
        return asyncio.run(run(server.url))


@pytest.mark.parametrize("cancelled", [0, 1])
def test_a_call_that_is_cancelled_takes_nothing_from_the_others(cancelled: int) -> None:
    issuer = Issuer(_issued(), waiting=9)

    found = _cancelling(issuer, cancelled, OAuthToken("old", "r1", expires_at=0))

    assert isinstance(found.pop(cancelled), asyncio.CancelledError)
    assert (found, len(issuer.forms)) == ([204, 204], 1)


def test_a_renewal_outlives_the_call_that_began_it_and_is_told() -> None:
    issuer = Issuer(_issued(), waiting=9)
    kept: list[str] = []

    async def keep(token: OAuthToken) -> None:
        await asyncio.sleep(0)
        kept.append(token.refresh_token)

    found = _cancelling(issuer, 0, OAuthToken("", "r1", on_renewed=keep))

    assert found[1:] == [204, 204]
    assert issuer.forms == [b"grant_type=refresh_token&refresh_token=r1"]
    assert kept == ["r2"]


def test_closing_a_client_ends_its_requests_for_tokens() -> None:
    issuer = Issuer(Answer(wait=5))

    async def run(url: str) -> BaseException | None:
        client = AsyncProbeClient(API, cast("Any", CLIENT), base_url=url)
        call = asyncio.create_task(client.caller.response(GET, ARGUMENTS))
        await asyncio.to_thread(issuer.is_asked.wait, 5)
        await client.close()
        await asyncio.wait([call])
        assert asyncio.all_tasks() == {asyncio.current_task()}
        return call.exception()

    with serving_by(issuer.answer) as server:
        error = asyncio.run(run(server.url))

    assert isinstance(error, InvalidRequestError)
    assert str(error) == "the client is closed"
