"""Reads security schemes, requirements and servers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import escape
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.nodes import Node, mapping, sequence, text, texts
from sdksmith.ir.security import (
    ApiKeyPlace,
    ApiKeyScheme,
    HttpScheme,
    OAuth2Scheme,
    OpenIdConnectScheme,
    Requirement,
    SchemeUse,
    SecurityScheme,
)

_MACHINE = "clientCredentials"
_OF_USERS = {
    "authorizationCode": "authorizationUrl",
    "deviceAuthorization": "deviceAuthorizationUrl",
    "password": "tokenUrl",
    "implicit": "authorizationUrl",
}
"""The flows with users in them, and what says where these begin."""


def read_schemes(context: Context) -> tuple[SecurityScheme, ...]:
    """The security schemes for which a client has a credential to send."""
    schemes = []
    declared = mapping(mapping(context.document.tree, "components"), "securitySchemes")
    for key, node in declared.items():
        scheme = _scheme(key, node) if isinstance(node, Mapping) else None
        if scheme is not None:
            schemes.append(scheme)
            continue
        message = f"`{key}` is not sent as a credential; see to it in the transport"
        at = f"/components/securitySchemes/{escape(key)}"
        context.note(Code.SECURITY_NOT_SENT, message, at)
    return tuple(schemes)


def _scheme(key: str, node: Node) -> SecurityScheme | None:
    doc = object_doc(node)
    places = {place.value: place for place in ApiKeyPlace}
    match text(node, "type"):
        case "apiKey":
            name, place = text(node, "name"), places.get(text(node, "in") or "")
            return ApiKeyScheme(key, name, place, doc) if name and place else None
        case "http":
            return HttpScheme(key, (text(node, "scheme") or "bearer").lower(), doc)
        case "oauth2":
            return _oauth2(key, mapping(node, "flows"), node)
        case "openIdConnect":
            return OpenIdConnectScheme(key, text(node, "openIdConnectUrl") or "", doc)
        case _:
            return None


def _oauth2(key: str, flows: Node, node: Node) -> OAuth2Scheme:
    machine = mapping(flows, _MACHINE)
    token_url = text(machine, "tokenUrl") or None
    of_users = [mapping(flows, flow) for flow in _OF_USERS if flow in flows]
    # A token is renewed where it was issued, unless the flow names another place.
    places = [text(flow, "refreshUrl") or text(flow, "tokenUrl") for flow in of_users]
    return OAuth2Scheme(
        key,
        token_url,
        tuple(mapping(machine, "scopes")) if token_url else (),
        has_users=bool(of_users) or not token_url,
        renewal_url=next(filter(None, places), None),
        user_flows=tuple(
            (name, text(mapping(flows, name), at) or None)
            for name, at in _OF_USERS.items()
            if name in flows
        ),
        doc=object_doc(node),
    )


def read_requirements(
    node: Node, known: Sequence[SecurityScheme]
) -> tuple[Requirement, ...] | None:
    """The `security` of the document or of an operation; None where it says nothing.

    What is not sent as a credential (mutual TLS) is taken to be seen to.
    """
    if "security" not in node:
        return None
    keys = {scheme.key for scheme in known}
    requirements = [
        tuple(SchemeUse(key, texts(uses, key)) for key in uses if key in keys)
        for uses in sequence(node, "security")
        if isinstance(uses, Mapping)
    ]
    return tuple(dict.fromkeys(requirements))
