"""Security schemes and which of them an operation asks for."""

from __future__ import annotations

from dataclasses import dataclass
from enum import Enum
from typing import TypeAlias

from sdksmith.ir.schemas import NO_DOC, Doc


class ApiKeyPlace(Enum):
    """Where an API key travels."""

    HEADER = "header"
    QUERY = "query"
    COOKIE = "cookie"


@dataclass(frozen=True, slots=True)
class ApiKeyScheme:
    """A key in a header, the query or a cookie."""

    key: str
    wire_name: str
    place: ApiKeyPlace
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class HttpScheme:
    """An HTTP authentication scheme (RFC 9110, 11); `scheme` is lower case."""

    key: str
    scheme: str
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class OAuth2Scheme:
    """OAuth 2 (RFC 6749).

    `token_url` and `scopes` are those of the client credentials flow, if there is one.
    `has_users`: a flow gives tokens of users, renewed at the `renewal_url`;
    `user_flows` are these, with where a user begins.
    """

    key: str
    token_url: str | None
    scopes: tuple[str, ...] = ()
    has_users: bool = False
    renewal_url: str | None = None
    user_flows: tuple[tuple[str, str | None], ...] = ()
    doc: Doc = NO_DOC


@dataclass(frozen=True, slots=True)
class OpenIdConnectScheme:
    """OpenID Connect discovery."""

    key: str
    url: str
    doc: Doc = NO_DOC


SecurityScheme: TypeAlias = (
    ApiKeyScheme | HttpScheme | OAuth2Scheme | OpenIdConnectScheme
)


@dataclass(frozen=True, slots=True)
class SchemeUse:
    """One scheme that must be satisfied, with the scopes it needs."""

    key: str
    scopes: tuple[str, ...] = ()


Requirement: TypeAlias = tuple[SchemeUse, ...]
"""Schemes that must be satisfied together; the empty one allows anonymous calls."""
