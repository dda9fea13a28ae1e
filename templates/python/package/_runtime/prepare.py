"""From a call to the request that goes out, without any input or output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace

from .auth import Addition
from .body import Body
from .call_headers import NO_HEADERS, call_headers, key_header, overridden
from .call_urls import call_url
from .credentials import Credential, static_addition
from .errors import InvalidRequestError
from .headers import Headers
from .middleware import Request
from .omit import omit
from .operation import Arguments, Endpoint
from .option_checks import REQUEST_CHECKS, check_options
from .options import OnMismatch, RequestOptions, Timeout
from .payload import encoded_body
from .retry import REPEATABLE_METHODS, Policy
from .settings import Settings

NO_OPTIONS: RequestOptions = {}


@dataclass(frozen=True, eq=False, slots=True)
class Prepared:
    """A request without credentials yet, and what to do about its answers.

    `addition` is None where a credential must be asked for at each attempt.
    """

    endpoint: Endpoint
    request: Request
    chosen: tuple[Credential, ...]
    addition: Addition | None
    policy: Policy
    on_mismatch: OnMismatch
    started_at: float
    overrides: Mapping[str, str | None] = field(repr=False)

    def sending(self, request: Request) -> Prepared:
        """The same call with the request that middleware made of it."""
        return self if request is self.request else replace(self, request=request)


def prepared(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
    *,
    streamed: bool = False,
) -> Prepared:
    """All that is decided before anything is sent."""
    check_options(options, REQUEST_CHECKS)
    try:
        return _prepared(settings, endpoint, arguments, options, streamed=streamed)
    except UnicodeEncodeError:
        reason = "a text has half of a surrogate pair, which is no character"
    except RecursionError:
        reason = "an argument is nested too deeply, or contains itself"
    raise InvalidRequestError(f"{endpoint.name}: {reason}")


def _prepared(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
    *,
    streamed: bool,
) -> Prepared:
    started_at = settings.timer.monotonic()
    security = endpoint.security
    if security is None:
        security = settings.api.security
    chosen = settings.credentials.chosen(security, endpoint.name)
    body = _body(endpoint, arguments, options)
    headers = call_headers(
        settings, endpoint, arguments, options, body, streamed=streamed
    )
    policy = _policy(settings, endpoint, options, headers, body, now=started_at)
    request = Request(
        endpoint.method,
        call_url(settings, endpoint, arguments, options),
        endpoint.name,
        headers,
        body,
        0,
        Timeout.of(options["timeout"]) if "timeout" in options else settings.timeout,
        policy.ends_at,
        streamed,
        endpoint=endpoint,
    )
    return Prepared(
        endpoint,
        request,
        chosen,
        static_addition(chosen),
        policy,
        options.get("on_mismatch", settings.on_mismatch),
        started_at,
        options.get("headers", NO_HEADERS),
    )


def _policy(
    settings: Settings,
    endpoint: Endpoint,
    options: RequestOptions,
    headers: Headers,
    body: Body | None,
    *,
    now: float,
) -> Policy:
    deadline = options.get("deadline", settings.deadline)
    repeatable = (
        endpoint.method in REPEATABLE_METHODS
        or endpoint.idempotent
        or key_header(settings, endpoint) in headers
        or options.get("retry_unsafe", False)
    )
    return Policy(
        options.get("max_retries", settings.max_retries),
        repeatable,
        body is None or body.replayable,
        None if deadline is None else now + deadline,
    )


def _body(
    endpoint: Endpoint, arguments: Arguments, options: RequestOptions
) -> Body | None:
    payload, extra = arguments.payload, options.get("body")
    if payload is None or (payload.value is omit and extra is None):
        return None
    media_type = arguments.media_type or endpoint.media_type
    body = encoded_body(payload, media_type, endpoint.parts, extra)
    return (
        replace(body, progress=options["progress"]) if "progress" in options else body
    )


def authorised(ready: Prepared, addition: Addition, attempt: int) -> Request:
    """The request of one attempt, with what its credentials add."""
    request = ready.request
    changes = {
        name: value
        for name, value in addition.headers
        if not overridden(name, ready.overrides)
    }
    url, headers = request.url, request.headers
    if addition.cookies:
        own = headers.get("cookie")
        pairs = [f"{name}={value}" for name, value in addition.cookies]
        changes["Cookie"] = "; ".join([own, *pairs] if own else pairs)
    if addition.query:
        url = _with_query(url, addition.query)
    if changes:
        headers = headers.replacing(changes, hidden=True)
    return Request(
        request.method,
        url,
        request.operation,
        headers,
        request.body,
        attempt,
        request.timeout,
        request.ends_at,
        request.streamed,
        endpoint=request.endpoint,
    )


def _with_query(url: str, added: Iterable[tuple[str, str]]) -> str:
    """The URL with these in its query, in the place of what is called so there.

    The API's own link to another page may repeat the key that this one was asked by.
    """
    base, _, query = url.partition("?")
    names = {name for name, _ in added}
    pairs = [pair for pair in query.split("&") if pair.partition("=")[0] not in names]
    kept = [pair for pair in pairs if pair]
    return f"{base}?{'&'.join([*kept, *(f'{n}={v}' for n, v in added)])}"
