"""The asynchronous client that generated clients derive from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self, TypeVar, Unpack

from typing_extensions import override

from .api import Api
from .async_caller import AsyncCaller
from .async_connection import AsyncConnection
from .client import AnyClient, Kind
from .clock import AsyncSystemClock
from .closing import AsyncClosing
from .credentials import Given
from .option_checks import ASYNC_CLIENT_CHECKS
from .options import AsyncClientOptions, RequestOptions
from .raw import raw_call

T = TypeVar("T")


class AsyncClient(AnyClient[AsyncCaller], AsyncClosing):
    """Holds one connection pool; use it as an async context manager, or close it."""

    _kind: ClassVar = Kind(
        AsyncCaller, AsyncConnection, AsyncSystemClock, ASYNC_CLIENT_CHECKS
    )

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        **options: Unpack[AsyncClientOptions],
    ) -> None:
        self._begin(api, credentials, options)

    def with_options(self, **options: Unpack[AsyncClientOptions]) -> Self:
        """A client with other options that shares this one's connections.

        Options that concern connections give it connections of its own.
        """
        return self._again(options)

    async def request(
        self,
        method: str,
        path: str,
        *,
        cast_to: type[T],
        query: Mapping[str, object] | None = None,
        body: object = None,
        options: RequestOptions | None = None,
    ) -> T:
        """Call something that has no method here; `path` is relative to the API.

        The answer is decoded as `cast_to`.
        """
        call = raw_call(method, path, cast_to, query, body)
        return await self._caller.send(call, options)

    @override
    async def close(self) -> None:
        """Close the connections, unless they are shared or were given."""
        if self._owns_connection:
            await self._caller.connection.close()
