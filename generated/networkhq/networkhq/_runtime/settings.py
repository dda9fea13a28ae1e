"""What holds for every call of one client, settled when it is built."""

from __future__ import annotations

import os
import sys
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from .api import Api
from .clock import Timer
from .credentials import Credentials
from .errors import ConfigurationError
from .headers import Headers
from .hooks import Hooks
from .omit import Omit, omit
from .options import (
    OnMismatch,
    SharedOptions,
    Timeout,
)
from .parameters import QUERY, Pairs, query_pairs
from .servers import resolve_server

DEFAULT_RETRIES = 2
DEFAULT_TIMEOUT = Timeout()
NO_HOOKS = Hooks()
_PYTHON = f"{sys.version_info.major}.{sys.version_info.minor}"


@dataclass(frozen=True, eq=False, slots=True)
class Settings:
    """Everything that preparing a request and judging its answer needs.

    `reported` remembers the mismatches that were warned of already.
    """

    api: Api
    base_url: str = field(repr=False)
    base_url_given: bool
    credentials: Credentials
    timer: Timer
    headers: Headers
    query: Pairs = field(default_factory=list[tuple[str, str]], repr=False)
    timeout: Timeout = DEFAULT_TIMEOUT
    deadline: float | None = None
    max_retries: int = DEFAULT_RETRIES
    on_mismatch: OnMismatch = "warn"
    hooks: Hooks = NO_HOOKS
    terminator: str | Omit | None = omit
    server: int | str = 0
    server_variables: Mapping[str, str] = field(default_factory=dict[str, str])
    reported: set[tuple[str, str]] = field(default_factory=set[tuple[str, str]])

    @property
    def shown_url(self) -> str:
        """The base URL without user and password."""
        scheme, mark, rest = self.base_url.partition("://")
        host, slash, path = rest.partition("/")
        return f"{scheme}{mark}{host.rpartition('@')[2]}{slash}{path}"


def settled(
    api: Api,
    credentials: Credentials,
    timer: Timer,
    options: SharedOptions,
    inherited: Mapping[str, str],
) -> Settings:
    """The settings of a new client; `inherited` are headers of a given HTTP client."""
    base_url, said_by = options.get("base_url"), "base_url"
    if base_url is None:
        said_by = f"{api.environment}_BASE_URL"
        base_url = os.environ.get(said_by) or None
    first = Settings(
        api,
        resolve_server(
            api.servers,
            base_url,
            chosen=options.get("server", 0),
            values=options.get("server_variables"),
            said_by=said_by,
        ),
        base_url is not None,
        credentials,
        timer,
        Headers({"User-Agent": user_agent(api), **inherited}),
        server=options.get("server", 0),
        server_variables=options.get("server_variables", {}),
    )
    return changed(first, options)


def user_agent(api: Api) -> str:
    """Who is calling: the package, the API's version, the Python."""
    version = "".join(c for c in api.version if c.isascii() and c.isprintable())
    product = f"{api.name}/{version.replace(' ', '-') or '0'}"
    return f"{product} (sdksmith; python {_PYTHON})"


def changed(settings: Settings, options: SharedOptions) -> Settings:
    """The settings with these options; headers and query are added to, by name."""
    headers, query = options.get("default_headers", {}), options.get("default_query")
    settings = _at(settings, options)
    try:
        settings = replace(
            settings,
            headers=settings.headers.replacing(headers),
            query=merged(settings.query, pairs_of(query or {})),
        )
    except UnicodeEncodeError:
        raise ConfigurationError(
            "default_headers= or default_query= has half of a surrogate pair"
        ) from None
    return replace(
        settings,
        timeout=Timeout.of(options.get("timeout", settings.timeout)),
        deadline=options.get("deadline", settings.deadline),
        max_retries=options.get("max_retries", settings.max_retries),
        credentials=settings.credentials.issued(
            options.get("token_url"), options.get("scopes")
        ),
        on_mismatch=options.get("on_mismatch", settings.on_mismatch),
        hooks=options.get("hooks", settings.hooks),
        terminator=options.get("terminator", settings.terminator),
    )


def _at(settings: Settings, options: SharedOptions) -> Settings:
    """The settings for the server that the options choose, if they choose one."""
    base_url = options.get("base_url")
    if base_url is not None:
        url = resolve_server(settings.api.servers, base_url)
        return replace(settings, base_url=url, base_url_given=True)
    if settings.base_url_given or not _CHOOSING & options.keys():
        return settings
    chosen, values = settings.server, settings.server_variables
    if "server" in options:
        chosen, values = options["server"], {}
    values = {**values, **options.get("server_variables", {})}
    url = resolve_server(settings.api.servers, None, chosen=chosen, values=values)
    return replace(settings, base_url=url, server=chosen, server_variables=values)


_CHOOSING = frozenset({"server", "server_variables"})


def merged(pairs: Pairs, other: Pairs) -> Pairs:
    """Both together; of a name that both have, what the other says."""
    names = {name for name, _ in other}
    return [pair for pair in pairs if pair[0] not in names] + other


def pairs_of(query: Mapping[str, object]) -> Pairs:
    """A free query mapping as encoded pairs."""
    return [
        pair
        for name, value in query.items()
        for pair in query_pairs(name, value, QUERY)
    ]
