"""Where the API is: servers, their variables, and the override."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from .errors import ConfigurationError


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


def resolve_server(
    servers: Sequence[Server],
    base_url: str | None,
    *,
    index: int = 0,
    values: Mapping[str, str] | None = None,
) -> str:
    """The base URL without a slash at its end; `base_url` wins over the document."""
    if base_url is None:
        url = _from_document(servers, index, {} if values is None else values)
    else:
        url = base_url
    if not url.startswith(("http://", "https://")):
        raise ConfigurationError(
            f"`{url}` is no absolute http(s) URL: pass base_url="
            if url
            else "the API's document names no server: pass base_url="
        )
    return url.rstrip("/")


def _from_document(
    servers: Sequence[Server], index: int, values: Mapping[str, str]
) -> str:
    if not servers:
        return ""
    if not 0 <= index < len(servers):
        raise ConfigurationError(f"server={index}: there are {len(servers)} servers")
    server = servers[index]
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
