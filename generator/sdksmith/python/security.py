"""Security schemes: what the runtime is told, and the arguments for credentials."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import product

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
    """A scheme in generated code, and the client's arguments that fill it.

    `of` is the key of the document's scheme that it satisfies.
    """

    key: str
    of: str
    arguments: tuple[str, ...]
    scheme: Code


def credentials(api: Api) -> tuple[Credential, ...]:
    """The credentials of an API.

    A single one has the usual names: `api_key`, or `username` and `password`; of
    several, each has names made from its key. A scheme of OAuth 2 whose tokens are
    the client's or a user's is two of them.
    """
    schemes = sorted(api.security_schemes, key=lambda scheme: scheme.key)
    alone = len(schemes) == 1
    known = {scheme.key for scheme in schemes}
    taken: set[str] = set()
    found: list[Credential] = []
    for scheme in schemes:
        stem = "" if alone else _free(_argument(scheme.key), taken)
        if not isinstance(scheme, OAuth2Scheme) or scheme.token_url is None:
            found.append(_credential(scheme, stem, taken))
            continue
        found.append(_of_client(scheme, scheme.token_url, stem, taken))
        if scheme.has_users:
            found.append(_of_user(scheme, stem, taken, known))
    return tuple(found)


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
    keys: dict[str, list[str]] = {}
    for credential in credentials(api):
        keys.setdefault(credential.of, []).append(credential.key)
    return tuple_display(
        tuple_display([(literal(key),) for key in choice])
        for requirement in security
        for choice in product(
            *(keys[use.key] for use in requirement if use.key in keys)
        )
    )


def _credential(scheme: SecurityScheme, stem: str, taken: set[str]) -> Credential:
    if isinstance(scheme, HttpScheme) and scheme.scheme == "basic":
        names = _joined(stem, ("username", "password"), taken)
        given = [("arguments", _texts(names))] if stem else []
        made = call(runtime("Basic"), named_arguments=given)
        return Credential(scheme.key, scheme.key, names, made)
    name = stem or _API_KEY
    return Credential(scheme.key, scheme.key, (name,), _single(scheme, name))


def _of_client(
    scheme: OAuth2Scheme, url: str, stem: str, taken: set[str]
) -> Credential:
    names = _joined(stem, ("client_id", "client_secret"), taken)
    given = [("scopes", _texts(scheme.scopes))] if scheme.scopes else []
    given += [("arguments", _texts(names))] if stem else []
    made = call(runtime("ClientCredentials"), (literal(url),), named_arguments=given)
    return Credential(scheme.key, scheme.key, names, made)


def _of_user(
    scheme: OAuth2Scheme, stem: str, taken: set[str], known: set[str]
) -> Credential:
    key, (name,) = f"{scheme.key} of a user", _joined(stem, ("access_token",), taken)
    while key in known:
        key += "_"
    return Credential(key, scheme.key, (name,), _single(scheme, name))


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
        case OAuth2Scheme(renewal_url=str() as url):
            renewal: tuple[str, Code] = ("renewal_url", (literal(url),))
            return call(runtime("Bearer"), named_arguments=[*argument, renewal])
        case HttpScheme() | OAuth2Scheme() | OpenIdConnectScheme():
            return call(runtime("Bearer"), named_arguments=argument)


def _joined(stem: str, words: Iterable[str], taken: set[str]) -> tuple[str, ...]:
    return tuple(_free(f"{stem}_{word}" if stem else word, taken) for word in words)


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
    clock proxy http2 limits verify cert trust_env token_url scopes terminator
    self options
    """)


def _texts(values: Iterable[str]) -> Code:
    return tuple_display([(literal(value),) for value in values])
