"""What a request for a token means for the calls that waited for it."""

from __future__ import annotations

from .errors import APIConnectionError, APITimeoutError, SDKError, TokenError
from .middleware import Request


def shared(outcome: str | SDKError | None, by: Request, call: Request) -> str | None:
    """The token that another call got, or its failure as an error of this call.

    None where this call has to ask for itself: the other one had less time than it,
    or failed for a reason of its own.
    """
    match outcome:
        case TokenError():
            raise _refused(outcome, call)
        case APITimeoutError():
            if outcome.phase == "deadline" or by.timeout != call.timeout:
                return None
            raise _late(outcome, call)
        case APIConnectionError():
            raise _broken(outcome, call)
        case str():
            return outcome
        case _:
            return None


def _refused(failure: TokenError, call: Request) -> TokenError:
    return TokenError(
        status_code=failure.status_code,
        code=failure.code,
        message=failure.message,
        operation=failure.operation,
        attempts=call.attempt,
        retry_after=failure.retry_after,
    )


def _late(failure: APITimeoutError, call: Request) -> APITimeoutError:
    return APITimeoutError(
        failure.message,
        operation=failure.operation,
        attempts=call.attempt,
        request_may_have_been_processed=False,
        phase=failure.phase,
    )


def _broken(failure: APIConnectionError, call: Request) -> APIConnectionError:
    return type(failure)(
        failure.message,
        operation=failure.operation,
        attempts=call.attempt,
        request_may_have_been_processed=False,
    )
