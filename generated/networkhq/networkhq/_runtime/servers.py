"""Where the API is: servers, their variables, and the override."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

import httpx2

from .errors import ConfigurationError
from .headers import masked


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """One `{variable}` of a server's URL; no choices means any value.

    Without a default, there is no address until a value is given.
    """

    name: str
    default: str | None = None
    choices: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Server:
    """One address of the API."""

    url: str
    variables: tuple[ServerVariable, ...] = ()
    name: str | None = None


def resolve_server(
    servers: Sequence[Server],
    base_url: str | None,
    *,
    chosen: int | str = 0,
    values: Mapping[str, str] | None = None,
    said_by: str = "base_url",
) -> str:
    """The base URL without a slash at its end; `base_url` wins over the document.

    `chosen` is a server's position or its name; `said_by` is what gave `base_url`.
    """
    if base_url is not None:
        _check(base_url, said_by)
        return base_url.rstrip("/")
    url = _from_document(servers, chosen, {} if values is None else values)
    if not url.startswith(_SCHEMES):
        raise ConfigurationError(
            f"`{url}` is no absolute http(s) URL: pass base_url="
            if url
            else "the API's document names no server: pass base_url="
        )
    return url.rstrip("/")


_SCHEMES = ("http://", "https://")
_UNSAFE = re.compile(r"[\x00-\x20\x7f]")


def _check(url: str, said_by: str) -> None:
    """Raise where the URL cannot be the beginning of a request's."""
    try:
        has_host = httpx2.URL(url).host != "" and urlsplit(url).port != 0
    except (httpx2.InvalidURL, ValueError):
        has_host = False
    if not url.startswith(_SCHEMES) or not has_host or _UNSAFE.search(url):
        raise ConfigurationError(
            f"{said_by}={masked(url)!r} is no absolute http(s) URL"
        )
    if "?" in url or "#" in url:
        raise ConfigurationError(
            f"{said_by}={masked(url)!r} has a query or a fragment: what each request"
            " is to have in its query goes into default_query="
        )


def _from_document(
    servers: Sequence[Server], chosen: int | str, values: Mapping[str, str]
) -> str:
    if not servers:
        return ""
    server = _chosen(servers, chosen)
    unknown = set(values) - {variable.name for variable in server.variables}
    if unknown:
        names = ", ".join(sorted(unknown))
        raise ConfigurationError(f"`{server.url}` has no variable {names}")
    url = server.url
    for variable in server.variables:
        place = f"{{{variable.name}}}"
        if place in url:
            url = url.replace(place, _value(variable, values))
    return url


def _chosen(servers: Sequence[Server], chosen: int | str) -> Server:
    if isinstance(chosen, int):
        if not 0 <= chosen < len(servers):
            raise ConfigurationError(
                f"server={chosen}: there are {len(servers)} servers"
            )
        return servers[chosen]
    for server in servers:
        if server.name == chosen:
            return server
    names = [server.name for server in servers if server.name is not None]
    known = f"must be one of {', '.join(names)}" if names else "no server has a name"
    raise ConfigurationError(f"server={chosen!r}: {known}")


def _value(variable: ServerVariable, values: Mapping[str, str]) -> str:
    value = values.get(variable.name, variable.default)
    if value is None:
        raise ConfigurationError(
            f"server variable {variable.name} has no default: "
            f"pass server_variables={{{variable.name!r}: ...}} or base_url="
        )
    if variable.choices and value not in variable.choices:
        choices = ", ".join(variable.choices)
        raise ConfigurationError(
            f"server variable {variable.name}={value!r}: must be one of {choices}"
        )
    return value
