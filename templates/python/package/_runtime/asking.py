"""What a call is authorised by: secrets that are given, asked for, or fetched."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Protocol, cast

from .auth import Addition, AsyncSecret, ClientCredentials, OAuthToken
from .credentials import Credential, checked
from .exchanges import Exchanges
from .middleware import Request
from .settings import Settings
from .token_fetches import Wanting
from .tokens import ClientTokens, Source, UserTokens


class Settle(Protocol):
    """Gives what a function of the caller's gave, awaited where that can be."""

    async def __call__(self, value: object, what: str) -> object:
        """The value; `what` names the function."""
        ...


@dataclass(frozen=True, slots=True)
class Asking:
    """Gets what credentials add to one request; `refused` is what was turned down."""

    settings: Settings
    connection: Exchanges
    settle: Settle
    request: Request
    refused: Addition | None

    async def addition(self, chosen: tuple[Credential, ...]) -> Addition:
        """What all of them add together."""
        total = Addition()
        for credential in chosen:
            found = [await self._secret(s, credential) for s in credential.secrets]
            secrets, scheme = tuple(found), credential.scheme
            if isinstance(scheme, ClientCredentials):
                known = self.connection.tokens
                source = ClientTokens(scheme, secrets, known, self.settings)
                secrets = (await self._token(source),)
            total = total.with_all_of(scheme.addition(secrets))
        return total

    async def _secret(self, secret: AsyncSecret, credential: Credential) -> str:
        if isinstance(secret, OAuthToken):
            known, scheme = self.connection.tokens, credential.scheme
            return await self._token(UserTokens(secret, scheme, known, self.settings))
        value = secret() if callable(secret) else secret
        told = await self.settle(value, "credential")
        return checked(cast("str | None", told), credential)

    async def _token(self, source: Source) -> str:
        call, refused = self.request, self.refused
        wanting = Wanting(self.connection, self.settle, call, refused)
        return await wanting.token(source)
