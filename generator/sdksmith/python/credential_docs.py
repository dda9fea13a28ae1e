"""What the documentation of the clients says of their credentials."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from sdksmith.ir.api import Api
from sdksmith.ir.security import OAuth2Scheme, SecurityScheme
from sdksmith.python.prose import arguments, text
from sdksmith.python.security import Credential
from sdksmith.python.wrapping import sentence

_FLOWS = {
    "authorizationCode": "authorization code",
    "deviceAuthorization": "device authorization",
    "implicit": "implicit",
    "password": "password",
}


def credentials_text(api: Api, found: Iterable[Credential]) -> str | None:
    """The `Args:` of the credentials that the document tells something about."""
    schemes = {scheme.key: scheme for scheme in api.security_schemes}
    return arguments(
        (credential.arguments[0], _text(schemes[credential.of], credential))
        for credential in found
    )


def _text(scheme: SecurityScheme, credential: Credential) -> str | None:
    said = text(scheme.doc)
    if isinstance(scheme, OAuth2Scheme) and not credential.arguments[1:]:
        separator = " " if said and "\n" not in said else "\n\n"
        parts = [sentence(said or ""), *_sources(scheme)]
        return separator.join(part for part in parts if part) or None
    return said


def _sources(scheme: OAuth2Scheme) -> Iterator[str]:
    """Where tokens of users come from."""
    flows = [
        f"the {_FLOWS[flow]} flow" + (f" at {url}" if url else "")
        for flow, url in scheme.user_flows
    ]
    if flows:
        *before, last = flows
        listed = f"{', '.join(before)} or {last}" if before else last
        yield f"A token of {listed}."
