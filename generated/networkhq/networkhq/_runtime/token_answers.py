"""What the issuer of OAuth 2 tokens answers (RFC 6749, 5): a token, or why none."""

from __future__ import annotations

import json
import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from .clock import Timer
from .errors import DecodeError, TokenError
from .middleware import Reply, Request
from .retry import retry_after
from .status_errors import phrase

EARLY = 30.0
"""Seconds before its end at which a token is renewed."""
_DEFAULT_LIFE = 3600.0
_SHORTEST_SECRET = 4


@dataclass(frozen=True, slots=True)
class Token:
    """An access token, which is renewed from `good_until` on (monotonic clock)."""

    value: str = field(repr=False)
    good_until: float
    ends_at: float
    refresh: str = field(default="", repr=False)

    @staticmethod
    def living(value: str, seconds: float, refresh: str, timer: Timer) -> Token:
        """A token that ends so many seconds from now."""
        now = timer.monotonic()
        good_until = now + max(0.0, seconds - EARLY)
        return Token(value, good_until, now + seconds, refresh)


def token_of(
    reply: Reply, request: Request, timer: Timer, secrets: Iterable[str]
) -> Token:
    """The token in an answer; an error, which shows no secret, where there is none."""
    if reply.fault and reply.status_code == HTTPStatus.OK:
        raise _garbled(reply, request)
    members = _members(reply.body)
    value, refresh = members.get("access_token"), members.get("refresh_token")
    if reply.status_code != HTTPStatus.OK or not isinstance(value, str) or not value:
        raise _refused(members, reply, request, timer, secrets)
    return Token.living(
        value,
        _seconds(members.get("expires_in")),
        refresh if isinstance(refresh, str) else "",
        timer,
    )


def _garbled(reply: Reply, request: Request) -> DecodeError:
    """The error of an answer that cannot be read; what is in it is a secret."""
    return DecodeError(
        f"{reply.fault} (status {reply.status_code})",
        status_code=reply.status_code,
        operation=request.operation,
        request_id=None,
        attempts=request.attempt,
        body=b"",
        headers=reply.headers,
    )


def _members(body: bytes) -> dict[str, object]:
    try:
        plain: object = json.loads(body)
    except (ValueError, RecursionError):
        return {}
    return cast("dict[str, object]", plain) if isinstance(plain, dict) else {}


def _refused(
    members: dict[str, object],
    reply: Reply,
    request: Request,
    timer: Timer,
    secrets: Iterable[str],
) -> TokenError:
    code, reason = members.get("error"), members.get("error_description")
    is_answer = reply.status_code == HTTPStatus.OK and code is None
    usual = "the answer has no token" if is_answer else phrase(reply.status_code)
    return TokenError(
        status_code=reply.status_code,
        code=_masked(code, secrets) if isinstance(code, str) else None,
        message=_masked(reason, secrets) if isinstance(reason, str) else usual,
        operation=request.operation,
        attempts=request.attempt,
        retry_after=retry_after(reply.headers, timer),
    )


def _masked(said: str, secrets: Iterable[str]) -> str:
    """What an issuer said, should it repeat what it was sent."""
    for secret in secrets:
        if len(secret) >= _SHORTEST_SECRET:
            said = said.replace(secret, "***")
    return said


def _seconds(life: object) -> float:
    try:
        seconds = float(life) if isinstance(life, (int, float, str)) else math.nan
    except ValueError:
        seconds = math.nan
    return seconds if math.isfinite(seconds) else _DEFAULT_LIFE
