"""A transport that asks the routes of a test in place of the network."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from urllib.parse import unquote

import httpx2

from ..api import Api
from ..paths import PARAMETER, encoded_template, parameter_names
from .calls import RecordedCall, recorded
from .routes import AnyRoute, Canned, UnexpectedCallError

BASE_URL = "http://api.test"


@dataclass(frozen=True, slots=True)
class Pattern:
    """A route with what its path looks like."""

    route: AnyRoute
    method: str
    names: tuple[str, ...]
    regex: re.Pattern[str]

    @staticmethod
    def of(route: AnyRoute) -> Pattern:
        """The pattern of a route's path template."""
        method, _, template = route.operation.partition(" ")
        path = encoded_template(template.partition("?")[0])
        literals = map(re.escape, PARAMETER.split(path)[::2])
        regex = re.compile("([^/]+?)".join(literals))
        return Pattern(route, method, parameter_names(path), regex)


class FakeTransport(httpx2.BaseTransport, httpx2.AsyncBaseTransport):
    """Answers requests, sync and async, from routes; nothing leaves the process."""

    def __init__(
        self, api: Api, routes: Sequence[AnyRoute], calls: list[RecordedCall]
    ) -> None:
        schemes = api.schemes.values()
        found = [getattr(scheme, "token_url", None) for scheme in schemes]
        self._token_urls = [url for url in found if isinstance(url, str)]
        self._routes = routes
        self._calls = calls
        self._patterns: list[Pattern] = []

    def handle_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the route that the request reaches."""
        return self._answered(request, request.read())

    async def handle_async_request(self, request: httpx2.Request) -> httpx2.Response:
        """The answer of the route that the request reaches."""
        return self._answered(request, await request.aread())

    def _answered(self, request: httpx2.Request, body: bytes) -> httpx2.Response:
        if any(_is_at(url, request.url) for url in self._token_urls):
            return httpx2.Response(200, json={"access_token": "test"})
        path = request.url.raw_path.decode().partition("?")[0]
        pattern, values = self._found(request, path)
        parameters = dict(zip(pattern.names, values, strict=True))
        call = recorded(request, body, unquote(path), parameters)
        self._calls.append(call)
        return _response(pattern.route.answer(call))

    def _found(self, request: httpx2.Request, path: str) -> tuple[Pattern, list[str]]:
        if len(self._patterns) != len(self._routes):
            # A literal segment wins over a parameter.
            patterns = [Pattern.of(route) for route in self._routes]
            self._patterns = sorted(patterns, key=lambda pattern: len(pattern.names))
        found = [
            (pattern, [unquote(value) for value in match.groups()])
            for pattern in self._patterns
            if pattern.method == request.method
            and (match := pattern.regex.fullmatch(path)) is not None
        ]
        if not found:
            raise UnexpectedCallError(
                f"no operation is {request.method} {unquote(path)}"
            )
        nearest = len(found[0][0].names)
        like = [each for each in found if len(each[0].names) == nearest]
        return min(like, key=lambda each: each[0].route.distance(request.headers))


def _response(canned: Canned) -> httpx2.Response:
    headers = dict(canned.headers)
    if canned.body:
        headers.setdefault("content-type", canned.content_type)
    return httpx2.Response(canned.status, headers=headers, content=canned.body)


def _is_at(token_url: str, url: httpx2.URL) -> bool:
    """Whether a request goes to a token URL, which may leave the server out."""
    if "://" in token_url:
        return str(url) == token_url
    return url.path.endswith(f"/{token_url.lstrip('/')}")
