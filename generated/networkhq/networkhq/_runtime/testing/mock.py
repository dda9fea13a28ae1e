"""The fake of a whole API, from which tests take their clients."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TypeVar

import httpx2

from ..api import Api
from ..clock import SystemTimer
from ..operation import DetailOperation, Operation, PagedOperation, StreamOperation
from ..options import AsyncClientOptions, ClientOptions
from ..raw import raw_call
from .calls import RecordedCall
from .draining import async_drained, drained
from .route_names import named_routes
from .routes import AnyRoute, DetailRoute, ListRoute, Route, StreamRoute
from .transport import BASE_URL, FakeTransport

T = TypeVar("T")
E = TypeVar("E")
D = TypeVar("D")
P = TypeVar("P")
AnyRouteT = TypeVar("AnyRouteT", bound=AnyRoute)


class _Time(SystemTimer):
    """Time that passes only by sleeping; retries wait their longest."""

    def __init__(self, sleeps: list[float]) -> None:
        self._sleeps = sleeps

    def monotonic(self) -> float:
        """Seconds slept so far."""
        return sum(self._sleeps)

    def random(self) -> float:
        """The top of every range."""
        return 1.0


class _Clock(_Time):
    def sleep(self, seconds: float) -> None:
        """Record, and do not wait."""
        self._sleeps.append(seconds)


class _AsyncClock(_Time):
    async def sleep(self, seconds: float) -> None:
        """Record, and do not wait."""
        self._sleeps.append(seconds)


class MockApi:
    """Routes, the calls that came, and the sleeps that were not slept."""

    def __init__(self, api: Api) -> None:
        self.calls: list[RecordedCall] = []
        self.sleeps: list[float] = []
        self._api = api
        self._routes: list[AnyRoute] = []
        self._paths: dict[str, Route[object]] = {}
        self._transport = FakeTransport(api, self._routes, self.calls, self._named)

    def options(self) -> ClientOptions:
        """Options that make a client talk to this fake."""
        return {
            "base_url": BASE_URL,
            "http_client": httpx2.Client(transport=self._transport),
            "clock": _Clock(self.sleeps),
        }

    def async_options(self) -> AsyncClientOptions:
        """Options that make an asynchronous client talk to this fake."""
        return {
            "base_url": BASE_URL,
            "http_client": httpx2.AsyncClient(transport=self._transport),
            "clock": _AsyncClock(self.sleeps),
        }

    def answers_anything(self) -> None:
        """Let every operation answer with made-up, valid values."""
        for route in self._routes:
            route.answers_anything()

    def drain(self, outcome: object) -> object:
        """What a call gave, read to its end: all items of a list or a stream."""
        return drained(outcome)

    async def async_drain(self, outcome: object) -> object:
        """What a call of the asynchronous client gives, read to its end."""
        return await async_drained(outcome)

    def assert_all_called(self) -> None:
        """Fail where a route was given an answer that nothing asked for."""
        idle = [route.operation for route in self._routes if route.is_idle]
        if idle:
            raise AssertionError(f"never called: {', '.join(idle)}")

    def request(self, method: str, path: str) -> Route[object]:
        """The route of what has no method, as `client.request` calls it."""
        operation = raw_call(method, path, object, None, None).operation
        found = self._paths.get(operation.name)
        if found is None:
            found = self.route(operation)
            self._paths[operation.name] = found
        return found

    def route(self, operation: Operation[T, object]) -> Route[T]:
        """The route of an operation."""
        return self._added(Route(self._api, operation))

    def list_route(self, operation: PagedOperation[E, T, P]) -> ListRoute[T]:
        """The route of a list."""
        return self._added(ListRoute[T](self._api, operation))

    def detail_route(self, operation: DetailOperation[E, D, T, P]) -> DetailRoute[D, T]:
        """The route of a resource with paged items."""
        return self._added(DetailRoute[D, T](self._api, operation))

    def stream_route(self, operation: StreamOperation[T]) -> StreamRoute[T]:
        """The route of a stream."""
        return self._added(StreamRoute(self._api, operation))

    def _named(self) -> Iterator[tuple[str, AnyRoute]]:
        kinds = [kind for kind in type(self).__mro__ if issubclass(kind, MockApi)]
        modules = {kind.__module__ for kind in kinds}
        yield from named_routes(self, modules)

    def _added(self, route: AnyRouteT) -> AnyRouteT:
        self._routes.append(route)
        return route
