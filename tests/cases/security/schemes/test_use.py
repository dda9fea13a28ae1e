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
from twins import failures, in_both, sent

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable
    from typing import TypeAlias

    from sockets import Seen, Server

    Either: TypeAlias = SecuritySchemes | AsyncSecuritySchemes

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
    errors = failures(
        SecuritySchemes(base_url=wire.url, key="K"),
        AsyncSecuritySchemes(base_url=wire.url, key="K"),
        lambda client: client.both.get(),
        MissingCredentialError,
    )

    assert ["ck=" in str(error) for error in errors] == [True, True]
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
    errors = failures(
        SecuritySchemes(base_url=wire.url, bearer=bearer),
        AsyncSecuritySchemes(base_url=wire.url, bearer=bearer),
        lambda client: client.default.dflt(),
        MissingCredentialError,
    )

    assert ["SECURITY_SCHEMES_BEARER" in str(error) for error in errors] == [True, True]
    assert wire.seen == []


def test_a_function_is_asked_at_each_request(wire: Server) -> None:
    tokens = iter(["one", "two"])

    with SecuritySchemes(base_url=wire.url, bearer=lambda: next(tokens)) as client:
        client.default.dflt()
        client.default.dflt()

    assert bearers(wire) == ["Bearer one", "Bearer two"]


def test_an_asynchronous_function_is_awaited_at_each_request(wire: Server) -> None:
    tokens = iter(["one", "two"])

    async def token() -> str:
        await asyncio.sleep(0)
        return next(tokens)

    async def called() -> None:
        async with AsyncSecuritySchemes(base_url=wire.url, bearer=token) as client:
            await client.default.dflt()
            await client.default.dflt()

    asyncio.run(called())

    assert bearers(wire) == ["Bearer one", "Bearer two"]


def bearers(wire: Server) -> list[str]:
    return [seen.headers["authorization"] for seen in wire.seen]


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

    def called(self, *, twice: bool) -> None:
        transport = httpx2.MockTransport(self)
        with SecuritySchemes(
            oauth_client_id="id",
            oauth_client_secret=SECRET,
            http_client=httpx2.Client(transport=transport),
        ) as client:
            client.oauth.get()
            if twice:
                client.oauth.get()

    async def awaited(self, *, twice: bool) -> None:
        transport = httpx2.MockTransport(self)
        async with AsyncSecuritySchemes(
            oauth_client_id="id",
            oauth_client_secret=SECRET,
            http_client=httpx2.AsyncClient(transport=transport),
        ) as client:
            await client.oauth.get()
            if twice:
                await client.oauth.get()


def used(auth: Auth, *, later: bool, twice: bool) -> list[str]:
    """The tokens that were sent by one call or two, now or awaited."""
    if later:
        asyncio.run(auth.awaited(twice=twice))
    else:
        auth.called(twice=twice)
    return auth.used


@pytest.mark.parametrize("later", [False, True])
def test_a_token_is_fetched_with_a_form_and_kept(*, later: bool) -> None:
    auth = Auth()

    assert used(auth, later=later, twice=True) == ["Bearer t1", "Bearer t1"]
    [form] = auth.forms
    assert b"grant_type=client_credentials" in form
    assert b"scope=read" in form


@pytest.mark.parametrize("later", [False, True])
def test_a_token_that_is_refused_is_renewed_once(*, later: bool) -> None:
    auth = Auth(refused=1)

    assert used(auth, later=later, twice=False) == ["Bearer t1", "Bearer t2"]


CALLS: list[Callable[[Either], Awaitable[None] | None]] = [
    lambda client: client.default.dflt(),
    lambda client: client.both.get(),
]


@pytest.mark.parametrize("call", CALLS)
def test_no_credential_follows_to_another_host(
    call: Callable[[Either], Awaitable[None] | None],
) -> None:
    with serving() as other:
        elsewhere = other.url.replace("127.0.0.1", "localhost")
        moved = Answer(307, headers={"Location": f"{elsewhere}/there"})
        with serving(moved) as server:
            in_both(
                SecuritySchemes(base_url=server.url, bearer="T", key="K", ck="C"),
                AsyncSecuritySchemes(base_url=server.url, bearer="T", key="K", ck="C"),
                call,
            )

    assert [secrets(seen) for seen in other.seen] == [{}, {}]
    assert len(server.seen) == 2
