"""How connections are made and kept, and which way out a request takes; no I/O."""

from __future__ import annotations

import ssl
import threading
from collections.abc import Callable, Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from importlib.util import find_spec
from pathlib import Path
from typing import Any, Generic, TypeAlias, TypedDict, TypeVar
from urllib.request import getproxies, proxy_bypass

import httpcore2
import httpx2

from .errors import ConfigurationError
from .options import Certificate, Limits, PoolOptions, Verify

P = TypeVar("P")
Origin: TypeAlias = tuple[str, str, int | None]
"""Scheme, host and port."""
POOL_OPTIONS = frozenset(PoolOptions.__annotations__)
CONNECTION_OPTIONS = POOL_OPTIONS | {"http_client", "transport"}
"""The options that a client with other connections is made by."""


class PoolArguments(TypedDict):
    """What both kinds of httpcore2's pools take."""

    ssl_context: ssl.SSLContext | None
    proxy: httpcore2.Proxy | None
    max_connections: int | None
    max_keepalive_connections: int | None
    keepalive_expiry: float | None
    http2: bool


@dataclass(frozen=True, slots=True)
class PoolSettings:
    """The options of a client that concern its connections."""

    proxy: str | None = field(default=None, repr=False)
    http2: bool = False
    limits: Limits = field(default_factory=Limits)
    verify: Verify = True
    cert: Certificate | None = field(default=None, repr=False)
    trust_env: bool = True

    def arguments(self, origin: Origin) -> PoolArguments:
        """What the pool for one origin is made of."""
        proxy = self._proxy(origin)
        is_secure = origin[0] == "https"
        return {
            "ssl_context": self._context() if is_secure else None,
            "proxy": None if proxy is None else _proxy(proxy, self),
            "max_connections": self.limits.max_connections,
            "max_keepalive_connections": self.limits.max_keepalive_connections,
            "keepalive_expiry": self.limits.keepalive_expiry,
            "http2": self.http2 and is_secure,
        }

    def _proxy(self, origin: Origin) -> str | None:
        if self.proxy is not None or not self.trust_env:
            return self.proxy
        scheme, host, port = origin
        found = getproxies()
        proxy = found.get(scheme) or found.get("all")
        if not proxy or proxy_bypass(host if port is None else f"{host}:{port}"):
            return None
        return proxy if "://" in proxy else f"http://{proxy}"

    def _context(self) -> ssl.SSLContext:
        context = self.trusted()
        if self.cert is None:
            return context
        files = (self.cert,) if isinstance(self.cert, str) else self.cert
        try:
            context.load_cert_chain(*files)
        except OSError as error:
            raise _unreadable(error) from None
        return context

    def trusted(self) -> ssl.SSLContext:
        """Whom connections trust, API and proxy alike."""
        verify = self.verify
        try:
            if isinstance(verify, ssl.SSLContext):
                return verify
            if isinstance(verify, bool):
                return httpx2.create_ssl_context(verify, trust_env=self.trust_env)
            if Path(verify).is_dir():
                return ssl.create_default_context(capath=verify)
            return ssl.create_default_context(cafile=verify)
        except OSError as error:
            raise _unreadable(error) from None


def _unreadable(error: OSError) -> ConfigurationError:
    reason = error.strerror or "not a certificate"
    return ConfigurationError(f"verify= or cert= cannot be read: {reason}")


PLAIN = PoolSettings()


def pool_settings(
    options: PoolOptions, name: str, base: PoolSettings = PLAIN
) -> PoolSettings:
    """The settings with these options; `name` is the distribution's, for advice."""
    given: dict[str, Any] = {
        option: value for option, value in options.items() if option in POOL_OPTIONS
    }
    _refuse_two_ways(options, given)
    settings = replace(base, **given)
    if settings.http2 and find_spec("h2") is None:
        raise ConfigurationError(
            f'http2=True needs the package h2: pip install "{name}[http2]"'
        )
    if settings.cert is not None and isinstance(settings.verify, ssl.SSLContext):
        raise ConfigurationError(
            "verify= is a context: load the certificate into it, without cert="
        )
    if settings.proxy is not None:
        _proxy(settings.proxy, settings)
    return settings


def _refuse_two_ways(options: Mapping[str, object], given: Collection[str]) -> None:
    ways = [way for way in ("http_client", "transport") if options.get(way) is not None]
    if len(ways) > 1:
        raise ConfigurationError("http_client= and transport= exclude each other")
    if ways and given:
        others = " and ".join(f"{option}=" for option in given)
        raise ConfigurationError(
            f"{others} cannot be set for connections given as {ways[0]}="
        )


def _proxy(url: str, settings: PoolSettings) -> httpcore2.Proxy:
    try:
        proxy = httpx2.Proxy(url)
    except (ValueError, httpx2.InvalidURL):
        # Not the URL itself, which may hold a password.
        proxy = None
    if proxy is None:
        raise ConfigurationError(
            "proxy= is no URL of the scheme http, https, socks5 or socks5h"
        )
    if proxy.url.scheme.startswith("socks") and find_spec("socksio") is None:
        raise ConfigurationError("a SOCKS proxy needs the package socksio")
    target = proxy.url
    return httpcore2.Proxy(
        httpcore2.URL(
            scheme=target.raw_scheme,
            host=target.raw_host,
            port=target.port,
            target=target.raw_path,
        ),
        proxy.raw_auth,
        proxy.headers.raw,
        settings.trusted() if target.scheme == "https" else None,
    )


class Pools(Generic[P]):
    """The pool of each origin, made at its first request; threads may share them."""

    def __init__(
        self, settings: PoolSettings, make: Callable[[PoolArguments], P]
    ) -> None:
        self._settings = settings
        self._make = make
        self._made: dict[Origin, P] = {}
        self._lock = threading.Lock()

    def at(self, url: httpx2.URL) -> P:
        """The pool by which a request to this URL leaves."""
        origin = url.scheme, url.host, url.port
        with self._lock:
            if origin not in self._made:
                self._made[origin] = self._make(self._settings.arguments(origin))
            return self._made[origin]

    def __iter__(self) -> Iterator[P]:
        return iter(self._made.values())


def core_request(request: httpx2.Request) -> httpcore2.Request:
    """The request of httpx2 as httpcore2 takes it."""
    url = request.url
    return httpcore2.Request(
        request.method,
        httpcore2.URL(
            scheme=url.raw_scheme,
            host=url.raw_host,
            port=url.port,
            target=url.raw_path,
        ),
        headers=request.headers.raw,
        content=request.stream,
        extensions=request.extensions,
    )
