"""What can be set for a client, and for one call."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import get_close_matches
from typing import TYPE_CHECKING, Literal, TypeAlias, TypedDict

from .errors import ConfigurationError

if TYPE_CHECKING:
    import ssl

    import httpx2

    from .clock import AsyncClock, Clock
    from .hooks import Hooks
    from .middleware import AsyncMiddleware, Middleware

OnMismatch: TypeAlias = Literal["warn", "raise", "ignore"]
"""What to do where an answer is not what the document promises."""


@dataclass(frozen=True, slots=True)
class Timeout:
    """Seconds that one attempt and its phases may take; None waits for ever.

    `read` and `write` bound the silence between two pieces of data, `total` the
    attempt as a whole: until its answer is there, or a stream begins.
    """

    connect: float | None = 10.0
    read: float | None = 60.0
    write: float | None = 60.0
    pool: float | None = 60.0
    total: float | None = None

    @staticmethod
    def of(value: float | Timeout | None) -> Timeout:
        """One number is the time of the whole attempt."""
        if isinstance(value, Timeout):
            return value
        return Timeout(value, value, value, value, value)

    def within(self, seconds: float | None) -> dict[str, float | None]:
        """The phases by name, none longer than `seconds`."""
        phases = {
            "connect": self.connect,
            "read": self.read,
            "write": self.write,
            "pool": self.pool,
        }
        if seconds is None:
            return phases
        return {
            name: seconds if phase is None else min(phase, seconds)
            for name, phase in phases.items()
        }


@dataclass(frozen=True, slots=True)
class Limits:
    """How many connections are open for each origin, and kept for how many seconds.

    None is no limit.
    """

    max_connections: int | None = 100
    max_keepalive_connections: int | None = 20
    keepalive_expiry: float | None = 5.0


Certificate: TypeAlias = str | tuple[str, str] | tuple[str, str, str]
"""Files of a certificate, its key and the key's password."""
Verify: TypeAlias = "bool | str | ssl.SSLContext"
"""Whether, or against which file, folder or context, servers are verified."""


def refuse_unknown(given: Iterable[str], known: Collection[str]) -> None:
    """Say which options there are no such ones of: a typo must not go unnoticed."""
    for name in given:
        if name not in known:
            near = get_close_matches(name, known, n=1)
            hint = f": did you mean `{near[0]}`?" if near else ""
            raise ConfigurationError(f"there is no option `{name}`{hint}")


class RequestOptions(TypedDict, total=False):
    """Options of one call; they win over the client's.

    A header of None is not sent. `body` adds members to a JSON object or a form;
    `{}` sends one without members where none was given.
    `terminator` is the data of the event that ends a stream, as for the client.
    `retry_unsafe` lets a call be sent again although the API may have acted.
    `prefetch` fetches the next page of a list while one is read. `progress` is told
    how many bytes of the body an attempt has sent, and of how many, if that is known.
    """

    headers: Mapping[str, str | None]
    query: Mapping[str, object]
    body: Mapping[str, object]
    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    retry_unsafe: bool
    idempotency_key: str
    prefetch: bool
    progress: Callable[[int, int | None], None]
    terminator: str | None
    on_mismatch: OnMismatch


class PoolOptions(TypedDict, total=False):
    """What concerns the connections of a client.

    `proxy` is a URL (http, https, socks5 or socks5h); without one, and with
    `trust_env`, the environment names it, and the certificates to trust. `http2`
    needs the extra of that name. `verify` may be a file or folder of certificates
    to trust or a context of `ssl`; `cert` is the client's own.
    """

    proxy: str | None
    http2: bool
    limits: Limits
    verify: Verify
    cert: Certificate | None
    trust_env: bool


class SharedOptions(PoolOptions, total=False):
    """What both kinds of client take.

    `base_url` wins over every server of the document, those of single operations
    too; without it, `server` picks one by position or name, and `server_variables`
    fill its URL.
    `timeout` bounds one attempt, `deadline` the whole call with retries and
    waiting, both in seconds. A `Timeout` bounds the phases of attempts.
    `terminator` is the data of the event that ends a stream, where it is not the
    usual `[DONE]`; None waits for the end of the answer.
    `token_url` and `scopes` stand for those of the document, where OAuth 2 tokens
    are fetched or renewed.
    """

    base_url: str | None
    server: int | str
    server_variables: Mapping[str, str]
    timeout: float | Timeout | None
    deadline: float | None
    max_retries: int
    default_headers: Mapping[str, str]
    default_query: Mapping[str, object]
    on_mismatch: OnMismatch
    hooks: Hooks
    terminator: str | None
    token_url: str
    scopes: Sequence[str]


class ClientOptions(SharedOptions, total=False):
    """Options of a synchronous client.

    `middleware` stands around each attempt, `call_middleware` around each call.
    An `http_client` or a `transport` given is used and not closed; the options of
    connections are then its own matter.
    """

    http_client: httpx2.Client | None
    transport: httpx2.BaseTransport | None
    middleware: Sequence[Middleware]
    call_middleware: Sequence[Middleware]
    clock: Clock


class AsyncClientOptions(SharedOptions, total=False):
    """Options of an asynchronous client, as in `ClientOptions`."""

    http_client: httpx2.AsyncClient | None
    transport: httpx2.AsyncBaseTransport | None
    middleware: Sequence[AsyncMiddleware]
    call_middleware: Sequence[AsyncMiddleware]
    clock: AsyncClock
