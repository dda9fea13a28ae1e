"""Tokens for the calls of one client: one request for all that wait for one."""

from __future__ import annotations

from dataclasses import dataclass, field
from threading import Lock
from typing import TYPE_CHECKING, Protocol

from .auth import Addition
from .errors import SDKError
from .middleware import Request
from .running import Later
from .token_lives import Held
from .token_sharing import shared
from .tokens import Key, Source

if TYPE_CHECKING:
    from .asking import Settle
    from .exchanges import Exchanges


class Work(Protocol):
    """Something that is done once, and that others may wait for."""

    @property
    def is_over(self) -> bool:
        """Whether it is done, or was broken off."""
        ...

    async def begin(self, doing: Later[None]) -> None:
        """Begin it; who begins it may be cancelled without ending it."""
        ...

    async def wait(self, seconds: float | None) -> bool:
        """Whether it was over after so long at most."""
        ...

    def check(self) -> None:
        """Raise what it raised."""
        ...


@dataclass(slots=True)
class Fetch:
    """A request for a token, and what comes of it; None where it was broken off."""

    call: Request
    work: Work
    outcome: str | SDKError | None = None


@dataclass(slots=True)
class Fetches:
    """The last request for each token."""

    lock: Lock = field(default_factory=Lock)
    latest: dict[Key, Fetch] = field(default_factory=dict["Key", "Fetch"])


@dataclass(frozen=True, slots=True)
class Wanting:
    """Gets a token for one call; `refused` is what the API turned down."""

    connection: Exchanges
    settle: Settle
    call: Request
    refused: Addition | None

    async def token(self, source: Source) -> str:
        """A token that is good, or one that has not ended where no other is to be had.

        Not all at once: one call asks for it, and the others wait for what it gets.
        """
        fetches, key = self.connection.fetches, source.key
        while True:
            with fetches.lock:
                fetch = fetches.latest.get(key)
                is_free = fetch is None or fetch.work.is_over
                # Only now: what is over has brought what is held.
                held = source.held(self.refused)
                if held.good is not None:
                    return held.good
                if fetch is None or is_free:
                    fetch = Fetch(self.call, self.connection.work())
                    fetches.latest[key] = fetch
            if fetch.call is self.call:
                await fetch.work.begin(self._fetch(fetch, held, source))
            elif held.spare is not None:
                return held.spare
            await self.connection.wait(fetch.work, self.call)
            token = self._told(fetch, held)
            if token is not None:
                return token

    async def _fetch(self, mine: Fetch, held: Held, source: Source) -> None:
        try:
            request = source.request(self.call, held)
            taken = source.take(request, await self.connection.send(request))
        except SDKError as failure:
            mine.outcome = failure
            source.put_off(failure)
            return
        mine.outcome = taken.value
        await self.settle(taken.told, "on_renewed")

    def _told(self, fetch: Fetch, held: Held) -> str | None:
        """What came of it; None where this call has to ask once more."""
        if fetch.call is not self.call:
            return shared(fetch.outcome, fetch.call, self.call)
        fetch.work.check()
        if not isinstance(fetch.outcome, SDKError):
            return fetch.outcome
        if held.spare is None:
            raise fetch.outcome
        return held.spare
