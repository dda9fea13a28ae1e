"""Errors of the miniature."""

from __future__ import annotations

from typing import Final

from _runtime.errors import SDKError, StatusError
from _runtime.status_errors import StatusErrors

from .types import ErrorDetail, ErrorResponse

MiniError = SDKError


class APIStatusError(StatusError):
    """The API answered with an error status."""

    @property
    def error(self) -> ErrorDetail | None:
        """The error in the body."""
        return self.body.error if isinstance(self.body, ErrorResponse) else None


class NotFoundError(APIStatusError):
    """404: there is no such thing."""


class RateLimitError(APIStatusError):
    """429: too many requests."""


class ServerError(APIStatusError):
    """5xx: the API failed."""


ERRORS: Final = StatusErrors(
    body=ErrorResponse,
    default=APIStatusError,
    by_status={404: NotFoundError, 429: RateLimitError},
    server=ServerError,
    code="error.code",
    message="error.message",
)
