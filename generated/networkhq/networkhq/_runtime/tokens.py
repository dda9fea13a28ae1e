"""OAuth 2 tokens (RFC 6749): fetched, kept until they expire, and renewed."""

from __future__ import annotations

import math
from base64 import b64encode
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias
from urllib.parse import quote, urlencode, urljoin, urlsplit

from .auth import Addition, ClientCredentials, OAuthToken, Scheme
from .body import Body
from .clock import Timer
from .credentials import renewal_url
from .headers import Headers
from .middleware import Reply, Request
from .settings import Settings
from .token_answers import EARLY, Token, token_of

Key: TypeAlias = tuple[ClientCredentials, str] | OAuthToken
"""For which scheme and for whom a token was issued, or the one it began with."""
Tokens: TypeAlias = dict[Key, Token]
"""The tokens of one client."""


@dataclass(frozen=True, slots=True)
class Taken:
    """A new token; `told` is what who keeps it gave, perhaps to be awaited."""

    value: str = field(repr=False)
    told: object = None


class Source(Protocol):
    """Where the token of a call comes from."""

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand, unless it ends or is the one that the API refused."""
        ...

    def request(self, call: Request) -> Request:
        """The request for a new one, on behalf of a call."""
        ...

    def take(self, request: Request, reply: Reply) -> Taken:
        """The new one, remembered; `TokenError` where the issuer gives none."""
        ...


@dataclass(frozen=True, slots=True)
class ClientTokens:
    """Tokens for the client itself (RFC 6749, 4.4)."""

    scheme: ClientCredentials
    secrets: tuple[str, ...] = field(repr=False)
    tokens: Tokens = field(repr=False)
    settings: Settings

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand."""
        token = self.tokens.get((self.scheme, self.secrets[0]))
        return _still_good(token, self.scheme, self.settings.timer, refused)

    def request(self, call: Request) -> Request:
        """The client authenticates as RFC 6749, 2.3.1 says."""
        form = {"grant_type": "client_credentials"}
        if self.scheme.scopes:
            form["scope"] = " ".join(self.scheme.scopes)
        url = _absolute(self.scheme.token_url, self.settings)
        return _request(url, form, self.secrets, call)

    def take(self, request: Request, reply: Reply) -> Taken:
        """The new one, remembered."""
        token = token_of(reply, request, self.settings.timer, self.secrets[1:])
        self.tokens[self.scheme, self.secrets[0]] = token
        return Taken(token.value)


@dataclass(frozen=True, slots=True)
class UserTokens:
    """Tokens of a user, each renewed by the one before (RFC 6749, 6)."""

    given: OAuthToken
    scheme: Scheme
    tokens: Tokens = field(repr=False)
    settings: Settings

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand; one that nothing renews is used for ever."""
        latest = self._latest()
        if latest.value and not latest.refresh:
            return latest.value
        return _still_good(latest, self.scheme, self.settings.timer, refused)

    def _latest(self) -> Token:
        token = self.tokens.get(self.given)
        if token is not None:
            return token
        given, timer = self.given, self.settings.timer
        left = math.inf
        if given.expires_at is not None:
            left = given.expires_at - EARLY - timer.wall()
        return Token(given.access_token, timer.monotonic() + left, given.refresh_token)

    def request(self, call: Request) -> Request:
        """The refresh token is what is sent."""
        given = self.given
        form = {"grant_type": "refresh_token", "refresh_token": self._latest().refresh}
        secrets: tuple[str, ...] = ()
        if given.client_id is not None and given.client_secret is not None:
            secrets = (given.client_id, given.client_secret)
        elif given.client_id is not None:
            form["client_id"] = given.client_id
        url = renewal_url(given, self.scheme)
        return _request(_absolute(url, self.settings), form, secrets, call)

    def take(self, request: Request, reply: Reply) -> Taken:
        """The new one, remembered and told."""
        given, timer, latest = self.given, self.settings.timer, self._latest()
        secrets = (latest.refresh, latest.value, given.client_secret or "")
        token = token_of(reply, request, timer, secrets)
        if not token.refresh:
            token = replace(token, refresh=latest.refresh)
        self.tokens[given] = token
        if given.on_renewed is None:
            return Taken(token.value)
        life = token.good_until - timer.monotonic() + EARLY
        renewed = replace(
            given,
            access_token=token.value,
            refresh_token=token.refresh,
            expires_at=timer.wall() + life,
        )
        return Taken(token.value, given.on_renewed(renewed))


def _absolute(url: str, settings: Settings) -> str:
    """The URL, relative to the server that the client talks to (RFC 3986, 5)."""
    return urljoin(f"{settings.base_url}/", url)


def _still_good(
    token: Token | None, scheme: Scheme, timer: Timer, refused: Addition | None
) -> str | None:
    if token is None or not token.value or timer.monotonic() >= token.good_until:
        return None
    if refused is not None and refused.includes(scheme.addition((token.value,))):
        return None
    return token.value


def _request(
    url: str, form: dict[str, str], secrets: tuple[str, ...], call: Request
) -> Request:
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    if secrets:
        pair = ":".join(quote(secret, safe="") for secret in secrets)
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    return Request(
        "POST",
        url,
        f"POST {_shown(url)}",
        Headers(headers),
        Body(None, urlencode(form, quote_via=quote).encode()),
        call.attempt,
        call.timeout,
        call.ends_at,
    )


def _shown(url: str) -> str:
    """The URL without a user, a password and a query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
