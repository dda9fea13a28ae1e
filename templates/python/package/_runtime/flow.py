"""The course of one call as steps for a client to carry out; it does no I/O.

The synchronous and the asynchronous client run the same generator.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TypeAlias, cast

from .auth import Addition
from .credentials import Credential, needs_token
from .errors import APIConnectionError, APITimeoutError, ClosedConnectionError
from .hooks import Retry
from .logs import attempt_done, attempt_failed, retrying
from .middleware import Reply, Request
from .prepare import Prepared, authorised
from .redirects import MOST_REDIRECTS, redirected
from .retry import Again, Settled, judged
from .settings import Settings


@dataclass(frozen=True, slots=True)
class Exchange:
    """Send the request; answer with the reply, or with why there is none."""

    request: Request


@dataclass(frozen=True, slots=True)
class Pause:
    """Wait."""

    seconds: float


@dataclass(frozen=True, slots=True)
class Ask:
    """Get what the credentials add; `renewed` asks for a new token."""

    chosen: tuple[Credential, ...]
    renewed: bool = False


Step: TypeAlias = Exchange | Pause | Ask
Outcome: TypeAlias = Reply | APIConnectionError | Addition | None
Flow: TypeAlias = Generator[Step, Outcome, Reply]


def call_flow(ready: Prepared, settings: Settings) -> Flow:
    """Attempts until one settles the call, or an exception that says why none did."""
    attempt = 0
    renewed = reopened = False
    while True:
        attempt += 1
        _check_deadline(ready, settings, attempt)
        addition = ready.addition
        if addition is None:
            addition = cast("Addition", (yield Ask(ready.chosen, renewed)))
        request = authorised(ready, addition, attempt)
        outcome = yield from _exchanged(request, ready, settings)
        if _may_renew(outcome, ready) and not renewed:
            renewed = True
            continue
        if _may_reopen(outcome, ready) and not reopened:
            reopened = True
            continue
        verdict = judged(outcome, attempt, ready.policy, settings.timer)
        if isinstance(verdict, Settled):
            return _settled(outcome, verdict.note, attempt)
        _tell(verdict, request, settings)
        if verdict.delay > 0:
            yield Pause(verdict.delay)


def _exchanged(
    request: Request, ready: Prepared, settings: Settings
) -> Generator[Step, Outcome, Reply | APIConnectionError]:
    for _ in range(MOST_REDIRECTS):
        reply = yield from _once(request, settings)
        if isinstance(reply, APIConnectionError):
            return reply
        target = redirected(request, reply, ready.endpoint.table)
        if target is None:
            return reply
        request = target
    return (yield from _once(request, settings))


def _once(
    request: Request, settings: Settings
) -> Generator[Step, Outcome, Reply | APIConnectionError]:
    if settings.hooks.request is not None:
        settings.hooks.request(request)
    started = settings.timer.monotonic()
    outcome = cast("Reply | APIConnectionError", (yield Exchange(request)))
    elapsed = settings.timer.monotonic() - started
    if isinstance(outcome, APIConnectionError):
        attempt_failed(settings.api, request, outcome, elapsed)
        return outcome
    attempt_done(settings.api, request, outcome, elapsed)
    if settings.hooks.response is not None:
        settings.hooks.response(request, outcome)
    return outcome


def _check_deadline(ready: Prepared, settings: Settings, attempt: int) -> None:
    ends_at = ready.policy.ends_at
    if ends_at is not None and settings.timer.monotonic() >= ends_at:
        raise APITimeoutError(
            "the deadline passed",
            operation=ready.endpoint.name,
            attempts=attempt - 1,
            request_may_have_been_processed=attempt > 1,
            phase="deadline",
        )


def _may_renew(outcome: Reply | APIConnectionError, ready: Prepared) -> bool:
    return (
        isinstance(outcome, Reply)
        and outcome.status_code == HTTPStatus.UNAUTHORIZED
        and ready.policy.replayable
        and any(needs_token(credential) for credential in ready.chosen)
    )


def _may_reopen(outcome: Reply | APIConnectionError, ready: Prepared) -> bool:
    """Whether to send at once, for a kept connection was closed as it was used."""
    policy = ready.policy
    return (
        isinstance(outcome, ClosedConnectionError)
        and policy.replayable
        and (policy.repeatable or not outcome.request_may_have_been_processed)
    )


def _settled(outcome: Reply | APIConnectionError, note: str, attempt: int) -> Reply:
    if isinstance(outcome, Reply):
        if attempt == 1 and not note:
            return outcome
        return replace(outcome, attempts=attempt, note=note)
    if note:
        outcome.add_note(note)
    raise outcome


def _tell(verdict: Again, request: Request, settings: Settings) -> None:
    retry = Retry(request.operation, request.attempt, verdict.delay, verdict.reason)
    retrying(settings.api, retry)
    if settings.hooks.retry is not None:
        settings.hooks.retry(retry)
