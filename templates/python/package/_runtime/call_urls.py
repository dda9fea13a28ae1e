"""The URL of a call: server, path and query, or where a page leads."""

from __future__ import annotations

from .errors import PaginationError
from .links import within_origin
from .omit import omit
from .operation import Arguments, Endpoint
from .options import RequestOptions
from .parameters import QUERY, Pairs, query_pairs
from .paths import filled
from .servers import resolve_server
from .settings import Settings, merged, pairs_of


def call_url(
    settings: Settings,
    endpoint: Endpoint,
    arguments: Arguments,
    options: RequestOptions,
) -> str:
    """Where the request of a call goes."""
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
