"""Standard logging of calls: never a body, a query, a header or a secret."""

from __future__ import annotations

import logging

from .api import Api
from .errors import APIConnectionError, SDKError
from .hooks import Retry
from .middleware import Reply, Request


def attempt_done(api: Api, request: Request, reply: Reply, elapsed: float) -> None:
    """An attempt was answered."""
    logger = logging.getLogger(api.name)
    if logger.isEnabledFor(logging.DEBUG):
        logger.debug(
            "%s -> %d in %.0f ms (attempt %d, request %s)",
            request.operation,
            reply.status_code,
            elapsed * 1000,
            request.attempt,
            api.request_id_of(reply.headers) or "-",
        )


def attempt_failed(
    api: Api, request: Request, error: APIConnectionError, elapsed: float
) -> None:
    """An attempt got no answer."""
    logging.getLogger(api.name).debug(
        "%s failed in %.0f ms: %s (attempt %d)",
        request.operation,
        elapsed * 1000,
        error.message,
        request.attempt,
    )


def retrying(api: Api, retry: Retry) -> None:
    """Another attempt follows."""
    logging.getLogger(api.name).info(
        "%s again in %.2f s after %s (attempt %d)",
        retry.operation,
        retry.delay,
        retry.reason,
        retry.attempt,
    )


def not_renewed(api: Api, failure: SDKError, left: float) -> None:
    """A token could not be renewed; there is still time."""
    logging.getLogger(api.name).warning(
        "%s; the token at hand is used for %.0f s more", failure, left
    )
