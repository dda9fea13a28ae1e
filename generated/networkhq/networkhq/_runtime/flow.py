"""The course of one call as steps for a client to carry out; it does no I/O.

The synchronous and the asynchronous client run the same generator.
"""

from __future__ import annotations

from collections.abc import Generator
from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import TypeAlias, cast

from .auth import Addition
from .credentials import Credential
from .errors import (
    APIConnectionError,
    APITimeoutError,
    ClosedConnectionError,
    TokenError,
)
from .hooks import Retry
from .logs import attempt_done, attempt_failed, retrying
from .middleware import Reply, Request
from .prepare import Prepared, authorised
from .redirects import KEEPING_BODIES, MOST_REDIRECTS, redirected
from .retry import ONLY_ONCE, Again, Settled, judged, may_have_acted
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
    """Get what the credentials add to the request.

    `refused` is what the API turned down.
    """

    chosen: tuple[Credential, ...]
    request: Request
    refused: Addition | None = None


Step: TypeAlias = Exchange | Pause | Ask
Failure: TypeAlias = APIConnectionError | TokenError
"""Why there is no answer, or nothing to ask with."""
Outcome: TypeAlias = Reply | Failure | Addition | None
Flow: TypeAlias = Generator[Step, Outcome, Reply]


@dataclass(slots=True)
class _Course:
    """What has happened to a call so far.

    `extra` are attempts that count as no retry. `is_unclear`: the API may have acted
    on one. `refused` is what it turned down, `renewed` what the credentials add since.
    """

    attempt: int = 0
    extra: int = 0
    is_unclear: bool = False
    refused: Addition | None = None
    was_reopened: bool = False
    renewed: Addition | Failure | None = None


def call_flow(ready: Prepared, settings: Settings) -> Flow:
    """Attempts until one settles the call, or an exception that says why none did."""
    course = _Course()
    while True:
        _check_deadline(ready, settings, course)
        addition = course.renewed or ready.addition
        if addition is None:
            addition = yield from _asked(ready, course)
        course.attempt, course.renewed = course.attempt + 1, None
        if not isinstance(addition, Addition):
            request = replace(ready.request, attempt=course.attempt)
            addition.request_may_have_been_processed = False
            outcome: Reply | Failure = addition
        else:
            request = authorised(ready, addition, course.attempt)
            outcome = yield from _exchanged(request, ready, settings)
            if course.refused is None and _may_renew(outcome, ready):
                course.refused = addition
                renewed = yield from _asked(ready, course)
                if renewed != addition:
                    course.renewed, course.extra = renewed, course.extra + 1
                    continue
        verdict = _judged(outcome, ready, settings, course)
        if isinstance(verdict, Settled):
            return _settled(outcome, verdict.note, course)
        _tell(verdict, request, settings)
        if verdict.delay > 0:
            yield Pause(verdict.delay)


def _asked(
    ready: Prepared, course: _Course
) -> Generator[Step, Outcome, Addition | Failure]:
    request = replace(ready.request, attempt=course.attempt + 1)
    answer = yield Ask(ready.chosen, request, course.refused)
    return cast("Addition | Failure", answer)


def _judged(
    outcome: Reply | Failure,
    ready: Prepared,
    settings: Settings,
    course: _Course,
) -> Again | Settled:
    if not course.was_reopened and _may_reopen(outcome, ready):
        course.was_reopened, course.extra = True, course.extra + 1
        return Again(0.0, "a closed connection")
    attempt = course.attempt - course.extra
    verdict = judged(outcome, attempt, ready.policy, settings.timer)
    if verdict == Settled() and _is_spent(outcome, ready):
        return Settled(ONLY_ONCE)
    if isinstance(verdict, Again):
        course.is_unclear |= may_have_acted(outcome, settings.timer)
    return verdict


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


def _check_deadline(ready: Prepared, settings: Settings, course: _Course) -> None:
    ends_at = ready.policy.ends_at
    if ends_at is not None and settings.timer.monotonic() >= ends_at:
        raise APITimeoutError(
            "the deadline passed",
            operation=ready.endpoint.name,
            attempts=course.attempt,
            request_may_have_been_processed=course.is_unclear,
            phase="deadline",
        )


def _may_renew(outcome: Reply | Failure, ready: Prepared) -> bool:
    return _is_unauthorised(outcome, ready) and ready.policy.replayable


def _is_unauthorised(outcome: Reply | Failure, ready: Prepared) -> bool:
    """Whether another credential than the one that was refused may be had."""
    return (
        isinstance(outcome, Reply)
        and outcome.status_code == HTTPStatus.UNAUTHORIZED
        and ready.addition is None
    )


def _is_spent(outcome: Reply | Failure, ready: Prepared) -> bool:
    """Whether only the body stands in the way of sending once more."""
    if ready.policy.replayable or not isinstance(outcome, Reply):
        return False
    return _is_unauthorised(outcome, ready) or outcome.status_code in KEEPING_BODIES


def _may_reopen(outcome: Reply | Failure, ready: Prepared) -> bool:
    """Whether to send at once, for a kept connection was closed as it was used."""
    policy = ready.policy
    return (
        isinstance(outcome, ClosedConnectionError)
        and policy.replayable
        and (policy.repeatable or not outcome.request_may_have_been_processed)
    )


def _settled(outcome: Reply | Failure, note: str, course: _Course) -> Reply:
    if isinstance(outcome, Reply):
        if course.attempt == 1 and not note:
            return outcome
        return replace(
            outcome,
            attempts=course.attempt,
            note=note,
            is_unclear=course.is_unclear,
        )
    if note:
        outcome.add_note(note)
    outcome.request_may_have_been_processed |= course.is_unclear
    raise outcome


def _tell(verdict: Again, request: Request, settings: Settings) -> None:
    retry = Retry(request.operation, request.attempt, verdict.delay, verdict.reason)
    retrying(settings.api, retry)
    if settings.hooks.retry is not None:
        settings.hooks.retry(retry)
