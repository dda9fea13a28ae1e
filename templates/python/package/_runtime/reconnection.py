"""Opening an event stream anew behind its last event; it does no I/O."""

from __future__ import annotations

from dataclasses import replace

from .clock import Timer
from .errors import APITimeoutError, InvalidRequestError
from .prepare import Prepared


def ends_before(ready: Prepared, wait: float, timer: Timer) -> bool:
    """Whether the call's deadline would pass while one waits so many seconds."""
    ends_at = ready.policy.ends_at
    return ends_at is not None and timer.monotonic() + wait >= ends_at


def waited_for(ready: Prepared, retry: int | None, timer: Timer) -> float:
    """The seconds that an event stream asks to wait (in milliseconds) before that."""
    wait = (retry or 0) / 1000
    if ends_before(ready, wait, timer):
        raise APITimeoutError(
            f"not opened anew: waiting {wait:.1f} s would pass the deadline",
            operation=ready.endpoint.name,
            attempts=0,
            request_may_have_been_processed=False,
            phase="deadline",
        )
    return wait


def reconnecting(ready: Prepared, last_id: str) -> Prepared:
    """The call that asks for the events after this one (WHATWG HTML, 9.2)."""
    if ready.request.method != "GET":
        raise InvalidRequestError(
            f"{ready.endpoint.name}: only the stream of a GET can be taken up again"
        )
    request = ready.request.with_headers(
        {"Last-Event-ID": last_id or None, "Cache-Control": "no-store"}
    )
    return replace(ready, request=request)
