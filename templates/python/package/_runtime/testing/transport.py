"""A transport that asks the routes of a test in place of the network."""

from __future__ import annotations

from collections.abc import (
    AsyncIterator,
    Callable,
    Iterable,
    Iterator,
    Mapping,
    Sequence,
)
from urllib.parse import parse_qsl, unquote

import httpx2

from ..api import Api
from ..operation import Endpoint
from .calls import RecordedCall, recorded
from .routes import AnyRoute, Canned, UnexpectedCallError
from .templates import template_of

BASE_URL = "http://api.test"
_BROKEN = "broken off by the test"


class FakeTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers requests, sync and async, from routes; nothing leaves the process.

    A call of an operation is its route's, whatever else has the same path. Other
    requests, and calls that were led elsewhere, are found by method and path.
    `names` are what tests call the routes.
    """

    def __init__(
        self,
        api: Api,
        routes: Sequence[AnyRoute],
        calls: list[RecordedCall],
        names: Callable[[], Iterable[tuple[str, AnyRoute]]] = tuple,
    ) -> None:
        schemes = api.schemes.values()
        found = [getattr(scheme, "token_url", None) for scheme in schemes]
        self._token_urls = [url for url in found if isinstance(url, str)]
        self._routes = routes
        self._calls = calls
        self._names = names
        self._own: Mapping[Endpoint, AnyRoute] = {}

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the route that the request reaches."""
        return self._answered(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the route that the request reaches."""
        return self._answered(request, await request.aread())

    def _answered(self, request: httpx2.Request, body: bytes) -> httpx2.Response:
        endpoint = request.extensions.get("endpoint")
        if endpoint is None and any(
            _is_at(url, request.url) for url in self._token_urls
        ):
            return httpx2.Response(200, json={"access_token": "test"})
        path = request.url.raw_path.decode().partition("?")[0]
        route, values = self._found(request, path, endpoint)
        call = recorded(request, body, unquote(path), values)
        self._calls.append(call)
        return _response(route.answer(call))

    def _found(
        self, request: httpx2.Request, path: str, called: Endpoint | None
    ) -> tuple[AnyRoute, Mapping[str, str]]:
        own = self._route_of(called)
        if own is not None and own.endpoint.method == request.method:
            values = template_of(own.endpoint).values(path, is_whole=False)
            if values is not None:
                return own, values
        if own is None and called is not None and path.endswith(called.route[0]):
            path = called.route[0]
        like = [*self._like(request, path)]
        if like:
            return min(like, key=lambda each: _distance(each[0], request))
        if own is not None:
            return own, {}
        shown = f"{request.method} {unquote(path)}"
        raise UnexpectedCallError(
            f"no operation is {shown}; say its answer with "
            f"mock.request({request.method!r}, {unquote(path)!r}).returns(...)"
        )

    def _like(
        self, request: httpx2.Request, path: str
    ) -> Iterator[tuple[AnyRoute, Mapping[str, str]]]:
        """The routes of the method and the path, and of the query that these fix."""
        sent = frozenset(parse_qsl(request.url.query.decode(), keep_blank_values=True))
        for route in self._routes:
            if route.endpoint.method == request.method:
                template = template_of(route.endpoint)
                values = template.values(path, is_whole=True)
                if values is not None and template.fixed <= sent:
                    yield route, values

    def _route_of(self, called: Endpoint | None) -> AnyRoute | None:
        if len(self._own) != len(self._routes):
            self._own = {route.endpoint: route for route in self._routes}
            for name, route in self._names():
                route.name = name
        return None if called is None else self._own.get(called)


def _distance(
    route: AnyRoute, request: httpx2.Request
) -> tuple[tuple[int, ...], int, tuple[bool, bool, bool]]:
    """How far a route is from a request that has its path."""
    template = template_of(route.endpoint)
    return template.order, -len(template.fixed), route.distance(request.headers)


def _response(canned: Canned) -> httpx2.Response:
    headers = dict(canned.headers)
    if canned.body:
        headers.setdefault("content-type", canned.content_type)
    if canned.breaks_off:
        stream = _Broken(canned.body)
        return httpx2.Response(canned.status, headers=headers, stream=stream)
    return httpx2.Response(canned.status, headers=headers, content=canned.body)


class _Broken(httpx2.SyncByteStream, httpx2.AsyncByteStream):
    """A body that begins well."""

    def __init__(self, begun: bytes) -> None:
        self._begun = begun

    def __iter__(self) -> Iterator[bytes]:
        yield self._begun
        raise httpx2.ReadError(_BROKEN)

    async def __aiter__(self) -> AsyncIterator[bytes]:
        yield self._begun
        raise httpx2.ReadError(_BROKEN)


def _is_at(token_url: str, url: httpx2.URL) -> bool:
    """Whether a request goes to a token URL, which may leave the server out."""
    if "://" in token_url:
        return str(url) == token_url
    return url.path.endswith(f"/{token_url.lstrip('/')}")
