"""OAuth 2 tokens (RFC 6749): fetched, kept until they expire, and renewed."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from dataclasses import dataclass, field, replace
from http import HTTPStatus
from typing import Protocol, TypeAlias, cast
from urllib.parse import quote, urlencode

from .auth import Addition, ClientCredentials, OAuthToken, Scheme
from .body import Body
from .clock import Timer
from .errors import DecodeError
from .headers import Headers
from .middleware import Reply, Request
from .options import Timeout

EARLY = 30.0
"""Seconds before its end at which a token is renewed."""
_DEFAULT_LIFE = 3600.0


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, and until when it is used on the monotonic clock."""

    value: str = field(repr=False)
    good_until: float
    refresh: str = field(default="", repr=False)


Key: TypeAlias = tuple[ClientCredentials, str] | OAuthToken
"""For which scheme and for whom a token was issued, or the one it began with."""
Tokens: TypeAlias = dict[Key, Token]
"""The tokens of one client."""


class Source(Protocol):
    """Where the token of a call comes from."""

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand, unless it ends or is the one that the API refused."""
        ...

    def request(self, timeout: Timeout, ends_at: float | None) -> Request:
        """The request for a new one."""
        ...

    def take(self, reply: Reply) -> str:
        """The new one, remembered."""
        ...


@dataclass(frozen=True, slots=True)
class ClientTokens:
    """Tokens for the client itself (RFC 6749, 4.4)."""

    scheme: ClientCredentials
    secrets: tuple[str, ...] = field(repr=False)
    tokens: Tokens = field(repr=False)
    timer: Timer

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand."""
        token = self.tokens.get((self.scheme, self.secrets[0]))
        return _still_good(token, self.scheme, self.timer, refused)

    def request(self, timeout: Timeout, ends_at: float | None) -> Request:
        """The client authenticates as RFC 6749, 2.3.1 says."""
        form = {"grant_type": "client_credentials"}
        if self.scheme.scopes:
            form["scope"] = " ".join(self.scheme.scopes)
        return _request(self.scheme.token_url, form, self.secrets, timeout, ends_at)

    def take(self, reply: Reply) -> str:
        """The new one, remembered."""
        token = _token_of(reply, self.timer.monotonic())
        self.tokens[self.scheme, self.secrets[0]] = token
        return token.value


@dataclass(frozen=True, slots=True)
class UserTokens:
    """Tokens of a user, each renewed by the one before (RFC 6749, 6)."""

    given: OAuthToken
    scheme: Scheme
    tokens: Tokens = field(repr=False)
    timer: Timer

    def good(self, refused: Addition | None) -> str | None:
        """The token at hand."""
        return _still_good(self._latest(), self.scheme, self.timer, refused)

    def _latest(self) -> Token:
        token = self.tokens.get(self.given)
        if token is not None:
            return token
        given, timer = self.given, self.timer
        left = math.inf
        if given.expires_at is not None:
            left = given.expires_at - EARLY - timer.wall()
        return Token(given.access_token, timer.monotonic() + left, given.refresh_token)

    def request(self, timeout: Timeout, ends_at: float | None) -> Request:
        """The refresh token is what is sent."""
        given = self.given
        form = {"grant_type": "refresh_token", "refresh_token": self._latest().refresh}
        secrets: tuple[str, ...] = ()
        if given.client_id is not None and given.client_secret is not None:
            secrets = (given.client_id, given.client_secret)
        elif given.client_id is not None:
            form["client_id"] = given.client_id
        return _request(given.token_url, form, secrets, timeout, ends_at)

    def take(self, reply: Reply) -> str:
        """The new one, remembered and told."""
        now = self.timer.monotonic()
        token = _token_of(reply, now)
        if not token.refresh:
            token = replace(token, refresh=self._latest().refresh)
        self.tokens[self.given] = token
        if self.given.on_renewed is not None:
            life = token.good_until - now + EARLY
            renewed = replace(
                self.given,
                access_token=token.value,
                refresh_token=token.refresh,
                expires_at=self.timer.wall() + life,
            )
            self.given.on_renewed(renewed)
        return token.value


def _still_good(
    token: Token | None, scheme: Scheme, timer: Timer, refused: Addition | None
) -> str | None:
    if token is None or timer.monotonic() >= token.good_until:
        return None
    if refused is not None and refused.includes(scheme.addition((token.value,))):
        return None
    return token.value


def _request(
    url: str,
    form: dict[str, str],
    secrets: tuple[str, ...],
    timeout: Timeout,
    ends_at: float | None,
) -> Request:
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
    }
    if secrets:
        pair = ":".join(quote(secret, safe="") for secret in secrets)
        headers["Authorization"] = f"Basic {b64encode(pair.encode()).decode()}"
    body = Body(None, urlencode(form, quote_via=quote).encode())
    return Request(
        "POST", url, "POST token", Headers(headers), body, 1, timeout, ends_at
    )


def _token_of(reply: Reply, now: float) -> Token:
    try:
        plain: object = json.loads(reply.body)
    except ValueError:
        plain = None
    members = cast("dict[str, object]", plain) if isinstance(plain, dict) else {}
    value, life = members.get("access_token"), members.get("expires_in")
    if reply.status_code != HTTPStatus.OK or not isinstance(value, str) or not value:
        reason = members.get("error")
        raise DecodeError(
            f"no token: {reason}" if isinstance(reason, str) else "no token",
            status_code=reply.status_code,
            operation="POST token",
            request_id=None,
            attempts=1,
            body=b"",
            headers=reply.headers,
        )
    refresh = members.get("refresh_token")
    return Token(
        value,
        now + max(0.0, _seconds(life) - EARLY),
        refresh if isinstance(refresh, str) else "",
    )


def _seconds(life: object) -> float:
    try:
        seconds = float(life) if isinstance(life, (int, float, str)) else math.nan
    except ValueError:
        seconds = math.nan
    return seconds if math.isfinite(seconds) else _DEFAULT_LIFE
