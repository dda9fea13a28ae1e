"""Error statuses as exceptions, by a table that the generated code gives."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from http import HTTPStatus
from typing import cast

from .decode import decode
from .errors import SDKError, StatusError

_MESSAGES = ("message", "detail", "title", "error_description", "error")
_CODES = ("code", "type")


@dataclass(frozen=True, slots=True)
class StatusErrors:
    """Which exception each status raises, and where its body says what is wrong.

    `body` is the form of error bodies; `code` and `message` are dotted wire names
    in them, guessed from common ones where the table does not say.
    """

    default: type[StatusError] = StatusError
    body: object = None
    by_status: Mapping[int, type[StatusError]] = field(
        default_factory=dict[int, type[StatusError]]
    )
    server: type[StatusError] | None = None
    code: str = ""
    message: str = ""

    def kind(self, status: int) -> type[StatusError]:
        """The exception of this status."""
        if status in self.by_status:
            return self.by_status[status]
        if status >= HTTPStatus.INTERNAL_SERVER_ERROR and self.server is not None:
            return self.server
        return self.default

    def said(self, plain: object) -> tuple[str | None, str | None]:
        """Code and message in a body, or in the first item of one that is a list."""
        first = plain
        if isinstance(plain, list) and plain:
            first = cast("list[object]", plain)[0]
        code = _at(first, self.code) if self.code else _first(first, _CODES)
        message = _at(first, self.message) if self.message else None
        return code, message or _first(first, _MESSAGES)


def _at(plain: object, path: str) -> str | None:
    for name in path.split("."):
        if not isinstance(plain, dict):
            return None
        plain = cast("dict[str, object]", plain).get(name)
    return str(plain) if isinstance(plain, (str, int)) else None


def _first(plain: object, names: tuple[str, ...]) -> str | None:
    for name in names:
        found = _at(plain, name) or _at(plain, f"error.{name}")
        if found:
            return found
    return None


def error_body(form: object, body: bytes) -> tuple[object, object]:
    """The body decoded by its form, and as plain JSON; text where it is no JSON."""
    if not body.strip():
        return None, None
    try:
        plain: object = json.loads(body)
    except (ValueError, RecursionError):
        text = body.decode("utf-8", "replace")
        return text, None
    if form is None:
        return plain, plain
    try:
        return decode(form, body).value, plain
    except SDKError:
        return plain, plain


def phrase(status: int) -> str:
    """What HTTP calls a status."""
    try:
        return HTTPStatus(status).phrase
    except ValueError:
        return "unknown status"
