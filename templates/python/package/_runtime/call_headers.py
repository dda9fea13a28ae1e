"""The headers of a call, the key that lets it be sent again among them."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import NAMESPACE_URL, uuid4, uuid5

from .body import Body
from .codings import CODINGS
from .headers import Headers
from .omit import omit
from .operation import Arguments, Endpoint
from .options import RequestOptions
from .parameters import COOKIE, HEADER, cookie_pairs, header_text
from .retry import SAFE_METHODS
from .settings import Settings

NO_HEADERS: Mapping[str, str | None] = {}


def call_headers(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
    body: Body | None,
    *,
    streamed: bool,
) -> Headers:
    """The headers of the client, of the arguments and of the options.

    What is read whole may come compressed; a stream is to come as it is, so that its
    pieces are not held up, and a download can go on where it broke off.
    """
    added: dict[str, str | None] = {"Accept": endpoint.accepts}
    if not streamed and "Accept-Encoding" not in settings.headers:
        added["Accept-Encoding"] = CODINGS
    if body is not None and body.content_type is not None:
        added["Content-Type"] = body.content_type
    for name, value in arguments.headers.items():
        if value is not omit:
            style = endpoint.styles.get(("header", name), HEADER)
            added[name] = header_text(name, value, style)
    if arguments.cookies:
        added["Cookie"] = _cookies(endpoint, arguments.cookies)
    if "idempotency_key" in options:
        added[key_header(settings, endpoint)] = options["idempotency_key"]
    added.update(options.get("headers", NO_HEADERS))
    if arguments.page:
        _tell_pages_apart(added, key_header(settings, endpoint), arguments.page)
    if _needs_key(settings, endpoint, added):
        added[key_header(settings, endpoint)] = str(uuid4())
    return settings.headers.replacing(added)


def key_header(settings: Settings, endpoint: Endpoint) -> str:
    """What the header with the idempotency key is called."""
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
    header = key_header(settings, endpoint)
    return header not in settings.headers and not overridden(header, given)


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


def overridden(name: str, overrides: Mapping[str, str | None]) -> bool:
    """Whether the caller gave this header."""
    return any(name.lower() == given.lower() for given in overrides)
