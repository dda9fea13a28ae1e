"""OAuth 2 tokens (RFC 6749): fetched, kept until they expire, and renewed."""

from __future__ import annotations

import math
from base64 import b64encode
from dataclasses import dataclass, field, replace
from typing import Protocol, TypeAlias
from urllib.parse import quote, urlencode, urljoin, urlsplit

from .auth import Addition, ClientCredentials, OAuthToken, Scheme
from .body import Body
from .credentials import renewal_url
from .errors import SDKError
from .headers import Headers
from .middleware import Reply, Request
from .settings import Settings
from .token_answers import Token, token_of
from .token_lives import Held, held, put_off

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

    @property
    def key(self) -> Key:
        """What calls that want the same token have in common."""
        ...

    def held(self, refused: Addition | None) -> Held:
        """What of a token there is already, if the API has refused this much."""
        ...

    def request(self, call: Request, held: Held) -> Request:
        """The request for a new one, on behalf of a call that has this much."""
        ...

    def take(self, request: Request, reply: Reply) -> Taken:
        """The new one, remembered; `TokenError` where the issuer gives none."""
        ...

    def put_off(self, failure: SDKError) -> None:
        """Be content for a while with a token that has not ended."""
        ...


@dataclass(frozen=True, slots=True)
class ClientTokens:
    """Tokens for the client itself (RFC 6749, 4.4)."""

    scheme: ClientCredentials
    secrets: tuple[str, ...] = field(repr=False)
    tokens: Tokens = field(repr=False)
    settings: Settings

    @property
    def key(self) -> Key:
        """The scheme, and who the client is."""
        return self.scheme, self.secrets[0]

    def held(self, refused: Addition | None) -> Held:
        """What there is of a token."""
        token = self.tokens.get(self.key)
        return held(token, self.scheme, self.settings.timer, refused)

    def request(self, call: Request, held: Held) -> Request:
        """The client authenticates as RFC 6749, 2.3.1 says."""
        form = {"grant_type": "client_credentials"}
        if self.scheme.scopes:
            form["scope"] = " ".join(self.scheme.scopes)
        timer = self.settings.timer
        url = _absolute(self.scheme.token_url, self.settings)
        return _request(url, form, self.secrets, call, held.time_for(call, timer))

    def take(self, request: Request, reply: Reply) -> Taken:
        """The new one, remembered."""
        token = token_of(reply, request, self.settings.timer, self.secrets[1:])
        self.tokens[self.key] = token
        return Taken(token.value)

    def put_off(self, failure: SDKError) -> None:
        """Be content for a while with a token that has not ended."""
        token = self.tokens.get(self.key)
        if token is not None:
            self.tokens[self.key] = put_off(token, failure, self.settings)


@dataclass(frozen=True, slots=True)
class UserTokens:
    """Tokens of a user, each renewed by the one before (RFC 6749, 6)."""

    given: OAuthToken
    scheme: Scheme
    tokens: Tokens = field(repr=False)
    settings: Settings

    @property
    def key(self) -> Key:
        """The token that it began with."""
        return self.given

    def held(self, refused: Addition | None) -> Held:
        """What there is of a token; one that nothing renews is used for ever."""
        latest = self._latest()
        if latest.value and not latest.refresh:
            return Held(latest.value)
        return held(latest, self.scheme, self.settings.timer, refused)

    def _latest(self) -> Token:
        token = self.tokens.get(self.given)
        if token is not None:
            return token
        given, timer = self.given, self.settings.timer
        left = math.inf
        if given.expires_at is not None:
            left = given.expires_at - timer.wall()
        return Token.living(given.access_token, left, given.refresh_token, timer)

    def request(self, call: Request, held: Held) -> Request:
        """The refresh token is what is sent."""
        given = self.given
        form = {"grant_type": "refresh_token", "refresh_token": self._latest().refresh}
        secrets: tuple[str, ...] = ()
        if given.client_id is not None and given.client_secret is not None:
            secrets = (given.client_id, given.client_secret)
        elif given.client_id is not None:
            form["client_id"] = given.client_id
        timer = self.settings.timer
        url = _absolute(renewal_url(given, self.scheme), self.settings)
        return _request(url, form, secrets, call, held.time_for(call, timer))

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
        renewed = replace(
            given,
            access_token=token.value,
            refresh_token=token.refresh,
            expires_at=timer.wall() + token.ends_at - timer.monotonic(),
        )
        return Taken(token.value, given.on_renewed(renewed))

    def put_off(self, failure: SDKError) -> None:
        """Be content for a while with a token that has not ended."""
        self.tokens[self.given] = put_off(self._latest(), failure, self.settings)


def _absolute(url: str, settings: Settings) -> str:
    """The URL, relative to the server that the client talks to (RFC 3986, 5)."""
    return urljoin(f"{settings.base_url}/", url)


def _request(
    url: str,
    form: dict[str, str],
    secrets: tuple[str, ...],
    call: Request,
    ends_at: float | None,
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
        ends_at,
    )


def _shown(url: str) -> str:
    """The URL without a user, a password and a query."""
    parts = urlsplit(url)
    return f"{parts.scheme}://{parts.netloc.rpartition('@')[2]}{parts.path}"
