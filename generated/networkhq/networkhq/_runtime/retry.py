"""When a call is sent again, and after how long."""

from __future__ import annotations

import math
import re
from dataclasses import dataclass
from datetime import UTC
from email.utils import parsedate_to_datetime
from http import HTTPStatus

from .clock import Timer
from .errors import APIConnectionError, TokenError
from .headers import Headers
from .middleware import Reply

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE", "QUERY"})
REPEATABLE_METHODS = frozenset({"GET", "HEAD", "PUT", "DELETE", "OPTIONS"})
FIRST_WAIT = 0.5
LONGEST_WAIT = 8.0
_ENOUGH = 8  # doublings, so that no number of attempts is too large
ONLY_ONCE = "not sent again: its body can be read only once"
# RFC 9110, 10.2.3: digits; some APIs write fractions.
_NUMBER = re.compile(r"[0-9]+(?:\.[0-9]+)?")
LONGEST_RETRY_AFTER = 60.0
"""A `Retry-After` beyond this is not waited for: the error is raised at once."""


@dataclass(frozen=True, slots=True)
class Policy:
    """What may be done about a failure of one call.

    `repeatable`: sending it twice does no harm. `replayable`: the body can be
    sent twice. `ends_at` is the deadline on the monotonic clock.
    """

    max_retries: int
    repeatable: bool
    replayable: bool
    ends_at: float | None


@dataclass(frozen=True, slots=True)
class Again:
    """Send it again after `delay` seconds."""

    delay: float
    reason: str


@dataclass(frozen=True, slots=True)
class Settled:
    """Do not send it again; `note` says why where that may surprise."""

    note: str = ""


@dataclass(frozen=True, slots=True)
class _Trouble:
    """What is known of a failed attempt.

    `refused`: the API did not act on it. `reached`: it began to be sent.
    """

    reason: str
    refused: bool
    reached: bool
    retry_after: float | None = None


def judged(
    outcome: Reply | APIConnectionError | TokenError,
    attempt: int,
    policy: Policy,
    timer: Timer,
) -> Again | Settled:
    """Whether to send again.

    Never sent: always. Refused (429, 503 with `Retry-After`): always. Perhaps
    acted on (408, other 5xx, a lost answer): only what is repeatable.
    """
    trouble = _trouble(outcome, timer)
    if trouble is None or attempt > policy.max_retries:
        return Settled()
    if not trouble.refused and not policy.repeatable:
        return Settled("not sent again: the API may have acted on it")
    if trouble.reached and not policy.replayable:
        return Settled(ONLY_ONCE)
    return _timed(trouble, attempt, policy, timer)


def may_have_acted(
    outcome: Reply | APIConnectionError | TokenError, timer: Timer
) -> bool:
    """Whether the API may have acted on an attempt that failed."""
    trouble = _trouble(outcome, timer)
    return trouble is not None and not trouble.refused


def _trouble(
    outcome: Reply | APIConnectionError | TokenError, timer: Timer
) -> _Trouble | None:
    if isinstance(outcome, TokenError):
        if not is_transient(outcome.status_code):
            return None
        reason = f"no token: status {outcome.status_code}"
        return _Trouble(
            reason, refused=True, reached=False, retry_after=outcome.retry_after
        )
    if isinstance(outcome, APIConnectionError):
        unclear = outcome.request_may_have_been_processed
        reached = unclear or outcome.was_refused
        return _Trouble(outcome.message, refused=not unclear, reached=reached)
    status = outcome.status_code
    if not is_transient(status):
        return None
    wait = retry_after(outcome.headers, timer)
    refused = status == HTTPStatus.TOO_MANY_REQUESTS or (
        status == HTTPStatus.SERVICE_UNAVAILABLE and wait is not None
    )
    return _Trouble(f"status {status}", refused, reached=True, retry_after=wait)


def is_transient(status: int) -> bool:
    """Whether the same may go well a little later."""
    return status >= HTTPStatus.INTERNAL_SERVER_ERROR or status in {
        HTTPStatus.REQUEST_TIMEOUT,
        HTTPStatus.TOO_MANY_REQUESTS,
    }


def _timed(
    trouble: _Trouble, attempt: int, policy: Policy, timer: Timer
) -> Again | Settled:
    wait = trouble.retry_after
    if wait is None:
        wait = backoff(attempt, timer)
    elif wait > LONGEST_RETRY_AFTER:
        return Settled(f"not sent again: {wait:g} s is too long to wait")
    if policy.ends_at is not None and timer.monotonic() + wait >= policy.ends_at:
        return Settled(f"not sent again: waiting {wait:.1f} s would pass the deadline")
    return Again(wait, trouble.reason)


def backoff(attempt: int, timer: Timer) -> float:
    """Full jitter: anything from nothing to twice the last bound, up to a limit."""
    bound = min(LONGEST_WAIT, FIRST_WAIT * 2.0 ** min(attempt - 1, _ENOUGH))
    return timer.random() * bound


def retry_after(headers: Headers, timer: Timer) -> float | None:
    """The wait that the API asks for, in seconds; None for none or nonsense."""
    milliseconds = _number(headers.get("retry-after-ms"))
    if milliseconds is not None:
        return milliseconds / 1000
    text = headers.get("retry-after")
    seconds = _number(text)
    if seconds is not None or text is None:
        return seconds
    try:
        moment = parsedate_to_datetime(text)
        if moment.tzinfo is None:
            moment = moment.replace(tzinfo=UTC)
        return max(0.0, moment.timestamp() - timer.wall())
    except (ValueError, TypeError, LookupError, OverflowError):
        return None


def _number(text: str | None) -> float | None:
    if text is None or _NUMBER.fullmatch(text.strip(" \t")) is None:
        return None
    value = float(text)
    return value if math.isfinite(value) else None
