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
    name: str | None = None


def resolve_server(
    servers: Sequence[Server],
    base_url: str | None,
    *,
    chosen: int | str = 0,
    values: Mapping[str, str] | None = None,
) -> str:
    """The base URL without a slash at its end; `base_url` wins over the document.

    `chosen` is a server's position or its name.
    """
    if base_url is None:
        url = _from_document(servers, chosen, {} if values is None else values)
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
