"""Opening an event stream anew behind its last event; it does no I/O."""

from __future__ import annotations

from dataclasses import replace

from .errors import InvalidRequestError
from .prepare import Prepared


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
