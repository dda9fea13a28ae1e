"""Security schemes: which credential goes where in a request."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Awaitable, Callable
from dataclasses import dataclass, field
from typing import Literal, TypeAlias, assert_never
from urllib.parse import quote

from .errors import ConfigurationError


@dataclass(frozen=True, slots=True)
class OAuthToken:
    """A user's access token, which its refresh token renews (RFC 6749, 6).

    That is asked for at the `token_url`, else where the API's document says.
    `expires_at` is in seconds since 1970. `client_id` and `client_secret` are the
    application's, where the issuer asks for them. `on_renewed` is called with each
    new token, to keep it: many issuers take a refresh token only once. The
    asynchronous client awaits it. An empty `access_token` is fetched at first use.
    """

    access_token: str = field(repr=False)
    refresh_token: str = field(repr=False)
    token_url: str | None = None
    expires_at: float | None = None
    client_id: str | None = None
    client_secret: str | None = field(default=None, repr=False)
    on_renewed: Callable[[OAuthToken], Awaitable[None] | None] | None = field(
        default=None, repr=False, compare=False
    )


PlainSecret: TypeAlias = str | Callable[[], str | Awaitable[str]] | None
"""A credential that is sent as it is, or what gives it."""
Secret: TypeAlias = str | OAuthToken | Callable[[], str] | None
"""A credential, or what gives it each time one is needed."""
AsyncSecret: TypeAlias = str | OAuthToken | Callable[[], str | Awaitable[str]] | None
"""A credential, or what gives it each time one is needed, awaited or not."""


@dataclass(frozen=True, slots=True)
class Addition:
    """What credentials add to a request; nothing of it is ever shown."""

    headers: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    query: tuple[tuple[str, str], ...] = field(default=(), repr=False)
    cookies: tuple[tuple[str, str], ...] = field(default=(), repr=False)

    def includes(self, other: Addition) -> bool:
        """Whether all of the other is in this one."""
        return (
            set(other.headers) <= set(self.headers)
            and set(other.query) <= set(self.query)
            and set(other.cookies) <= set(self.cookies)
        )

    def with_all_of(self, other: Addition) -> Addition:
        """Both together."""
        return Addition(
            self.headers + other.headers,
            self.query + other.query,
            self.cookies + other.cookies,
        )


@dataclass(frozen=True, slots=True)
class Bearer:
    """A token in the `Authorization` header (RFC 6750), or another HTTP scheme.

    `renewal_url` is where an `OAuthToken` is renewed.
    """

    prefix: str = "Bearer"
    argument: str = "api_key"
    renewal_url: str = ""

    @property
    def arguments(self) -> tuple[str, ...]:
        """The client's arguments that hold the credential."""
        return (self.argument,)

    def addition(self, secrets: tuple[str, ...]) -> Addition:
        """What the credential adds to a request."""
        return Addition(headers=(("Authorization", f"{self.prefix} {secrets[0]}"),))


@dataclass(frozen=True, slots=True)
class Basic:
    """A user name and a password (RFC 7617)."""

    arguments: tuple[str, str] = ("username", "password")

    def addition(self, secrets: tuple[str, ...]) -> Addition:
        """What the credential adds to a request."""
        if ":" in secrets[0]:
            raise ConfigurationError(f"`{self.arguments[0]}` cannot hold a colon")
        pair = b64encode(":".join(secrets).encode()).decode()
        return Addition(headers=(("Authorization", f"Basic {pair}"),))


@dataclass(frozen=True, slots=True)
class ApiKey:
    """A key in a header, the query or a cookie."""

    name: str
    place: Literal["header", "query", "cookie"] = "header"
    argument: str = "api_key"

    @property
    def arguments(self) -> tuple[str, ...]:
        """The client's arguments that hold the credential."""
        return (self.argument,)

    def addition(self, secrets: tuple[str, ...]) -> Addition:
        """What the credential adds to a request."""
        match self.place:
            case "header":
                return Addition(headers=((self.name, secrets[0]),))
            case "query":
                pair = (quote(self.name, safe=""), quote(secrets[0], safe=""))
                return Addition(query=(pair,))
            case "cookie":
                return Addition(cookies=((self.name, quote(secrets[0], safe="")),))
            case _:
                assert_never(self.place)


@dataclass(frozen=True, slots=True)
class ClientCredentials:
    """OAuth 2 client credentials (RFC 6749, 4.4); the token is fetched and kept."""

    token_url: str
    scopes: tuple[str, ...] = ()
    arguments: tuple[str, str] = ("client_id", "client_secret")

    def addition(self, secrets: tuple[str, ...]) -> Addition:
        """What the fetched token adds to a request."""
        return Addition(headers=(("Authorization", f"Bearer {secrets[0]}"),))


Scheme: TypeAlias = Bearer | Basic | ApiKey | ClientCredentials
Requirements: TypeAlias = tuple[tuple[str, ...], ...]
"""Alternatives, each the schemes that must be satisfied together."""
