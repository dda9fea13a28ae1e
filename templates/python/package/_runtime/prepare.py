"""From a call to the request that goes out, without any input or output."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from uuid import NAMESPACE_URL, uuid4, uuid5

from .auth import Addition
from .body import Body
from .credentials import Credential, static_addition
from .errors import InvalidRequestError, PaginationError
from .headers import Headers
from .links import within_origin
from .middleware import Request
from .omit import omit
from .operation import Arguments, Endpoint
from .option_checks import REQUEST_CHECKS, check_options
from .options import OnMismatch, RequestOptions, Timeout
from .parameters import (
    COOKIE,
    HEADER,
    QUERY,
    Pairs,
    cookie_pairs,
    header_text,
    query_pairs,
)
from .paths import filled
from .payload import encoded_body
from .retry import REPEATABLE_METHODS, SAFE_METHODS, Policy
from .servers import resolve_server
from .settings import Settings, merged, pairs_of

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
    headers = _headers(settings, endpoint, arguments, options, body)
    policy = _policy(settings, endpoint, options, headers, body, now=started_at)
    request = Request(
        endpoint.method,
        _url(settings, endpoint, arguments, options),
        endpoint.name,
        headers,
        body,
        0,
        Timeout.of(options["timeout"]) if "timeout" in options else settings.timeout,
        policy.ends_at,
        streamed,
    )
    return Prepared(
        endpoint,
        request,
        chosen,
        static_addition(chosen),
        policy,
        options.get("on_mismatch", settings.on_mismatch),
        started_at,
        options.get("headers", _NO_HEADERS),
    )


_NO_HEADERS: Mapping[str, str | None] = {}


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
        or _key_header(settings, endpoint) in headers
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


def _url(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
) -> str:
    base = settings.base_url
    if endpoint.servers and not settings.base_url_given:
        base = resolve_server(endpoint.servers, None)
    template, fixed = endpoint.route
    if "{" in template:
        template = filled(template, arguments.path, endpoint.path_styles)
    if arguments.link is not None:
        return _linked(base + template, arguments.link, endpoint)
    query = _query(settings, endpoint, arguments, options)
    text = "&".join([f"{name}={value}" if name else value for name, value in query])
    if fixed:
        text = f"{fixed}&{text}" if text else fixed
    return f"{base}{template}?{text}" if text else base + template


def _linked(url: str, link: str, endpoint: Endpoint) -> str:
    target = within_origin(url, link)
    if target is None:
        raise PaginationError(
            "the API leads to another origin for the next page",
            operation=endpoint.name,
        )
    return target


def _query(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
) -> Pairs:
    pairs: Pairs = []
    for name, value in arguments.query.items():
        if value is not omit:
            style = endpoint.styles.get(("query", name), QUERY)
            pairs += query_pairs(name, value, style)
    if settings.query:
        pairs = merged(settings.query, pairs)
    extra = options.get("query")
    return merged(pairs, pairs_of(extra)) if extra else pairs


def _headers(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
    body: Body | None,
) -> Headers:
    added: dict[str, str | None] = {"Accept": endpoint.accepts}
    if body is not None and body.content_type is not None:
        added["Content-Type"] = body.content_type
    for name, value in arguments.headers.items():
        if value is not omit:
            style = endpoint.styles.get(("header", name), HEADER)
            added[name] = header_text(name, value, style)
    if arguments.cookies:
        added["Cookie"] = _cookies(endpoint, arguments.cookies)
    if "idempotency_key" in options:
        added[_key_header(settings, endpoint)] = options["idempotency_key"]
    added.update(options.get("headers", _NO_HEADERS))
    if arguments.page:
        _tell_pages_apart(added, _key_header(settings, endpoint), arguments.page)
    if _needs_key(settings, endpoint, added):
        added[_key_header(settings, endpoint)] = str(uuid4())
    return settings.headers.replacing(added)


def _key_header(settings: Settings, endpoint: Endpoint) -> str:
    return endpoint.idempotency_header or settings.api.idempotency_header


def _tell_pages_apart(added: dict[str, str | None], header: str, page: str) -> None:
    """Another page is another request: the caller's key is for the first alone."""
    for name, key in added.items():
        if name.lower() == header.lower() and key is not None:
            added[name] = str(uuid5(NAMESPACE_URL, f"{key} {page}"))


def _needs_key(
    settings: Settings, endpoint: Endpoint, given: Mapping[str, str | None]
) -> bool:
    """Whether a key is to be made up; a header of None is one that was given."""
    if not (endpoint.idempotency_header or settings.api.makes_idempotency_keys):
        return False
    if endpoint.method in SAFE_METHODS:
        return False
    header = _key_header(settings, endpoint)
    return header not in settings.headers and not _overridden(header, given)


def _cookies(endpoint: Endpoint, cookies: Mapping[str, object]) -> str | None:
    pairs = [
        pair
        for name, value in cookies.items()
        if value is not omit
        for pair in cookie_pairs(
            name, value, endpoint.styles.get(("cookie", name), COOKIE)
        )
    ]
    return "; ".join(f"{name}={text}" for name, text in pairs) or None


def authorised(ready: Prepared, addition: Addition, attempt: int) -> Request:
    """The request of one attempt, with what its credentials add."""
    request = ready.request
    changes = {
        name: value
        for name, value in addition.headers
        if not _overridden(name, ready.overrides)
    }
    url, headers = request.url, request.headers
    if addition.cookies:
        own = headers.get("cookie")
        pairs = [f"{name}={value}" for name, value in addition.cookies]
        changes["Cookie"] = "; ".join([own, *pairs] if own else pairs)
    if addition.query:
        url = _with_query(url, addition.query)
    if changes:
        headers = headers.replacing(changes).hiding(changes)
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


def _overridden(name: str, overrides: Mapping[str, str | None]) -> bool:
    return any(name.lower() == given.lower() for given in overrides)
