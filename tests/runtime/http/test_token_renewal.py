"""Tokens under way: one request for many calls, and one renewal for many refusals."""

from __future__ import annotations

import asyncio
import json
import threading
import time
from collections.abc import Generator
from concurrent.futures import ThreadPoolExecutor
from contextlib import contextmanager
from typing import Any, cast

import pytest
from _runtime.api import Api
from _runtime.auth import Bearer, ClientCredentials, OAuthToken
from _runtime.clock import AsyncSystemClock, SystemClock
from _runtime.errors import (
    APIConnectionError,
    APITimeoutError,
    InvalidRequestError,
    StatusError,
)
from _runtime.operation import Operation
from probes import NOTHING, AsyncProbeClient, Probe, ProbeClient
from sockets import Answer, Seen, Server, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
ARGUMENTS = GET.call().arguments
CALLS = 12


class Issuer:
    """Issues `t1`, `t2`...; refuses the ones called stale."""

    def __init__(self, *stale: str) -> None:
        self.issued = 0
        self._stale = {f"Bearer {token}" for token in stale}
        self._lock = threading.Lock()

    def answer(self, seen: Seen) -> Answer:
        if seen.target == "/token":
            with self._lock:
                self.issued += 1
            plain = {"access_token": f"t{self.issued}", "expires_in": 3600}
            return Answer(200, json.dumps(plain).encode(), wait=0.1)
        refused = seen.headers["authorization"] in self._stale
        return Answer(401 if refused else 204, wait=0.05)


@contextmanager
def issuing(issuer: Issuer) -> Generator[tuple[Server, Api]]:
    server = Server(issuer.answer)
    scheme = ClientCredentials(f"{server.url}/token")
    security = (("oauth",),)
    try:
        yield server, Api("o", "O", "1", schemes={"oauth": scheme}, security=security)
    finally:
        server.stop()


def _all_at_once(probe: Probe, url: str, api: Api) -> list[int]:
    credentials = {"oauth": ("id", "secret")}
    if probe.kind == "sync":
        with (
            ProbeClient(api, credentials, base_url=url) as client,
            ThreadPoolExecutor(CALLS) as threads,
        ):
            found = threads.map(
                lambda _: client.caller.response(GET, ARGUMENTS).status_code,
                range(CALLS),
            )
            return list(found)

    async def run() -> list[int]:
        async with AsyncProbeClient(api, credentials, base_url=url) as client:
            calls = [client.caller.response(GET, ARGUMENTS) for _ in range(CALLS)]
            return [each.status_code for each in await asyncio.gather(*calls)]

    return asyncio.run(run())


def test_many_calls_share_one_token_request(probe: Probe) -> None:
    issuer = Issuer()

    with issuing(issuer) as (server, api):
        assert _all_at_once(probe, server.url, api) == [204] * CALLS

    assert issuer.issued == 1


def test_many_refusals_lead_to_one_renewal(probe: Probe) -> None:
    issuer = Issuer("t1")

    with issuing(issuer) as (server, api):
        assert _all_at_once(probe, server.url, api) == [204] * CALLS

    assert issuer.issued == 2


def test_a_token_that_is_refused_again_is_not_renewed_for_ever(probe: Probe) -> None:
    issuer = Issuer("t1", "t2", "t3")

    with issuing(issuer) as (server, api), pytest.raises(StatusError) as caught:
        probe.of(api, oauth=("id", "secret")).send(server.url, GET)

    assert (caught.value.status_code, caught.value.attempts) == (401, 2)
    assert issuer.issued == 2


def test_a_deadline_holds_while_a_token_is_fetched(probe: Probe) -> None:
    with serving(Answer(wait=5)) as server:
        scheme = ClientCredentials(f"{server.url}/token")
        api = Api("o", "O", "1", schemes={"o": scheme}, security=(("o",),))
        real = AsyncSystemClock() if probe.kind == "async" else SystemClock()
        mine = probe.of(api, o=("id", "s")).with_(clock=real, deadline=0.3)
        started = time.monotonic()
        with pytest.raises(APITimeoutError) as caught:
            mine.send(server.url, GET)
        elapsed = time.monotonic() - started

    assert elapsed < 2
    assert caught.value.phase == "deadline"


def test_a_token_that_could_not_be_fetched_is_asked_for_again(probe: Probe) -> None:
    token = Answer(200, b'{"access_token":"t","expires_in":3600}')

    with serving(Answer(drop=True), token, Answer(204)) as server:
        scheme = ClientCredentials(f"{server.url}/token")
        api = Api("o", "O", "1", schemes={"o": scheme}, security=(("o",),))
        probe.of(api, o=("id", "s")).send(server.url, GET)

    assert [seen.target for seen in server.seen] == ["/token", "/token", "/g"]


def test_without_a_token_the_request_itself_was_certainly_not_acted_on(
    probe: Probe,
) -> None:
    with serving(Answer(drop=True)) as server:
        scheme = ClientCredentials(f"{server.url}/token")
        api = Api("o", "O", "1", schemes={"o": scheme}, security=(("o",),))
        with pytest.raises(APIConnectionError) as caught:
            probe.of(api, o=("id", "s")).send(server.url, GET)

    assert not caught.value.request_may_have_been_processed


API = Api("b", "B", "1", schemes={"bearer": Bearer()}, security=(("bearer",),))


def test_a_function_is_asked_again_after_a_refusal(probe: Probe) -> None:
    tokens = iter(["old", "new"])

    with serving(Answer(401), Answer(204)) as server:
        probe.of(API, bearer=lambda: next(tokens)).send(server.url, GET)

    sent = [seen.headers["authorization"] for seen in server.seen]
    assert sent == ["Bearer old", "Bearer new"]


def test_the_same_credential_is_not_offered_twice(probe: Probe) -> None:
    with serving(Answer(401)) as server, pytest.raises(StatusError):
        probe.of(API, bearer=lambda: "same").send(server.url, GET)

    assert len(server.seen) == 1


def test_two_schemes_of_one_issuer_have_tokens_of_their_own(probe: Probe) -> None:
    def issue(seen: Seen) -> Answer:
        if seen.target == "/token":
            scope = seen.body.decode().rpartition("=")[2]
            return Answer(200, json.dumps({"access_token": scope}).encode())
        return Answer(204)

    server = Server(issue)
    schemes = {
        name: ClientCredentials(f"{server.url}/token", (name,))
        for name in ("read", "write")
    }
    api = Api("o", "O", "1", schemes=schemes, security=(("read", "write"),))
    probe.of(api, read=("id", "s"), write=("id", "s")).send(server.url, GET)
    server.stop()

    assert len([seen for seen in server.seen if seen.target == "/token"]) == 2


def _users_token(url: str, **given: object) -> OAuthToken:
    fields = {"access_token": "old", "refresh_token": "r1", **given}
    return OAuthToken(token_url=f"{url}/token", **cast("Any", fields))


APPLICATION = {"client_id": "app", "client_secret": "s3cret"}
AGAIN = Answer(200, b'{"access_token":"newer","refresh_token":"r3"}')
RENEWED = Answer(200, b'{"access_token":"new","refresh_token":"r2","expires_in":100}')


def test_a_users_token_is_renewed_when_it_is_refused(probe: Probe) -> None:
    kept: list[OAuthToken] = []

    with serving(Answer(401), RENEWED, Answer(204)) as server:
        token = _users_token(server.url, client_id="app", on_renewed=kept.append)
        probe.of(API, bearer=token).send(server.url, GET)

    sent = [s.headers["authorization"] for s in server.seen if s.target == "/g"]
    assert sent == ["Bearer old", "Bearer new"]
    assert server.seen[1].body == (
        b"grant_type=refresh_token&refresh_token=r1&client_id=app"
    )
    (new,) = kept
    assert (new.access_token, new.refresh_token) == ("new", "r2")
    assert new.expires_at == 1_700_000_100.0


def test_a_users_token_is_renewed_before_it_ends_and_each_time_by_the_last(
    probe: Probe,
) -> None:
    with serving(RENEWED, Answer(204), Answer(401), AGAIN, Answer(204)) as server:
        token = _users_token(server.url, expires_at=1_700_000_010.0, **APPLICATION)
        probe.of(API, bearer=token).send_all(server.url, GET, [ARGUMENTS] * 2)

    forms = [seen.body for seen in server.seen if seen.target == "/token"]
    assert forms == [
        b"grant_type=refresh_token&refresh_token=r1",
        b"grant_type=refresh_token&refresh_token=r2",
    ]
    assert server.seen[0].headers["authorization"].startswith("Basic ")


def test_a_users_token_is_shown_nowhere() -> None:
    token = _users_token("http://x.test", **APPLICATION)
    client = ProbeClient(API, {"bearer": token}, base_url="http://x.test")

    shown = repr(token) + repr(client.caller.settings)
    assert not [secret for secret in ("old", "r1", "s3cret") if secret in shown]


def test_a_token_that_is_not_there_yet_is_fetched_first(probe: Probe) -> None:
    with serving(RENEWED, Answer(204)) as server:
        token = _users_token(server.url, access_token="")
        probe.of(API, bearer=token).send(server.url, GET)

    assert [seen.target for seen in server.seen] == ["/token", "/g"]
    assert server.seen[1].headers["authorization"] == "Bearer new"


def test_a_token_that_nothing_renews_is_used_until_it_is_refused(probe: Probe) -> None:
    # Nor does it need to be known where it would be renewed.
    mine = probe.of(API, bearer=OAuthToken("old", "", expires_at=0.0))

    with serving(Answer(401)) as server, pytest.raises(StatusError) as caught:
        mine.send(server.url, GET)

    assert caught.value.status_code == 401
    assert [seen.target for seen in server.seen] == ["/g"]


def test_who_keeps_a_token_may_be_awaited(probe: Probe) -> None:
    kept: list[str] = []

    async def keep(token: OAuthToken) -> None:
        await asyncio.sleep(0)
        kept.append(token.access_token)

    with serving(Answer(401), RENEWED, Answer(204)) as server:
        mine = probe.of(API, bearer=_users_token(server.url, on_renewed=keep))
        if probe.kind == "async":
            mine.send(server.url, GET)
        else:
            with pytest.raises(InvalidRequestError, match="async on_renewed needs"):
                mine.send(server.url, GET)

    assert kept == (["new"] if probe.kind == "async" else [])
