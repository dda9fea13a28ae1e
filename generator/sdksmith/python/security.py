"""Security schemes: what the runtime is told, and the arguments for credentials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Operation
from sdksmith.ir.security import (
    ApiKeyPlace,
    ApiKeyScheme,
    HttpScheme,
    OAuth2Scheme,
    OpenIdConnectScheme,
    Requirement,
    SecurityScheme,
)
from sdksmith.naming.reserved import ARGUMENTS, avoid
from sdksmith.naming.word_sets import word_set
from sdksmith.naming.words import identifier, split_words
from sdksmith.python.literals import literal
from sdksmith.python.runtime import runtime
from sdksmith.python.types import Code, call, tuple_display

_API_KEY = "api_key"


@dataclass(frozen=True, slots=True)
class Credential:
    """A scheme in generated code, and the client's arguments that fill it."""

    key: str
    arguments: tuple[str, ...]
    scheme: Code


def credentials(api: Api) -> tuple[Credential, ...]:
    """The credentials of an API.

    A single one has the usual names: `api_key`, or `username` and `password`; of
    several, each has names made from its key.
    """
    schemes = sorted(api.security_schemes, key=lambda scheme: scheme.key)
    alone = len(schemes) == 1
    taken: set[str] = set()
    return tuple(_credential(scheme, alone=alone, taken=taken) for scheme in schemes)


def usual_security(api: Api) -> tuple[Requirement, ...]:
    """What most operations ask for, so that each need not say it."""
    found = Counter(asked_by(operation, api) for operation in api.operations)
    found[api.security] += 0
    return max(found, key=lambda each: (found[each], each == api.security))


def asked_by(operation: Operation, api: Api) -> tuple[Requirement, ...]:
    """What an operation asks for, said by itself or by the document for all."""
    return api.security if operation.security is None else operation.security


def requirements(security: Iterable[Requirement], api: Api) -> Code:
    """Which credentials are asked for: alternatives, each all of its schemes."""
    known = {scheme.key for scheme in api.security_schemes}
    return tuple_display(
        tuple_display([(literal(use.key),) for use in requirement if use.key in known])
        for requirement in security
    )


def _credential(scheme: SecurityScheme, *, alone: bool, taken: set[str]) -> Credential:
    stem = "" if alone else _free(_argument(scheme.key), taken)
    match scheme:
        case HttpScheme(scheme="basic"):
            names = tuple(_joined(stem, each) for each in ("username", "password"))
            given = [] if alone else [("arguments", _texts(names))]
            return Credential(
                scheme.key, names, call(runtime("Basic"), named_arguments=given)
            )
        case OAuth2Scheme(token_url=str() as url):
            names = tuple(
                _joined(stem, each) for each in ("client_id", "client_secret")
            )
            given = [("scopes", _texts(scheme.scopes))] if scheme.scopes else []
            given += [] if alone else [("arguments", _texts(names))]
            made = call(
                runtime("ClientCredentials"), (literal(url),), named_arguments=given
            )
            return Credential(scheme.key, names, made)
        case _:
            name = stem or _API_KEY
            return Credential(scheme.key, (name,), _single(scheme, name))


def _single(scheme: SecurityScheme, name: str) -> Code:
    argument: list[tuple[str, Code]] = []
    if name != _API_KEY:
        argument.append(("argument", (literal(name),)))
    match scheme:
        case ApiKeyScheme():
            place: list[tuple[str, Code]] = []
            if scheme.place is not ApiKeyPlace.HEADER:
                place.append(("place", (literal(scheme.place.value),)))
            return call(
                runtime("ApiKey"),
                (literal(scheme.wire_name),),
                named_arguments=[*place, *argument],
            )
        case HttpScheme() if scheme.scheme != "bearer":
            prefix: Code = (literal(scheme.scheme.capitalize()),)
            return call(
                runtime("Bearer"), named_arguments=[("prefix", prefix), *argument]
            )
        case HttpScheme() | OAuth2Scheme() | OpenIdConnectScheme():
            return call(runtime("Bearer"), named_arguments=argument)


def _joined(stem: str, word: str) -> str:
    return f"{stem}_{word}" if stem else word


def _argument(key: str) -> str:
    return avoid(identifier(split_words(key), "credential"), ARGUMENTS)


def _free(name: str, taken: set[str]) -> str:
    while name in taken or name in _CLIENT_OPTIONS:
        name += "_"
    taken.add(name)
    return name


# The clients' own arguments, which no credential may hide.
_CLIENT_OPTIONS = word_set("""
    base_url server server_variables timeout deadline max_retries default_headers
    default_query on_mismatch hooks http_client transport middleware call_middleware
    clock proxy http2 limits verify cert trust_env self options
    """)


def _texts(values: Iterable[str]) -> Code:
    return tuple_display([(literal(value),) for value in values])
