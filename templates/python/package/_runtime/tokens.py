"""OAuth 2 client credentials (RFC 6749, 4.4): tokens, kept until they expire."""

from __future__ import annotations

import json
import math
from base64 import b64encode
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import TypeAlias, cast
from urllib.parse import quote

from .auth import Addition, ClientCredentials
from .body import Body
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


Key: TypeAlias = tuple[ClientCredentials, str]
"""For which scheme, and for whom a token was issued."""


class Tokens:
    """The tokens of one client."""

    def __init__(self) -> None:
        self._kept: dict[Key, Token] = {}

    def good(self, key: Key, now: float, refused: Addition | None) -> str | None:
        """The token at hand, unless it ends or is the one that the API refused."""
        token = self._kept.get(key)
        if token is None or now >= token.good_until:
            return None
        if refused is not None:
            (header,) = key[0].addition((token.value,)).headers
            if header in refused.headers:
                return None
        return token.value

    def keep(self, key: Key, token: Token) -> str:
        """Remember a token, and give its value."""
        self._kept[key] = token
        return token.value


def token_request(
    scheme: ClientCredentials,
    secrets: tuple[str, ...],
    timeout: Timeout,
    ends_at: float | None,
) -> Request:
    """The request for a token; the client authenticates as RFC 6749, 2.3.1 says."""
    form = "grant_type=client_credentials"
    if scheme.scopes:
        form += f"&scope={quote(' '.join(scheme.scopes), safe='')}"
    pair = ":".join(quote(secret, safe="") for secret in secrets)
    headers = {
        "Accept": "application/json",
        "Content-Type": "application/x-www-form-urlencoded",
        "Authorization": f"Basic {b64encode(pair.encode()).decode()}",
    }
    return Request(
        "POST",
        scheme.token_url,
        "POST token",
        Headers(headers),
        Body(None, form.encode()),
        1,
        timeout,
        ends_at,
    )


def token_of(reply: Reply, now: float) -> Token:
    """The token in an answer."""
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
    return Token(value, now + max(0.0, _seconds(life) - EARLY))


def _seconds(life: object) -> float:
    try:
        seconds = float(life) if isinstance(life, (int, float, str)) else math.nan
    except ValueError:
        seconds = math.nan
    return seconds if math.isfinite(seconds) else _DEFAULT_LIFE
