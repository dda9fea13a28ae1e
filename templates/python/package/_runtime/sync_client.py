"""The synchronous client that generated clients derive from."""

from __future__ import annotations

from collections.abc import Mapping
from typing import ClassVar, Self, TypeVar, Unpack

from typing_extensions import override

from .api import Api
from .client import AnyClient, Kind
from .clock import SystemClock
from .closing import Closing
from .connection import Connection
from .credentials import Given
from .option_checks import CLIENT_CHECKS
from .options import ClientOptions, RequestOptions
from .raw import raw_call
from .sync_caller import Caller

T = TypeVar("T")


class SyncClient(AnyClient[Caller], Closing):
    """Holds one connection pool; use it as a context manager, or close it."""

    _kind: ClassVar = Kind(Caller, Connection, SystemClock, CLIENT_CHECKS)

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        **options: Unpack[ClientOptions],
    ) -> None:
        self._begin(api, credentials, options)

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with other options that shares this one's connections.

        Options that concern connections give it connections of its own.
        """
        return self._again(options)

    def request(
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
        return self._caller.send(call, options)

    @override
    def close(self) -> None:
        """Close the connections, unless they are shared or were given."""
        if self._owns_connection:
            self._caller.connection.close()
