"""The credentials of one client, and which of them an operation is sent with."""

from __future__ import annotations

import os
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import TypeAlias, cast

from .auth import Addition, AsyncSecret, Requirements, Scheme
from .errors import MissingCredentialError

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

    def _missing(
        self, requirements: Requirements, operation: str
    ) -> MissingCredentialError:
        wanted: list[str] = []
        variables: list[str] = []
        for requirement in requirements:
            for key in requirement:
                credential = self.by_scheme.get(key)
                if credential is None:
                    wanted.append(f"`{key}`")
                elif not credential.is_given:
                    pairs = zip(
                        credential.scheme.arguments,
                        credential.secrets,
                        credential.variables,
                        strict=True,
                    )
                    for argument, secret, variable in pairs:
                        if is_missing(secret):
                            wanted.append(f"{argument}= (or {variable})")
                            variables.append(variable)
        message = f"{operation} needs a credential: pass {' or '.join(wanted)}"
        return MissingCredentialError(message, variables=tuple(variables))


def collected(
    schemes: Mapping[str, Scheme], given: Mapping[str, Given], environment: str
) -> Credentials:
    """What was passed, and for the rest what the environment holds now."""
    found: dict[str, Credential] = {}
    for key, scheme in schemes.items():
        variables = tuple(f"{environment}_{a.upper()}" for a in scheme.arguments)
        passed = _as_tuple(given.get(key), len(variables))
        secrets = tuple(
            os.environ.get(variable) if secret is None else secret
            for secret, variable in zip(passed, variables, strict=True)
        )
        found[key] = Credential(scheme, secrets, variables)
    return Credentials(found)


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
    return secret
