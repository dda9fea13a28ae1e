"""What both kinds of client are made of, and made again with other options."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from typing import Any, ClassVar, Generic, Self, TypeVar

from .api import Api
from .calls import Calls
from .credentials import Given, collected
from .option_checks import Checks, check_options
from .options import AsyncClientOptions, ClientOptions
from .pool import CONNECTION_OPTIONS, pool_settings
from .settings import changed, settled
from .wire import inherited_headers

C = TypeVar("C", bound=Calls[Any, Any, Any])


@dataclass(frozen=True, slots=True)
class Kind:
    """What one kind of client is made of; `checks` are those of its options."""

    caller: Callable[..., Any]
    connection: Callable[..., Any]
    clock: Callable[[], Any]
    checks: Checks


class AnyClient(Generic[C]):
    """A client; whether it owns its connections, or shares those of another."""

    _kind: ClassVar[Kind]
    _caller: C
    _owns_connection: bool

    def _begin(
        self,
        api: Api,
        credentials: Mapping[str, Given],
        options: ClientOptions | AsyncClientOptions,
    ) -> None:
        kind = self._kind
        check_options(options, kind.checks)
        clock = options.get("clock") or kind.clock()
        http = options.get("http_client")
        given = collected(api.schemes, credentials, api.environment)
        pool = pool_settings(options, api.distribution)
        self._caller = kind.caller(
            settled(api, given, clock, options, inherited_headers(http)),
            kind.connection(http, clock, pool, options.get("transport")),
            clock,
            tuple(options.get("middleware", ())),
            tuple(options.get("call_middleware", ())),
        )
        self._owns_connection = True

    def _again(self, options: ClientOptions | AsyncClientOptions) -> Self:
        kind, caller = self._kind, self._caller
        check_options(options, kind.checks)
        clock = options.get("clock") or caller.clock
        connection = caller.connection
        if any(option in options for option in CONNECTION_OPTIONS):
            connection = kind.connection(
                options.get("http_client"),
                clock,
                pool_settings(
                    options, caller.settings.api.distribution, connection.pool
                ),
                options.get("transport"),
            )
        again = object.__new__(type(self))
        again._caller = replace(
            caller,
            settings=replace(changed(caller.settings, options), timer=clock),
            connection=connection,
            clock=clock,
            middleware=tuple(options.get("middleware", caller.middleware)),
            call_middleware=tuple(
                options.get("call_middleware", caller.call_middleware)
            ),
        )
        again._owns_connection = connection is not caller.connection
        return again

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self._caller.settings.shown_url!r})"
