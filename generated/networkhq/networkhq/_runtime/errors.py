"""The exceptions of the SDK; all of them pickle, and none shows a body or a secret.

SDKError
  APIConnectionError       no complete answer arrived
    ClosedConnectionError  a kept connection had been closed by the API
    APITimeoutError        a timeout, or the deadline of the whole call
  StatusError              the API answered with an error status
  StreamError              the API told of an error in the midst of a stream
  DecodeError              the answer is not what the API promises
  PaginationError          the pages do not lead on
  TokenError               the issuer of OAuth 2 tokens gave none
  MissingCredentialError   an operation needs a credential that was not given
  InvalidRequestError      an argument cannot be sent
  ConfigurationError       an option is unknown, or cannot have its value
  UndecodableError         data given to `from_json` or `from_dict` is not what it says
  MissingFieldError        a member was read that the API had left out
  SignatureError           a delivery is not signed by who knows the secret
"""

from __future__ import annotations

from typing import Literal, TypeAlias

from .headers import Headers, masked
from .rate_limits import RateLimit, rate_limit_of

Phase: TypeAlias = Literal["connect", "write", "read", "pool", "deadline"]
_LONGEST_MESSAGE = 300


class SDKError(Exception):
    """Base class of every exception that the SDK raises."""

    def __reduce__(
        self,
    ) -> tuple[object, tuple[type[SDKError], tuple[object, ...], dict[str, object]]]:
        return _restored, (type(self), self.args, dict(self.__dict__))


def _restored(
    kind: type[SDKError], args: tuple[object, ...], state: dict[str, object]
) -> SDKError:
    error = kind.__new__(kind, *args)
    error.args = args
    error.__dict__.update(state)
    return error


class ConfigurationError(SDKError, ValueError):
    """An option of a client or of a call is unknown, or cannot have its value."""


class InvalidRequestError(SDKError, ValueError):
    """An argument, or a value of a model, cannot be sent; no whole request left."""


class MissingCredentialError(SDKError):
    """The operation needs a credential that was not given; nothing was sent."""

    def __init__(self, message: str, *, variables: tuple[str, ...] = ()) -> None:
        super().__init__(message)
        self.variables = variables


class APIConnectionError(SDKError):
    """No complete answer arrived.

    `request_may_have_been_processed` is False only where the request certainly
    never reached the API, or where it was refused: `was_refused` says that the API
    let us know that it did nothing. There is no `request_id` without an answer.
    """

    request_id: str | None = None
    was_refused: bool = False

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        attempts: int,
        request_may_have_been_processed: bool,
    ) -> None:
        message = masked(message)
        super().__init__(f"{message} [{_trail(operation, None, attempts)}]")
        self.message = message
        self.operation = operation
        self.attempts = attempts
        self.request_may_have_been_processed = request_may_have_been_processed


class ClosedConnectionError(APIConnectionError):
    """A connection kept from an earlier call had been closed by the API.

    Where it may do no harm, the request was sent again on another one before this
    was raised.
    """


class APITimeoutError(APIConnectionError):
    """A timeout of one phase of an attempt, or the deadline of the whole call."""

    def __init__(
        self,
        message: str,
        *,
        operation: str,
        attempts: int,
        request_may_have_been_processed: bool,
        phase: Phase,
    ) -> None:
        super().__init__(
            message,
            operation=operation,
            attempts=attempts,
            request_may_have_been_processed=request_may_have_been_processed,
        )
        self.phase: Phase = phase


class StatusError(SDKError):
    """The API answered with an error status.

    `body` is the decoded body, typed where the document describes it;
    `retry_after` is what the API asks to wait, in seconds.
    """

    def __init__(
        self,
        *,
        status_code: int,
        code: str | None,
        message: str,
        request_id: str | None,
        headers: Headers,
        body: object,
        operation: str,
        attempts: int,
        retry_after: float | None,
        request_may_have_been_processed: bool = False,
    ) -> None:
        said = f"{code}: {message}" if code else message
        shown = f"{status_code}{' ' if code else ': '}{_printable(said)}"
        super().__init__(f"{shown} [{_trail(operation, request_id, attempts)}]")
        self.status_code = status_code
        self.code = code
        self.message = message
        self.request_id = request_id
        self.headers = headers
        self.body = body
        self.operation = operation
        self.attempts = attempts
        self.retry_after = retry_after
        self.request_may_have_been_processed = request_may_have_been_processed

    @property
    def rate_limit(self) -> RateLimit | None:
        """How many requests are left, where the API says so."""
        return rate_limit_of(self.headers)


class StreamError(SDKError):
    """The API told of an error in the midst of a stream that had begun well.

    `body` is what it said, typed where the document describes its errors.
    """

    def __init__(
        self,
        *,
        code: str | None,
        message: str,
        request_id: str | None,
        headers: Headers,
        body: object,
        operation: str,
        attempts: int,
    ) -> None:
        said = _printable(f"{code}: {message}" if code else message)
        super().__init__(f"{said} [{_trail(operation, request_id, attempts)}]")
        self.code = code
        self.message = message
        self.request_id = request_id
        self.headers = headers
        self.body = body
        self.operation = operation
        self.attempts = attempts


class DecodeError(SDKError):
    """The answer is not what the API promises; `path` is the JSON path, if one.

    `body` holds its first bytes.
    """

    def __init__(
        self,
        message: str,
        *,
        status_code: int,
        operation: str,
        request_id: str | None,
        attempts: int,
        body: bytes,
        path: str = "$",
        headers: Headers | None = None,
    ) -> None:
        super().__init__(f"{message} [{_trail(operation, request_id, attempts)}]")
        self.message = message
        self.status_code = status_code
        self.operation = operation
        self.request_id = request_id
        self.attempts = attempts
        self.body = body[:1024]
        self.path = path
        self.headers = Headers() if headers is None else headers


class TokenError(SDKError):
    """The issuer of OAuth 2 tokens gave none, so this attempt never left.

    `code` and `message` are its `error` and `error_description` (RFC 6749, 5.2):
    `invalid_grant` says that a refresh token has ended, and the user must log in.
    """

    def __init__(
        self,
        *,
        status_code: int,
        code: str | None,
        message: str,
        operation: str,
        attempts: int,
        retry_after: float | None,
        request_may_have_been_processed: bool = False,
    ) -> None:
        said = _printable(f"{code}: {message}" if code else message)
        trail = _trail(operation, None, attempts)
        super().__init__(f"no token: {status_code} {said} [{trail}]")
        self.status_code = status_code
        self.code = code
        self.message = message
        self.operation = operation
        self.attempts = attempts
        self.retry_after = retry_after
        self.request_may_have_been_processed = request_may_have_been_processed


class PaginationError(SDKError):
    """The pages do not lead on: the API repeated a cursor, or left the origin."""

    def __init__(self, message: str, *, operation: str) -> None:
        super().__init__(f"{message} [{operation}]")
        self.message = message
        self.operation = operation


def _printable(said: str) -> str:
    """What an API said on one short line, without what a terminal would obey.

    It may quote the URL that was asked for, and a key with that.
    """
    line = masked(" ".join(said.split()))[:_LONGEST_MESSAGE]
    return "".join(character for character in line if character.isprintable())


def _trail(operation: str, request_id: str | None, attempts: int) -> str:
    tries = "1 attempt" if attempts == 1 else f"{attempts} attempts"
    request = f", request {request_id}" if request_id else ""
    return f"{operation}{request}, {tries}"
