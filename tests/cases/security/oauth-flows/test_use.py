from __future__ import annotations

import asyncio
import json
import time
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
from typing import TYPE_CHECKING, Any

import pytest
from security_oauth_flows import (
    AsyncOAuthFlows,
    ConfigurationError,
    MissingCredentialError,
    OAuthFlows,
    OAuthToken,
    TokenError,
)
from sockets import Answer, serving, serving_by
from twins import failures, in_both

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Seen

    Either = OAuthFlows | AsyncOAuthFlows

URL = "https://api.example.test/v1"
RENEWAL = "grant_type=refresh_token&refresh_token=r1"
MACHINE = {"both_client_id": "id", "both_client_secret": "s"}
OLD = OAuthToken("old", "r1")


def issued(seen: Seen) -> Answer:
    """What is posted gets a token; every token but the old one is good."""
    if seen.line.startswith("POST"):
        body = {"access_token": "new", "expires_in": 3600}
        return Answer(200, json.dumps(body).encode())
    return Answer(401 if seen.headers["authorization"] == "Bearer old" else 204)


def tokens_asked(
    call: Callable[[Either], Awaitable[None] | None], given: dict[str, Any]
) -> list[tuple[str, str]]:
    """Where a call asks for tokens, each with the form that it sends."""
    with serving_by(issued) as server:
        given = {"base_url": f"{server.url}/v1", **given}
        in_both(OAuthFlows(**given), AsyncOAuthFlows(**given), call)
        posted = [each for each in server.seen if each.line.startswith("POST")]
    found = [(each.target, each.body.decode()) for each in posted]
    half = len(found) // 2
    assert found[:half] == found[half:]
    return found[:half]


def test_the_clients_tokens_are_fetched_where_the_document_says() -> None:
    found = tokens_asked(lambda c: c.mine.get(), MACHINE)

    form = "grant_type=client_credentials&scope=read%20write"
    assert found == [("/v1/auth/token", form)]


def test_another_place_and_other_scopes_can_be_given() -> None:
    found = tokens_asked(
        lambda c: c.mine.get(),
        {**MACHINE, "token_url": "/elsewhere", "scopes": ["read"]},
    )

    assert found == [("/elsewhere", "grant_type=client_credentials&scope=read")]


def test_a_user_may_be_the_caller_where_the_client_may() -> None:
    assert tokens_asked(lambda c: c.mine.get(), {"both_access_token": "mine"}) == []


def test_a_users_token_is_renewed_at_the_refresh_url() -> None:
    found = tokens_asked(lambda c: c.mine.get(), {"both_access_token": OLD})

    assert found == [("/refresh", RENEWAL)]


def test_without_a_refresh_url_it_is_renewed_where_it_was_issued() -> None:
    found = tokens_asked(lambda c: c.tv.get(), {"device": OLD})

    assert found == [("/device/token", RENEWAL)]


def test_the_callers_own_url_wins() -> None:
    own = OAuthToken("old", "r1", "/own")

    assert tokens_asked(lambda c: c.tv.get(), {"device": own}) == [("/own", RENEWAL)]
    given = tokens_asked(lambda c: c.tv.get(), {"device": own, "token_url": "/other"})
    assert given == [("/own", RENEWAL)]


def test_a_token_that_nobody_could_renew_is_refused_at_once() -> None:
    with pytest.raises(ConfigurationError, match=r"browser=OAuthToken.* token_url="):
        OAuthFlows(browser=OLD)

    with pytest.raises(ConfigurationError, match=r"browser=OAuthToken.* token_url="):
        AsyncOAuthFlows(browser=OLD)


def test_a_renewal_that_fails_before_the_token_ends_fails_no_call() -> None:
    given: dict[str, Any] = {"device": OAuthToken("good", "r1", None, time.time() + 20)}

    def answer(seen: Seen) -> Answer:
        return Answer(503 if seen.line.startswith("POST") else 204)

    with serving_by(answer) as server:
        given["base_url"] = server.url
        in_both(OAuthFlows(**given), AsyncOAuthFlows(**given), lambda c: c.tv.get())

    assert [each.target for each in server.seen] == ["/device/token", "/tv"] * 2
    sent = [each.headers["authorization"] for each in server.seen[1::2]]
    assert sent == ["Bearer good"] * 2


def test_calls_at_once_share_the_failure_of_their_token() -> None:
    refusal = Answer(400, b'{"error":"invalid_grant"}', wait=0.1)

    with serving(refusal) as server:
        given: dict[str, Any] = {"device": OAuthToken("", "r1"), "base_url": server.url}
        codes = [*_threads(OAuthFlows(**given)), *_tasks(AsyncOAuthFlows(**given))]

    assert codes == ["invalid_grant"] * 6
    assert len(server.seen) == 2


def _threads(client: OAuthFlows) -> list[str | None]:
    barrier = Barrier(3)

    def call(_: int) -> str | None:
        barrier.wait()
        with pytest.raises(TokenError) as caught:
            client.tv.get()
        return caught.value.code

    with client, ThreadPoolExecutor(3) as threads:
        return list(threads.map(call, range(3)))


def _tasks(client: AsyncOAuthFlows) -> list[str | None]:
    async def call() -> str | None:
        with pytest.raises(TokenError) as caught:
            await client.tv.get()
        return caught.value.code

    async def run() -> list[str | None]:
        async with client:
            return list(await asyncio.gather(call(), call(), call()))

    return asyncio.run(run())


def test_a_missing_credential_names_both_ways() -> None:
    errors = failures(
        OAuthFlows(base_url=URL),
        AsyncOAuthFlows(base_url=URL),
        lambda c: c.mine.get(),
        MissingCredentialError,
    )

    variable = "SECURITY_OAUTH_FLOWS_BOTH_CLIENT_SECRET"
    for error in errors:
        assert f" and both_client_secret= (or {variable}), or both_acc" in str(error)


def test_the_client_tells_where_tokens_come_from() -> None:
    said = " ".join((OAuthFlows.__doc__ or "").split())

    assert "both_client_id: For servers and for people. both_access_token" in said
    assert "device: Deprecated. A token of the device authorization flow" in said
    assert "browser: A token of the implicit flow at /authorize." in said
