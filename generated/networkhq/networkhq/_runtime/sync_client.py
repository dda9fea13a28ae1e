"""The synchronous client that generated clients derive from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from types import TracebackType
from typing import Self, TypeVar, Unpack

from .api import Api
from .clock import SystemClock
from .connection import Connection
from .credentials import Given, collected
from .option_checks import CLIENT_CHECKS, check_options
from .options import ClientOptions, RequestOptions
from .pool import CONNECTION_OPTIONS, pool_settings
from .raw import raw_call
from .settings import changed, settled
from .sync_caller import Caller
from .wire import inherited_headers

T = TypeVar("T")


class SyncClient:
    """Holds one connection pool; use it as a context manager, or close it."""

    def __init__(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        **options: Unpack[ClientOptions],
    ) -> None:
        check_options(options, CLIENT_CHECKS)
        clock = options.get("clock") or SystemClock()
        http = options.get("http_client")
        given = collected(api.schemes, credentials, api.environment)
        pool = pool_settings(options, api.distribution)
        self._caller = Caller(
            settled(api, given, clock, options, inherited_headers(http)),
            Connection(http, clock, pool, options.get("transport")),
            clock,
            tuple(options.get("middleware", ())),
            tuple(options.get("call_middleware", ())),
        )
        self._owns_connection = True

    def with_options(self, **options: Unpack[ClientOptions]) -> Self:
        """A client with other options that shares this one's connections.

        Options that concern connections give it connections of its own.
        """
        check_options(options, CLIENT_CHECKS)
        caller = self._caller
        again = object.__new__(type(self))
        clock = options.get("clock") or caller.clock
        connection = caller.connection
        if any(option in options for option in CONNECTION_OPTIONS):
            connection = Connection(
                options.get("http_client"),
                clock,
                pool_settings(
                    options, caller.settings.api.distribution, connection.pool
                ),
                options.get("transport"),
            )
        again._caller = Caller(
            replace(changed(caller.settings, options), timer=clock),
            connection,
            clock,
            tuple(options.get("middleware", caller.middleware)),
            tuple(options.get("call_middleware", caller.call_middleware)),
        )
        again._owns_connection = connection is not caller.connection
        return again

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

    def close(self) -> None:
        """Close the connections, unless they are shared or were given."""
        if self._owns_connection:
            self._caller.connection.close()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        traceback: TracebackType | None,
    ) -> None:
        self.close()

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._caller.settings.shown_url!r})"
