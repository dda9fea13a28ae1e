"""From an answer to a value, or to the exception that says what is wrong."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from typing import Annotated, TypeVar, get_args, get_origin

from .charsets import text, utf8
from .decode import decode
from .documented_headers import DocumentedHeaders
from .errors import DecodeError, StatusError
from .headers import Headers
from .middleware import Reply
from .mismatches import Mismatch, UndecodableError, spelled
from .operation import Binary, Endpoint, Text
from .prepare import Prepared
from .report import broken, reported
from .response import Response
from .retry import may_have_acted, retry_after
from .settings import Settings
from .status_errors import error_body, phrase
from .unions import Member

V = TypeVar("V")
D = TypeVar("D")
UNDESCRIBED = object()
"""The form of what the document does not describe."""
_OK = range(200, 300)


@dataclass(frozen=True, slots=True)
class Received:
    """A decoded body and where it differs from what the document promises."""

    value: object
    mismatches: tuple[Mismatch, ...] = ()


def received(
    reply: Reply, ready: Prepared, settings: Settings
) -> Response[int, object]:
    """The answer with its decoded body; an error status raises."""
    endpoint = ready.endpoint
    if reply.status_code not in _OK and reply.status_code not in endpoint.table:
        raise status_error(reply, endpoint, settings)
    body = _decoded(reply, ready, settings)
    headers = _headers(reply, endpoint)
    mismatches = body.mismatches
    if isinstance(headers, DocumentedHeaders):
        mismatches += headers.mismatches
    if mismatches:
        reported(mismatches, reply, ready, settings)
    return Response(
        reply.status_code,
        body.value,
        headers,
        request_id=settings.api.request_id_of(reply.headers),
        attempts=reply.attempts,
        elapsed=settings.timer.monotonic() - ready.started_at,
        mismatches=mismatches,
    )


def _headers(reply: Reply, endpoint: Endpoint) -> Headers:
    """The headers, with those of the status as attributes."""
    kind = at_status(endpoint.headers, reply.status_code, None)
    return reply.headers if kind is None else kind(reply.headers.raw)


def status_error(reply: Reply, endpoint: Endpoint, settings: Settings) -> StatusError:
    """The exception for an error status."""
    errors = settings.api.errors
    status = reply.status_code
    form = at_status(endpoint.errors, status, errors.body)
    body, plain = error_body(form, _readable(reply))
    code, message = errors.said(plain)
    error = errors.kind(status)(
        status_code=status,
        code=code,
        message=message or phrase(status),
        request_id=settings.api.request_id_of(reply.headers),
        headers=reply.headers,
        body=body,
        operation=endpoint.name,
        attempts=reply.attempts,
        retry_after=retry_after(reply.headers, settings.timer),
        request_may_have_been_processed=reply.is_unclear
        or may_have_acted(reply, settings.timer),
    )
    if reply.note:
        error.add_note(reply.note)
    if "location" in reply.headers and status in range(300, 400):
        error.add_note("the redirect was not followed")
    return error


def _readable(reply: Reply) -> bytes:
    """The body of an error in UTF-8 where that can be had; nothing where none can."""
    try:
        return b"" if reply.fault else utf8(reply)
    except (UnicodeError, LookupError):
        return reply.body


def at_status(table: Mapping[int | str, V], status: int, otherwise: D) -> V | D:
    """What stands at a status: its own, that of its class, or the default."""
    for key in (status, f"{status // 100}XX", "default"):
        if key in table:
            return table[key]
    return otherwise


def _decoded(reply: Reply, ready: Prepared, settings: Settings) -> Received:
    endpoint = ready.endpoint
    form = at_status(endpoint.table, reply.status_code, UNDESCRIBED)
    if form is not UNDESCRIBED:
        return _by_form(form, reply, ready, settings)
    if not endpoint.table:
        return Received(None)
    forms = _distinct(endpoint.table.values())
    note = Mismatch(
        "status",
        ", ".join(str(status) for status in endpoint.table),
        str(reply.status_code),
    )
    candidates = [_by_form(form, reply, ready, settings) for form in forms]
    best = min(candidates, key=lambda candidate: len(candidate.mismatches))
    return replace(best, mismatches=(note, *best.mismatches))


def _distinct(forms: Iterable[object]) -> list[object]:
    found: list[object] = []
    for form in forms:
        if form not in found:
            found.append(form)
    return found


def _by_form(
    form: object, reply: Reply, ready: Prepared, settings: Settings
) -> Received:
    endpoint = ready.endpoint
    if form is None:
        return Received(None)
    if reply.fault:
        raise broken(reply.fault, reply, endpoint, settings)
    if form is Binary:
        return Received(reply.body)
    if form is Text:
        return Received(text(reply))
    if not reply.body.strip():
        if any(other is None for other in endpoint.table.values()):
            return Received(None)
        raise broken("the answer is empty", reply, endpoint, settings)
    return _from_json(form, reply, ready, settings)


def _from_json(
    form: object, reply: Reply, ready: Prepared, settings: Settings
) -> Received:
    try:
        decoded = decode(form, utf8(reply), mode=ready.on_mismatch)
    except UndecodableError as error:
        reason, path = error.reason, error.path
    except (UnicodeError, LookupError):
        reason, path = "the answer is no text in its charset", "$"
    else:
        if not _is_lost(form, decoded.mismatches):
            return Received(decoded.value, decoded.mismatches)
        reason, path = str(decoded.mismatches[0]), decoded.mismatches[0].path
    kind = reply.content_type
    if path == "$" and kind and not kind.endswith("json"):
        reason = f"the answer is {kind}, not JSON"
    raise broken(reason, reply, ready.endpoint, settings, path)


def _is_lost(form: object, mismatches: tuple[Mismatch, ...]) -> bool:
    """Whether the one member that the form takes out is something else altogether."""
    if not mismatches or get_origin(form) is not Annotated:
        return False
    return any(
        isinstance(marker, Member)
        and mismatches[0].path == spelled((None, marker.wire_name))
        for marker in get_args(form)[1:]
    )


def wrong_kind(
    reply: Reply, ready: Prepared, settings: Settings, media_type: str
) -> DecodeError | None:
    """The error where an answer is something else than what was asked for."""
    kind = reply.content_type
    if kind in {media_type, ""}:
        return None
    reason = f"the answer is {kind}, not {media_type}"
    return broken(reason, reply, ready.endpoint, settings)
