"""The methods of asynchronous resources, made of the synchronous ones.

A method only hands a call to its client, so the same function serves both kinds of
resource: an asynchronous client answers with something to await. What must be awaited
is a coroutine function, which frameworks and mocks look for.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import wraps
from typing import Any, Concatenate, ParamSpec, Protocol, TypeVar, cast, overload

from .async_downloads import AsyncDownload
from .async_pages import AsyncPagedDetail, AsyncPager
from .async_streams import AsyncEventStream, AsyncLineStream
from .downloads import Download
from .pages import PagedDetail, Pager
from .streams import EventStream, LineStream

P = ParamSpec("P")
R_co = TypeVar("R_co", covariant=True)
T = TypeVar("T")
D = TypeVar("D")
N = TypeVar("N")

Later = Coroutine[Any, Any, T]
Takes = Callable[Concatenate[Any, P], T]


class AsyncMethod(Protocol[P, R_co]):
    """How type checkers see a plain function with the parameters of another."""

    @overload
    def __get__(
        self, instance: None, owner: type
    ) -> Callable[Concatenate[Any, P], R_co]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Callable[P, R_co]: ...


def _coroutine(method: Callable[..., Any]) -> object:
    @wraps(method)
    async def call(*given: object, **named: object) -> object:
        return await method(*given, **named)

    return call


def awaited(method: Takes[P, T]) -> AsyncMethod[P, Later[T]]:
    """The method, giving its value when awaited."""
    return cast("AsyncMethod[P, Later[T]]", _coroutine(method))


def paged(method: Takes[P, Pager[T, N]]) -> AsyncMethod[P, AsyncPager[T, N]]:
    """The method of a list, giving a pager for `async for`."""
    return cast("AsyncMethod[P, AsyncPager[T, N]]", method)


def detailed(
    method: Takes[P, PagedDetail[D, T, N]],
) -> AsyncMethod[P, Later[AsyncPagedDetail[D, T, N]]]:
    """The method of a resource with paged items."""
    return cast("AsyncMethod[P, Later[AsyncPagedDetail[D, T, N]]]", _coroutine(method))


def downloaded(method: Takes[P, Download]) -> AsyncMethod[P, Later[AsyncDownload]]:
    """The method of an answer that is read as bytes."""
    return cast("AsyncMethod[P, Later[AsyncDownload]]", _coroutine(method))


def streamed_events(
    method: Takes[P, EventStream[T]],
) -> AsyncMethod[P, Later[AsyncEventStream[T]]]:
    """The method of an answer in Server-Sent Events."""
    return cast("AsyncMethod[P, Later[AsyncEventStream[T]]]", _coroutine(method))


def streamed_lines(
    method: Takes[P, LineStream[T]],
) -> AsyncMethod[P, Later[AsyncLineStream[T]]]:
    """The method of an answer in JSON lines."""
    return cast("AsyncMethod[P, Later[AsyncLineStream[T]]]", _coroutine(method))
