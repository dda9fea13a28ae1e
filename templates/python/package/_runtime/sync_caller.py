"""Carries out calls for a synchronous client: the only place where it waits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from inspect import isawaitable, iscoroutine
from typing import TypeVar, cast

from .auth import Addition, AsyncSecret, ClientCredentials, OAuthToken
from .clock import Clock
from .connection import Connection
from .credentials import Credential, checked
from .downloads import Download
from .errors import APIConnectionError, InvalidRequestError, TokenError
from .flow import Ask, Exchange, Flow, Outcome, Pause, Step, call_flow
from .middleware import Middleware, Reply, Request, chained
from .opened import Opened
from .operation import (
    Arguments,
    Call,
    DetailCall,
    Endpoint,
    PagedCall,
    StreamCall,
)
from .options import RequestOptions
from .pages import Page, PagedDetail, Pager
from .paging import at
from .prepare import NO_OPTIONS, Prepared, prepared
from .receive import received, status_error
from .response import Response
from .settings import Settings
from .streams import EventStream, LineStream
from .tokens import ClientTokens, Source, UserTokens

T = TypeVar("T")
E = TypeVar("E")
P = TypeVar("P")
D = TypeVar("D")


class Caller:
    """What the methods of a synchronous client call."""

    def __init__(
        self,
        settings: Settings,
        connection: Connection,
        clock: Clock,
        middleware: Sequence[Middleware] = (),
        call_middleware: Sequence[Middleware] = (),
    ) -> None:
        self.settings = settings
        self.connection = connection
        self.clock = clock
        self.middleware = middleware
        self.call_middleware = call_middleware
        self._exchange = chained(middleware, connection.send)

    def giving_responses(self) -> Caller:
        """A caller whose `send` gives the whole answer."""
        return WholeCaller(
            self.settings,
            self.connection,
            self.clock,
            self.middleware,
            self.call_middleware,
        )

    def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The decoded answer."""
        response = self.response(call.operation, call.arguments, options)
        return cast("T", response.data)

    def paginate(
        self, call: PagedCall[E, T, P], options: RequestOptions | None = None
    ) -> Pager[T, P]:
        """The pages of a list; nothing is sent yet."""
        fetch = partial(self._page, call.operation, options)
        ahead = (options or NO_OPTIONS).get("prefetch", False)
        return Pager(call.operation, call.arguments, fetch, prefetch=ahead)

    def detail(
        self, call: DetailCall[E, D, T, P], options: RequestOptions | None = None
    ) -> PagedDetail[D, T, P]:
        """One resource, with the first page of its items."""
        fetch = partial(self._page, call.operation, options)
        pager: Pager[T, P] = Pager(call.operation, call.arguments, fetch)
        page: Page[T, P] = pager.first_page()
        data = at(page.response.data, call.operation.detail)
        ahead = (options or NO_OPTIONS).get("prefetch", False)
        return PagedDetail(cast("D", data), page, prefetch=ahead)

    def download(
        self, call: StreamCall[bytes], options: RequestOptions | None = None
    ) -> Download:
        """The answer as bytes, read as they come."""
        return Download(self._opened(call, options))

    def events(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> EventStream[T]:
        """The answer as Server-Sent Events."""
        operation = call.operation
        end = operation.end(options, self.settings.terminator)
        opened = EventStream.checked(self._opened(call, options))
        return EventStream(opened, operation.item, end)

    def lines(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> LineStream[T]:
        """The answer as JSON lines."""
        return LineStream(self._opened(call, options), call.operation.item)

    def response(
        self,
        endpoint: Endpoint,
        arguments: Arguments,
        options: RequestOptions | None = None,
    ) -> Response[int, object]:
        """The whole answer."""
        ready = prepared(self.settings, endpoint, arguments, options or NO_OPTIONS)
        return received(self._reply(ready), ready, self.settings)

    def _page(
        self, endpoint: Endpoint, options: RequestOptions | None, arguments: Arguments
    ) -> Response[int, object]:
        return self.response(endpoint, arguments, options)

    def _opened(self, call: StreamCall[T], options: RequestOptions | None) -> Opened:
        ready = prepared(
            self.settings,
            call.operation,
            call.arguments,
            options or NO_OPTIONS,
            streamed=True,
        )
        reply = self._reply(ready)
        if reply.stream is None:
            raise status_error(reply, call.operation, self.settings)
        return Opened(
            reply,
            ready,
            self.settings,
            self.connection,
            self._reply,
            self.clock.sleep,
        )

    def _reply(self, ready: Prepared) -> Reply:
        if not self.call_middleware:
            return self._run(call_flow(ready, self.settings))
        whole = chained(self.call_middleware, partial(self._attempts, ready))
        return whole(ready.request)

    def _attempts(self, ready: Prepared, request: Request) -> Reply:
        return self._run(call_flow(ready.sending(request), self.settings))

    def _run(self, flow: Flow) -> Reply:
        outcome: Outcome = None
        while True:
            try:
                step = flow.send(outcome)
            except StopIteration as done:
                return cast("Reply", done.value)
            try:
                outcome = self._carry_out(step)
            except StopIteration as error:
                # As in a coroutine (PEP 479): a list must not seem to end here.
                raise RuntimeError("a function raised StopIteration") from error

    def _carry_out(self, step: Step) -> Outcome:
        match step:
            case Exchange(request):
                try:
                    return self._exchange(request)
                except APIConnectionError as error:
                    return error
            case Pause(seconds):
                self.clock.sleep(seconds)
                return None
            case Ask():
                try:
                    return self._asked(step)
                except (APIConnectionError, TokenError) as error:
                    return error

    def _asked(self, ask: Ask) -> Addition:
        total = Addition()
        for credential in ask.chosen:
            found = [self._secret(s, credential, ask) for s in credential.secrets]
            secrets, scheme = tuple(found), credential.scheme
            if isinstance(scheme, ClientCredentials):
                known, settings = self.connection.tokens, self.settings
                source = ClientTokens(scheme, secrets, known, settings)
                secrets = (self._token(source, ask),)
            total = total.with_all_of(scheme.addition(secrets))
        return total

    def _secret(self, secret: AsyncSecret, credential: Credential, ask: Ask) -> str:
        if isinstance(secret, OAuthToken):
            known, settings = self.connection.tokens, self.settings
            source = UserTokens(secret, credential.scheme, known, settings)
            return self._token(source, ask)
        return _secret(secret, credential)

    def _token(self, source: Source, ask: Ask) -> str:
        kept = source.good(ask.refused)
        if kept is not None:
            return kept
        connection = self.connection
        with connection.fetching(ask.request):
            # Another call may have fetched one meanwhile.
            kept = source.good(ask.refused)
            if kept is not None:
                return kept
            request = source.request(ask.request)
            taken = source.take(request, connection.send(request))
        if isawaitable(taken.told):
            raise _not_here(taken.told, "on_renewed")
        return taken.value


class WholeCaller(Caller):
    """A caller whose `send` gives the `Response` in place of its data."""

    def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The whole answer; `response_of` gives the method its right type."""
        return cast("T", self.response(call.operation, call.arguments, options))


def _secret(secret: object, credential: Credential) -> str:
    value = secret() if callable(secret) else secret
    if value is not None and not isinstance(value, str):
        raise _not_here(value, "credential")
    return checked(value, credential)


def _not_here(value: object, what: str) -> InvalidRequestError:
    if iscoroutine(value):
        value.close()
    return InvalidRequestError(f"an async {what} needs the async client")
