"""Single items of a stream, decoded; shared by both kinds of client."""

from __future__ import annotations

from .decode import decode
from .errors import DecodeError
from .middleware import Reply
from .mismatches import UndecodableError
from .prepare import Prepared
from .receive import broken
from .report import reported
from .response import Response
from .settings import Settings

EVENT_STREAM = "text/event-stream"


def item_of(
    form: object, data: bytes, reply: Reply, ready: Prepared, settings: Settings
) -> object:
    """One item by its form; text and bytes are given as they are."""
    if form is str:
        return data.decode("utf-8", "replace")
    if form is bytes:
        return data
    try:
        decoded = decode(form, data, mode=ready.on_mismatch)
    except UndecodableError as error:
        reason, path = error.reason, error.path
    else:
        if decoded.mismatches:
            reported(decoded.mismatches, reply, ready, settings)
        return decoded.value
    raise broken(reason, reply, ready.endpoint, settings, path)


def wrong_kind(
    reply: Reply, ready: Prepared, settings: Settings, media_type: str
) -> DecodeError | None:
    """The error where the answer is something else than the stream asked for."""
    kind = reply.content_type
    if kind in {media_type, ""}:
        return None
    reason = f"the answer is {kind}, not {media_type}"
    return broken(reason, reply, ready.endpoint, settings)


def stream_response(
    reply: Reply, ready: Prepared, settings: Settings
) -> Response[int, None]:
    """Status and headers of an answer that is still being read."""
    return Response(
        reply.status_code,
        None,
        reply.headers,
        request_id=settings.api.request_id_of(reply.headers),
        attempts=reply.attempts,
        elapsed=settings.timer.monotonic() - ready.started_at,
    )
