from __future__ import annotations

import asyncio
from base64 import b64encode
from typing import TYPE_CHECKING

import httpx2
import pytest
from security_schemes import (
    AsyncSecuritySchemes,
    ConfigurationError,
    MissingCredentialError,
    SecuritySchemes,
)
from sockets import Answer, serving
from twins import in_both, sent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Seen, Server

    Either = SecuritySchemes | AsyncSecuritySchemes

SECRET = b64encode(b"secret").decode()
NAMES = ("authorization", "x-api-key", "cookie")


def secrets(seen: Seen) -> dict[str, str]:
    """All that a request says of who sends it."""
    found = {name: seen.headers[name] for name in NAMES if name in seen.headers}
    query = seen.target.partition("?")[2]
    return {**found, "query": query} if query else found


def asked(
    wire: Server, call: Callable[[Either], Awaitable[None] | None], **given: str
) -> dict[str, str]:
    def of(name: str) -> str | None:
        return given.get(name)

    in_both(
        SecuritySchemes(
            base_url=wire.url,
            bearer=of("bearer"),
            key=of("key"),
            q=of("q"),
            ck=of("ck"),
            basic_username=of("basic_username"),
            basic_password=of("basic_password"),
        ),
        AsyncSecuritySchemes(
            base_url=wire.url,
            bearer=of("bearer"),
            key=of("key"),
            q=of("q"),
            ck=of("ck"),
            basic_username=of("basic_username"),
            basic_password=of("basic_password"),
        ),
        call,
    )
    return secrets(sent(wire))


def basic(username: str, password: str) -> dict[str, str]:
    return {"basic_username": username, "basic_password": password}


def test_a_bearer_token_is_sent_where_it_is_asked_for(wire: Server) -> None:
    found = asked(wire, lambda c: c.default.dflt(), bearer="T", key="K", q="Q", ck="C")

    assert found == {"authorization": "Bearer T"}


def test_an_open_operation_is_sent_without_credentials(wire: Server) -> None:
    found = asked(wire, lambda c: c.open.get(), bearer="T", key="K", q="Q", ck="C")

    assert found == {}


def test_an_optional_credential_is_sent_if_there_is_one(wire: Server) -> None:
    assert asked(wire, lambda c: c.maybe.get(), bearer="T") == {}
    assert asked(wire, lambda c: c.maybe.get(), key="K") == {"x-api-key": "K"}


def test_the_first_alternative_that_is_there_is_used(wire: Server) -> None:
    assert asked(wire, lambda c: c.either.get(), q="Q") == {"query": "api_key=Q"}
    found = asked(wire, lambda c: c.either.get(), q="Q", key="K")
    assert found == {"x-api-key": "K"}


def test_two_credentials_are_sent_together(wire: Server) -> None:
    found = asked(wire, lambda c: c.both.get(), key="K", ck="C")

    assert found == {"x-api-key": "K", "cookie": "sid=C"}


def test_one_of_two_raises_before_sending(wire: Server) -> None:
    with (
        SecuritySchemes(base_url=wire.url, key="K") as client,
        pytest.raises(MissingCredentialError, match="ck="),
    ):
        client.both.get()

    assert wire.seen == []


def test_basic_is_written_by_its_rfc(wire: Server) -> None:
    found = asked(wire, lambda c: c.basic.get(), **basic("ü", "p:w"))

    pair = b64encode("ü:p:w".encode()).decode()
    assert found == {"authorization": f"Basic {pair}"}


def test_a_colon_in_the_user_name_is_rejected(wire: Server) -> None:
    with pytest.raises(ConfigurationError, match="colon"):
        asked(wire, lambda c: c.basic.get(), **basic("u:ser", "p"))

    assert wire.seen == []


@pytest.mark.parametrize("bearer", [None, ""])
def test_without_a_credential_nothing_is_sent(wire: Server, bearer: str | None) -> None:
    with (
        SecuritySchemes(base_url=wire.url, bearer=bearer) as client,
        pytest.raises(MissingCredentialError, match="SECURITY_SCHEMES_BEARER"),
    ):
        client.default.dflt()

    assert wire.seen == []


def test_a_function_is_asked_at_each_request(wire: Server) -> None:
    tokens = iter(["one", "two"])

    with SecuritySchemes(base_url=wire.url, bearer=lambda: next(tokens)) as client:
        client.default.dflt()
        client.default.dflt()

    assert [seen.headers["authorization"] for seen in wire.seen] == [
        "Bearer one",
        "Bearer two",
    ]


def test_an_asynchronous_function_is_awaited(wire: Server) -> None:
    async def token() -> str:
        await asyncio.sleep(0)
        return "later"

    async def called() -> None:
        async with AsyncSecuritySchemes(base_url=wire.url, bearer=token) as client:
            await client.default.dflt()

    asyncio.run(called())

    assert wire.seen[0].headers["authorization"] == "Bearer later"


class Auth:
    """The token endpoint and the API behind one transport."""

    def __init__(self, refused: int = 0) -> None:
        self.issued = 0
        self.forms: list[bytes] = []
        self.used: list[str] = []
        self._refused = refused

    def __call__(self, request: httpx2.Request) -> httpx2.Response:
        if request.url.host == "auth.example.test":
            self.issued += 1
            self.forms.append(request.read())
            body = {"access_token": f"t{self.issued}", "expires_in": 3600}
            return httpx2.Response(200, json=body)
        self.used.append(request.headers["authorization"])
        refused = len(self.used) <= self._refused
        return httpx2.Response(401 if refused else 204)

    def client(self) -> SecuritySchemes:
        transport = httpx2.MockTransport(self)
        return SecuritySchemes(
            oauth_client_id="id",
            oauth_client_secret=SECRET,
            http_client=httpx2.Client(transport=transport),
        )


def test_a_token_is_fetched_with_a_form_and_kept() -> None:
    auth = Auth()

    with auth.client() as client:
        client.oauth.get()
        client.oauth.get()

    assert auth.used == ["Bearer t1", "Bearer t1"]
    [form] = auth.forms
    assert b"grant_type=client_credentials" in form
    assert b"scope=read" in form


def test_a_token_that_is_refused_is_renewed_once() -> None:
    auth = Auth(refused=1)

    with auth.client() as client:
        client.oauth.get()

    assert auth.used == ["Bearer t1", "Bearer t2"]


def test_no_credential_follows_to_another_host() -> None:
    with serving() as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        moved = Answer(307, headers={"Location": f"{elsewhere}/there"})
        with (
            serving(moved) as server,
            SecuritySchemes(base_url=server.url, bearer="T", key="K", ck="C") as client,
        ):
            client.default.dflt()
            client.both.get()

    assert [secrets(seen) for seen in other.seen] == [{}, {}]
    assert len(server.seen) == 2
