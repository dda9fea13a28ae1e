"""Servers: where the API is, with the variables of its address."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class ServerVariable:
    """One `{variable}` of a server's URL; `choices` empty means any value.

    Without a default, whoever uses the API must say the value.
    """

    name: str
    default: str | None
    choices: tuple[str, ...] = ()
    description: str | None = None


@dataclass(frozen=True, slots=True)
class Server:
    """One address of the API; the URL may hold variables and may be relative.

    A `name` is what users choose it by.
    """

    url: str
    variables: tuple[ServerVariable, ...] = ()
    description: str | None = None
    name: str | None = None
