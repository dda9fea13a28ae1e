"""Telling that an answer is not what the document promises."""

from __future__ import annotations

import inspect
import re
import warnings

from .errors import DecodeError
from .hooks import MismatchReport
from .middleware import Reply
from .mismatches import Mismatch
from .operation import Endpoint
from .prepare import Prepared
from .settings import Settings

# Keys of maps are part of a place, so places may be without number.
_MOST_WARNINGS = 1000
_INDEX = re.compile(r"\[\d+\]")
_RUNTIME = __name__.removesuffix(".report")
_PACKAGE = _RUNTIME.rpartition(".")[0] or _RUNTIME


class MismatchWarning(UserWarning):
    """The API no longer answers as its document promises."""


def reported(
    mismatches: tuple[Mismatch, ...],
    reply: Reply,
    ready: Prepared,
    settings: Settings,
) -> None:
    """Tell of mismatches as the call asks: by an exception, a warning, or not.

    A warning comes once for each operation and place, whatever the index.
    """
    operation = ready.endpoint.name
    if settings.hooks.mismatch is not None:
        for found in mismatches:
            settings.hooks.mismatch(
                MismatchReport(operation, found.path, found.promised, found.got)
            )
    if ready.on_mismatch == "raise":
        first = mismatches[0]
        endpoint = ready.endpoint
        raise broken(str(first), reply, endpoint, settings, first.path)
    if ready.on_mismatch == "warn":
        for found in mismatches:
            warn_once(operation, found, settings.reported)


def broken(
    reason: str, reply: Reply, endpoint: Endpoint, settings: Settings, path: str = "$"
) -> DecodeError:
    """The exception for an answer that cannot be read."""
    return DecodeError(
        f"{reason} (status {reply.status_code})",
        status_code=reply.status_code,
        operation=endpoint.name,
        request_id=settings.api.request_id_of(reply.headers),
        attempts=reply.attempts,
        body=reply.body,
        path=path,
        headers=reply.headers,
    )


def warn_once(operation: str, found: Mismatch, told: set[tuple[str, str]]) -> None:
    """Warn of a mismatch, unless `told` remembers that this was done."""
    key = (operation, _INDEX.sub("[*]", found.path))
    if key not in told and len(told) < _MOST_WARNINGS:
        told.add(key)
        warnings.warn(f"{operation}: {found}", MismatchWarning, stacklevel=_outside())


def _outside() -> int:
    """How many frames up the user's own code is."""
    frame = inspect.currentframe()
    level = 0
    while frame is not None and _is_inside(str(frame.f_globals.get("__name__", ""))):
        frame, level = frame.f_back, level + 1
    return level


def _is_inside(name: str) -> bool:
    return name == _PACKAGE or name.startswith(f"{_PACKAGE}.")
