"""The credentials of one client, and which of them an operation is sent with."""

from __future__ import annotations

import os
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import TypeAlias, cast

from .auth import (
    Addition,
    AsyncSecret,
    Bearer,
    ClientCredentials,
    OAuthToken,
    Requirements,
    Scheme,
)
from .errors import (
    ConfigurationError,
    InvalidRequestError,
    MissingCredentialError,
)

Given: TypeAlias = "AsyncSecret | tuple[AsyncSecret, AsyncSecret]"


def is_missing(secret: AsyncSecret) -> bool:
    """Whether there is nothing to send; `Bearer ` without a token never leaves."""
    return secret is None or secret == ""


@dataclass(frozen=True, slots=True)
class Credential:
    """A scheme and the secrets for it, some of which may be functions."""

    scheme: Scheme
    secrets: tuple[AsyncSecret, ...] = field(repr=False)
    variables: tuple[str, ...]

    @property
    def is_given(self) -> bool:
        """Whether nothing of it is missing."""
        return not any(is_missing(secret) for secret in self.secrets)

    def missing(self) -> Iterator[tuple[str, str]]:
        """The arguments that were not given, each with its environment variable."""
        named = zip(self.scheme.arguments, self.variables, strict=True)
        for pair, secret in zip(named, self.secrets, strict=True):
            if is_missing(secret):
                yield pair


@dataclass(frozen=True, slots=True)
class Credentials:
    """All credentials of a client by the key of their scheme."""

    by_scheme: Mapping[str, Credential]

    def chosen(
        self, requirements: Requirements, operation: str
    ) -> tuple[Credential, ...]:
        """The first alternative of which everything is given.

        An alternative that asks for nothing counts only after the others.
        """
        for requirement in requirements:
            found = [self.by_scheme.get(key) for key in requirement]
            given = tuple(c for c in found if c is not None and c.is_given)
            if requirement and len(given) == len(requirement):
                return given
        if not requirements or () in requirements:
            return ()
        raise self._missing(requirements, operation)

    def issued(
        self, token_url: str | None, scopes: Sequence[str] | None
    ) -> Credentials:
        """The same with tokens from there, for these scopes; None is as before."""
        found: dict[str, Credential] = {}
        for key, credential in self.by_scheme.items():
            scheme = _issued(credential.scheme, token_url, scopes)
            found[key] = replace(credential, scheme=scheme)
            _refuse_endless(found[key])
        return Credentials(found)

    def _missing(
        self, requirements: Requirements, operation: str
    ) -> MissingCredentialError:
        choices: list[str] = []
        variables: list[str] = []
        for requirement in requirements:
            wanted: list[str] = []
            for key in requirement:
                credential = self.by_scheme.get(key)
                if credential is None:
                    wanted.append(f"`{key}`")
                    continue
                for argument, variable in credential.missing():
                    wanted.append(f"{argument}= (or {variable})")
                    variables.append(variable)
            choices.append(" and ".join(wanted))
        message = f"{operation} needs a credential: pass {', or '.join(choices)}"
        return MissingCredentialError(message, variables=tuple(variables))


def _issued(
    scheme: Scheme, token_url: str | None, scopes: Sequence[str] | None
) -> Scheme:
    match scheme:
        case ClientCredentials():
            return replace(
                scheme,
                token_url=scheme.token_url if token_url is None else token_url,
                scopes=scheme.scopes if scopes is None else tuple(scopes),
            )
        case Bearer() if token_url is not None:
            return replace(scheme, renewal_url=token_url)
        case _:
            return scheme


def _refuse_endless(credential: Credential) -> None:
    """Say at once what would be missed only when a token ends."""
    named = zip(credential.scheme.arguments, credential.secrets, strict=True)
    for argument, secret in named:
        if not isinstance(secret, OAuthToken) or not secret.refresh_token:
            continue
        if not renewal_url(secret, credential.scheme):
            raise ConfigurationError(
                f"{argument}=OAuthToken(...) needs a token_url=: the document names"
                " no URL where tokens are renewed"
            )


def renewal_url(given: OAuthToken, scheme: Scheme) -> str:
    """Where a user's token is renewed; empty where neither it nor the API says."""
    if given.token_url is not None:
        return given.token_url
    return scheme.renewal_url if isinstance(scheme, Bearer) else ""


def collected(
    schemes: Mapping[str, Scheme], given: Mapping[str, Given], environment: str
) -> Credentials:
    """What was passed, and for the rest what the environment holds now."""
    found: dict[str, Credential] = {}
    for key, scheme in schemes.items():
        variables = tuple(f"{environment}_{a.upper()}" for a in scheme.arguments)
        passed = _as_tuple(given.get(key), len(variables))
        for argument, secret in zip(scheme.arguments, passed, strict=True):
            _check(argument, secret)
        secrets = tuple(
            _from_environment(variable) if secret is None else secret
            for secret, variable in zip(passed, variables, strict=True)
        )
        found[key] = Credential(scheme, secrets, variables)
    return Credentials(found)


def _check(argument: str, secret: object) -> None:
    if isinstance(secret, str) and not _is_text(secret):
        raise ConfigurationError(f"{argument}= {_HALF}")
    fits = secret is None or isinstance(secret, (str, OAuthToken)) or callable(secret)
    if not fits:
        raise ConfigurationError(
            f"{argument}= must be a text, an OAuthToken, or a function that gives a"
            f" text, not {type(secret).__name__}"
        )


_HALF = "has half of a surrogate pair, so it cannot be sent"


def _from_environment(variable: str) -> str | None:
    secret = os.environ.get(variable)
    if secret is not None and not _is_text(secret):
        raise ConfigurationError(f"{variable} {_HALF}")
    return secret


def _is_text(secret: str) -> bool:
    try:
        secret.encode()
    except UnicodeEncodeError:
        return False
    return True


def _as_tuple(given: Given, length: int) -> tuple[AsyncSecret, ...]:
    if isinstance(given, tuple):
        return cast("tuple[AsyncSecret, ...]", given)
    return (given,) if length == 1 else (given, None)


def static_addition(chosen: tuple[Credential, ...]) -> Addition | None:
    """What the credentials add, or None where one must be asked for first."""
    total = Addition()
    for credential in chosen:
        secrets = tuple(s for s in credential.secrets if isinstance(s, str))
        if len(secrets) < len(credential.secrets) or needs_token(credential):
            return None
        total = total.with_all_of(credential.scheme.addition(secrets))
    return total


def needs_token(credential: Credential) -> bool:
    """Whether the secrets buy a token that is sent in their place."""
    return hasattr(credential.scheme, "token_url")


def checked(secret: str | None, credential: Credential) -> str:
    """What a function gave for a credential; nothing is never sent."""
    if not secret:
        names = " and ".join(credential.scheme.arguments)
        raise MissingCredentialError(
            f"the function given as {names} returned nothing",
            variables=credential.variables,
        )
    if not _is_text(secret):
        names = " and ".join(credential.scheme.arguments)
        raise InvalidRequestError(f"what the function given as {names} gave {_HALF}")
    return secret
