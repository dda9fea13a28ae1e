"""Going on with a body that broke off (RFC 9110, 14); it does no I/O."""

from __future__ import annotations

import re
from dataclasses import dataclass, replace
from http import HTTPStatus

from .clock import Timer
from .errors import APIConnectionError, APITimeoutError
from .middleware import Reply
from .prepare import Prepared
from .reconnection import ends_before
from .retry import backoff

_RANGE = re.compile(r"bytes ([0-9]{1,18})-([0-9]{1,18})/([0-9]{1,18}|\*)")


@dataclass(slots=True)
class Resumption:
    """How much of a body is there, and how the rest is asked for.

    Only where both parts are certain to be of one and the same: a GET whose answer
    has a strong validator and comes from a server that offers ranges.
    """

    reply: Reply
    ready: Prepared
    timer: Timer
    received: int = 0
    failures: int = 0
    wait: float = 0.0

    def took(self, chunk: bytes) -> None:
        """Count what arrived."""
        self.received += len(chunk)
        self.failures = 0

    def after(self, error: APIConnectionError) -> Prepared | None:
        """The call for the rest, to be made after `wait` seconds; None for none."""
        self.failures += 1
        if self.failures > self.ready.policy.max_retries or not self._is_possible():
            return None
        if isinstance(error, APITimeoutError) and error.phase == "deadline":
            return None
        # The first break after some bytes is not the API's being overloaded.
        self.wait = backoff(self.failures, self.timer) if self.failures > 1 else 0.0
        if ends_before(self.ready, self.wait, self.timer):
            return None
        request = self.ready.request.with_headers(
            {
                "Range": f"bytes={self.received}-",
                "If-Range": self.reply.headers["etag"],
                "Accept-Encoding": "identity",
            }
        )
        return replace(self.ready, request=request)

    def goes_on_in(self, reply: Reply) -> bool:
        """Whether this answer is all the rest of the same, and nothing else."""
        said = _RANGE.fullmatch(reply.headers.get("content-range", ""))
        etag = self.reply.headers["etag"]
        return (
            reply.status_code == HTTPStatus.PARTIAL_CONTENT
            and said is not None
            and int(said[1]) == self.received
            and self._ends_with(int(said[2]), said[3])
            and reply.headers.get("etag", etag) == etag
            and is_plain(reply)
        )

    def _ends_with(self, last: int, total: str) -> bool:
        """Whether this is the last byte; an API may give less than it was asked for."""
        lengths = {length_of(self.reply), None if total == "*" else int(total)}
        return lengths - {None} == {last + 1}

    def _is_possible(self) -> bool:
        headers = self.reply.headers
        return (
            self.ready.request.method == "GET"
            and self.reply.status_code == HTTPStatus.OK
            and self.received > 0
            and headers.get("accept-ranges", "").lower() == "bytes"
            and headers.get("etag", "").startswith('"')
            and is_plain(self.reply)
        )


def is_plain(reply: Reply) -> bool:
    """Whether the bytes travel as they are, so that places in them are known."""
    return reply.headers.get("content-encoding", "identity").lower() == "identity"


def length_of(reply: Reply) -> int | None:
    """How long the body will be, where that is known beforehand."""
    length = reply.headers.get("content-length", "")
    known = length.isascii() and length.isdigit() and is_plain(reply)
    return int(length) if known else None
