"""How long a token is used, and what is done where a new one is not to be had."""

from __future__ import annotations

import math
from dataclasses import dataclass, field, replace

from .auth import Addition, Scheme
from .clock import Timer
from .errors import SDKError, TokenError
from .logs import not_renewed
from .middleware import Request
from .retry import is_transient
from .settings import Settings
from .token_answers import Token

PAUSE = 5.0
"""Seconds from a renewal that failed to the next, while the token has not ended."""


@dataclass(frozen=True, slots=True)
class Held:
    """What a call may use of the token at hand.

    `good` as it is; `spare`, which is good until `ends_at`, where no other is to be had.
    """

    good: str | None = field(default=None, repr=False)
    spare: str | None = field(default=None, repr=False)
    ends_at: float = math.inf

    def time_for(self, call: Request, timer: Timer) -> float | None:
        """Until when a new one is waited for, so that there is time for the spare."""
        if self.spare is None:
            return call.ends_at
        now = timer.monotonic()
        ends_at = self.ends_at if call.ends_at is None else call.ends_at
        return now + (min(self.ends_at, ends_at) - now) / 2


def held(
    token: Token | None, scheme: Scheme, timer: Timer, refused: Addition | None
) -> Held:
    """What a call, some of whose credentials the API may have refused, may use."""
    now = timer.monotonic()
    if token is None or not token.value or now >= token.ends_at:
        return Held()
    if refused is not None and refused.includes(scheme.addition((token.value,))):
        return Held()
    if now < token.good_until:
        return Held(token.value)
    return Held(None, token.value, token.ends_at)


def put_off(token: Token, failure: SDKError, settings: Settings) -> Token:
    """The token, to be renewed later if it has not ended.

    Where the issuer refused it that is at its end, for asking again would not help.
    """
    now = settings.timer.monotonic()
    if not token.good_until <= now < token.ends_at:
        return token
    not_renewed(settings.api, failure, token.ends_at - now)
    return replace(token, good_until=min(token.ends_at, now + _pause(failure)))


def _pause(failure: SDKError) -> float:
    if not isinstance(failure, TokenError):
        return PAUSE
    if not is_transient(failure.status_code):
        return math.inf
    return PAUSE if failure.retry_after is None else failure.retry_after
