"""Carries out calls for an asynchronous client: the only place where it waits."""

from __future__ import annotations

from collections.abc import Sequence
from functools import partial
from inspect import isawaitable
from typing import TYPE_CHECKING, TypeVar, cast

from .async_downloads import AsyncDownload
from .async_opened import AsyncOpened
from .async_pages import AsyncPage, AsyncPagedDetail, AsyncPager
from .async_streams import AsyncEventStream, AsyncLineStream
from .auth import Addition, AsyncSecret, ClientCredentials, OAuthToken, PlainSecret
from .clock import AsyncClock
from .credentials import Credential, checked
from .errors import APIConnectionError, TokenError
from .flow import Ask, Exchange, Flow, Outcome, Pause, Step, call_flow
from .middleware import AsyncMiddleware, Reply, Request, async_chained
from .operation import (
    Arguments,
    Call,
    DetailCall,
    Endpoint,
    PagedCall,
    StreamCall,
)
from .options import RequestOptions
from .paging import at
from .prepare import NO_OPTIONS, Prepared, prepared
from .receive import received, status_error
from .response import Response
from .settings import Settings
from .tokens import ClientTokens, Source, UserTokens

if TYPE_CHECKING:
    from .async_connection import AsyncConnection

T = TypeVar("T")
E = TypeVar("E")
P = TypeVar("P")
D = TypeVar("D")


class AsyncCaller:
    """What the methods of an asynchronous client call."""

    def __init__(
        self,
        settings: Settings,
        connection: AsyncConnection,
        clock: AsyncClock,
        middleware: Sequence[AsyncMiddleware] = (),
        call_middleware: Sequence[AsyncMiddleware] = (),
    ) -> None:
        self.settings = settings
        self.connection = connection
        self.clock = clock
        self.middleware = middleware
        self.call_middleware = call_middleware
        self._exchange = async_chained(middleware, connection.send)

    def giving_responses(self) -> AsyncCaller:
        """A caller whose `send` gives the whole answer."""
        return AsyncWholeCaller(
            self.settings,
            self.connection,
            self.clock,
            self.middleware,
            self.call_middleware,
        )

    async def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The decoded answer."""
        response = await self.response(call.operation, call.arguments, options)
        return cast("T", response.data)

    def paginate(
        self, call: PagedCall[E, T, P], options: RequestOptions | None = None
    ) -> AsyncPager[T, P]:
        """The pages of a list; nothing is sent yet."""
        fetch = partial(self._page, call.operation, options)
        ahead = (options or NO_OPTIONS).get("prefetch", False)
        return AsyncPager(call.operation, call.arguments, fetch, prefetch=ahead)

    async def detail(
        self, call: DetailCall[E, D, T, P], options: RequestOptions | None = None
    ) -> AsyncPagedDetail[D, T, P]:
        """One resource, with the first page of its items."""
        fetch = partial(self._page, call.operation, options)
        pager: AsyncPager[T, P] = AsyncPager(call.operation, call.arguments, fetch)
        page: AsyncPage[T, P] = await pager.first_page()
        data = at(page.response.data, call.operation.detail)
        ahead = (options or NO_OPTIONS).get("prefetch", False)
        return AsyncPagedDetail(cast("D", data), page, prefetch=ahead)

    async def download(
        self, call: StreamCall[bytes], options: RequestOptions | None = None
    ) -> AsyncDownload:
        """The answer as bytes, read as they come."""
        return AsyncDownload(await self._opened(call, options))

    async def events(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> AsyncEventStream[T]:
        """The answer as Server-Sent Events."""
        operation = call.operation
        end = operation.end(options, self.settings.terminator)
        opened = await AsyncEventStream.checked(await self._opened(call, options))
        return AsyncEventStream(opened, operation.item, end)

    async def lines(
        self, call: StreamCall[T], options: RequestOptions | None = None
    ) -> AsyncLineStream[T]:
        """The answer as JSON lines."""
        return AsyncLineStream(await self._opened(call, options), call.operation.item)

    async def response(
        self,
        endpoint: Endpoint,
        arguments: Arguments,
        options: RequestOptions | None = None,
    ) -> Response[int, object]:
        """The whole answer."""
        ready = prepared(self.settings, endpoint, arguments, options or NO_OPTIONS)
        return received(await self._reply(ready), ready, self.settings)

    async def _page(
        self, endpoint: Endpoint, options: RequestOptions | None, arguments: Arguments
    ) -> Response[int, object]:
        return await self.response(endpoint, arguments, options)

    async def _opened(
        self, call: StreamCall[T], options: RequestOptions | None
    ) -> AsyncOpened:
        ready = prepared(
            self.settings,
            call.operation,
            call.arguments,
            options or NO_OPTIONS,
            streamed=True,
        )
        reply = await self._reply(ready)
        if reply.stream is None:
            raise status_error(reply, call.operation, self.settings)
        return AsyncOpened(
            reply,
            ready,
            self.settings,
            self.connection,
            self._reply,
            self.clock.sleep,
        )

    async def _reply(self, ready: Prepared) -> Reply:
        if not self.call_middleware:
            return await self._run(call_flow(ready, self.settings))
        whole = async_chained(self.call_middleware, partial(self._attempts, ready))
        return await whole(ready.request)

    async def _attempts(self, ready: Prepared, request: Request) -> Reply:
        return await self._run(call_flow(ready.sending(request), self.settings))

    async def _run(self, flow: Flow) -> Reply:
        outcome: Outcome = None
        try:
            step = next(flow)
            while True:
                outcome = await self._carry_out(step)
                step = flow.send(outcome)
        except StopIteration as done:
            return cast("Reply", done.value)

    async def _carry_out(self, step: Step) -> Outcome:
        match step:
            case Exchange(request):
                try:
                    return await self._exchange(request)
                except APIConnectionError as error:
                    return error
            case Pause(seconds):
                await self.clock.sleep(seconds)
                return None
            case Ask():
                try:
                    return await self._asked(step)
                except (APIConnectionError, TokenError) as error:
                    return error

    async def _asked(self, ask: Ask) -> Addition:
        total = Addition()
        for credential in ask.chosen:
            found = [await self._secret(s, credential, ask) for s in credential.secrets]
            secrets, scheme = tuple(found), credential.scheme
            if isinstance(scheme, ClientCredentials):
                known, settings = self.connection.tokens, self.settings
                source = ClientTokens(scheme, secrets, known, settings)
                secrets = (await self._token(source, ask),)
            total = total.with_all_of(scheme.addition(secrets))
        return total

    async def _secret(
        self, secret: AsyncSecret, credential: Credential, ask: Ask
    ) -> str:
        if isinstance(secret, OAuthToken):
            known, settings = self.connection.tokens, self.settings
            source = UserTokens(secret, credential.scheme, known, settings)
            return await self._token(source, ask)
        return await _secret(secret, credential)

    async def _token(self, source: Source, ask: Ask) -> str:
        kept = source.good(ask.refused)
        if kept is not None:
            return kept
        connection = self.connection
        async with connection.fetching(ask.request):
            # Another call may have fetched one meanwhile.
            kept = source.good(ask.refused)
            if kept is not None:
                return kept
            request = source.request(ask.request)
            taken = source.take(request, await connection.send(request))
        if isawaitable(taken.told):
            await taken.told
        return taken.value


class AsyncWholeCaller(AsyncCaller):
    """A caller whose `send` gives the `Response` in place of its data."""

    async def send(self, call: Call[T], options: RequestOptions | None = None) -> T:
        """The whole answer; `response_of` gives the method its right type."""
        return cast("T", await self.response(call.operation, call.arguments, options))


async def _secret(secret: PlainSecret, credential: Credential) -> str:
    value = secret() if callable(secret) else secret
    return checked(await value if isawaitable(value) else value, credential)
