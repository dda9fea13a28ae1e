"""The course of one call: attempts until one settles it; it does no I/O itself.

Both kinds of client run it (see `running`), each over an `Edge` of its own.
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from http import HTTPStatus
from typing import Protocol, TypeAlias

from .auth import Addition
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

Failure: TypeAlias = APIConnectionError | TokenError
"""Why there is no answer, or nothing to ask with."""


class Edge(Protocol):
    """What a call needs of the world."""

    async def exchange(self, request: Request) -> Reply:
        """The answer to one request."""
        ...

    async def pause(self, seconds: float) -> None:
        """Wait."""
        ...

    async def credentials(
        self, ready: Prepared, request: Request, refused: Addition | None
    ) -> Addition:
        """What the credentials add to a request; `refused` is what was turned down."""
        ...


@dataclass(slots=True)
class Course:
    """What has happened to a call so far.

    `extra` are attempts that count as no retry. `is_unclear`: the API may have acted
    on one. `refused` is what it turned down, `renewed` what the credentials add since.
    """

    ready: Prepared
    settings: Settings
    edge: Edge
    attempt: int = 0
    extra: int = 0
    is_unclear: bool = False
    refused: Addition | None = None
    was_reopened: bool = False
    renewed: Addition | Failure | None = None

    async def run(self) -> Reply:
        """The answer that settles the call, or an exception that says why none did."""
        while True:
            self._check_deadline()
            addition = self.renewed or self.ready.addition or await self._asked()
            self.attempt, self.renewed = self.attempt + 1, None
            if not isinstance(addition, Addition):
                request = replace(self.ready.request, attempt=self.attempt)
                addition.request_may_have_been_processed = False
                outcome: Reply | Failure = addition
            else:
                request = authorised(self.ready, addition, self.attempt)
                outcome = await self._exchanged(request)
                if await self._is_renewed(outcome, addition):
                    continue
            verdict = self._judged(outcome)
            if isinstance(verdict, Settled):
                return self._settled(outcome, verdict.note)
            self._tell(verdict, request)
            if verdict.delay > 0:
                await self.edge.pause(verdict.delay)

    async def _asked(self) -> Addition | Failure:
        request = replace(self.ready.request, attempt=self.attempt + 1)
        try:
            return await self.edge.credentials(self.ready, request, self.refused)
        except (APIConnectionError, TokenError) as error:
            return error

    async def _is_renewed(self, outcome: Reply | Failure, used: Addition) -> bool:
        """Whether the API turned the credentials down, and now there are others."""
        if self.refused is not None or not self._may_renew(outcome):
            return False
        self.refused = used
        renewed = await self._asked()
        if renewed == used:
            return False
        self.renewed, self.extra = renewed, self.extra + 1
        return True

    def _may_renew(self, outcome: Reply | Failure) -> bool:
        return self._is_unauthorised(outcome) and self.ready.policy.replayable

    def _is_unauthorised(self, outcome: Reply | Failure) -> bool:
        """Whether another credential than the one that was refused may be had."""
        return (
            isinstance(outcome, Reply)
            and outcome.status_code == HTTPStatus.UNAUTHORIZED
            and self.ready.addition is None
        )

    def _is_spent(self, outcome: Reply | Failure) -> bool:
        """Whether only the body stands in the way of sending once more."""
        if self.ready.policy.replayable or not isinstance(outcome, Reply):
            return False
        is_kept = outcome.status_code in KEEPING_BODIES
        return is_kept or self._is_unauthorised(outcome)

    async def _exchanged(self, request: Request) -> Reply | APIConnectionError:
        for _ in range(MOST_REDIRECTS):
            reply = await self._once(request)
            if isinstance(reply, APIConnectionError):
                return reply
            target = redirected(request, reply, self.ready.endpoint.table)
            if target is None:
                return reply
            request = target
        return await self._once(request)

    async def _once(self, request: Request) -> Reply | APIConnectionError:
        settings, hooks = self.settings, self.settings.hooks
        if hooks.request is not None:
            hooks.request(request)
        started = settings.timer.monotonic()
        try:
            reply = await self.edge.exchange(request)
        except APIConnectionError as error:
            elapsed = settings.timer.monotonic() - started
            attempt_failed(settings.api, request, error, elapsed)
            return error
        attempt_done(settings.api, request, reply, settings.timer.monotonic() - started)
        if hooks.response is not None:
            hooks.response(request, reply)
        return reply

    def _check_deadline(self) -> None:
        ends_at = self.ready.policy.ends_at
        if ends_at is not None and self.settings.timer.monotonic() >= ends_at:
            raise APITimeoutError(
                "the deadline passed",
                operation=self.ready.endpoint.name,
                attempts=self.attempt,
                request_may_have_been_processed=self.is_unclear,
                phase="deadline",
            )

    def _judged(self, outcome: Reply | Failure) -> Again | Settled:
        if not self.was_reopened and self._may_reopen(outcome):
            self.was_reopened, self.extra = True, self.extra + 1
            return Again(0.0, "a closed connection")
        timer = self.settings.timer
        attempt = self.attempt - self.extra
        verdict = judged(outcome, attempt, self.ready.policy, timer)
        if verdict == Settled() and self._is_spent(outcome):
            return Settled(ONLY_ONCE)
        if isinstance(verdict, Again):
            self.is_unclear |= may_have_acted(outcome, timer)
        return verdict

    def _may_reopen(self, outcome: Reply | Failure) -> bool:
        """Whether to send at once, for a kept connection was closed as it was used."""
        policy = self.ready.policy
        return (
            isinstance(outcome, ClosedConnectionError)
            and policy.replayable
            and (policy.repeatable or not outcome.request_may_have_been_processed)
        )

    def _settled(self, outcome: Reply | Failure, note: str) -> Reply:
        if isinstance(outcome, Reply):
            if self.attempt == 1 and not note:
                return outcome
            return replace(
                outcome,
                attempts=self.attempt,
                note=note,
                is_unclear=self.is_unclear,
            )
        if note:
            outcome.add_note(note)
        outcome.request_may_have_been_processed |= self.is_unclear
        raise outcome

    def _tell(self, verdict: Again, request: Request) -> None:
        retry = Retry(request.operation, request.attempt, verdict.delay, verdict.reason)
        retrying(self.settings.api, retry)
        if self.settings.hooks.retry is not None:
            self.settings.hooks.retry(retry)
