"""What generated code tells the runtime about an API."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from .auth import Requirements, Scheme
from .headers import Headers
from .servers import Server
from .status_errors import StatusErrors

PLAIN_ERRORS = StatusErrors()


@dataclass(frozen=True, eq=False, slots=True)
class Api:
    """An API as a whole: where it is, how it knows its callers, how it fails.

    `environment` is the prefix of environment variables. `request_id` are the
    headers that may hold an answer's id. `makes_idempotency_keys`: every operation
    that is not safe takes a key, which is made up where the caller gives none.
    """

    name: str
    title: str
    version: str
    servers: tuple[Server, ...] = ()
    schemes: Mapping[str, Scheme] = field(default_factory=dict[str, Scheme])
    security: Requirements = ()
    errors: StatusErrors = PLAIN_ERRORS
    environment: str = ""
    request_id: tuple[str, ...] = ("x-request-id", "request-id", "x-correlation-id")
    idempotency_header: str = "Idempotency-Key"
    makes_idempotency_keys: bool = False

    @property
    def distribution(self) -> str:
        """What is installed, as an installer is told its name."""
        return self.name.replace("_", "-").strip("-")

    def request_id_of(self, headers: Headers) -> str | None:
        """The id that the API gave a request."""
        for name in self.request_id:
            if name in headers:
                return headers[name]
        return None
