"""The methods of asynchronous resources, made of the synchronous ones.

A method only hands a call to its client, so the same function serves both kinds of
resource: an asynchronous client answers with something to await.
"""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from functools import update_wrapper
from types import MethodType
from typing import Any, Concatenate, Generic, ParamSpec, TypeVar, cast, overload

from .async_pages import AsyncPagedDetail, AsyncPager
from .async_streams import AsyncDownload, AsyncEventStream, AsyncLineStream
from .pages import PagedDetail, Pager
from .streams import Download, EventStream, LineStream

P = ParamSpec("P")
R = TypeVar("R")
T = TypeVar("T")
D = TypeVar("D")
N = TypeVar("N")

Later = Coroutine[Any, Any, T]
Takes = Callable[Concatenate[Any, P], T]


class AsyncMethod(Generic[P, R]):
    """A method with the parameters and the documentation of another."""

    def __init__(self, method: Callable[..., object]) -> None:
        self._method = method
        update_wrapper(cast("Callable[..., object]", self), method)

    @overload
    def __get__(self, instance: None, owner: type) -> Callable[Concatenate[Any, P], R]: ...
    @overload
    def __get__(self, instance: object, owner: type) -> Callable[P, R]: ...
    def __get__(self, instance: object | None, owner: type) -> object:
        return self._method if instance is None else MethodType(self._method, instance)


def awaited(method: Takes[P, T]) -> AsyncMethod[P, Later[T]]:
    """The method, giving its value when awaited."""
    return AsyncMethod(method)


def paged(method: Takes[P, Pager[T, N]]) -> AsyncMethod[P, AsyncPager[T, N]]:
    """The method of a list, giving a pager for `async for`."""
    return AsyncMethod(method)


def detailed(
    method: Takes[P, PagedDetail[D, T, N]],
) -> AsyncMethod[P, Later[AsyncPagedDetail[D, T, N]]]:
    """The method of a resource with paged items."""
    return AsyncMethod(method)


def downloaded(method: Takes[P, Download]) -> AsyncMethod[P, Later[AsyncDownload]]:
    """The method of an answer that is read as bytes."""
    return AsyncMethod(method)


def streamed_events(
    method: Takes[P, EventStream[T]],
) -> AsyncMethod[P, Later[AsyncEventStream[T]]]:
    """The method of an answer in Server-Sent Events."""
    return AsyncMethod(method)


def streamed_lines(
    method: Takes[P, LineStream[T]],
) -> AsyncMethod[P, Later[AsyncLineStream[T]]]:
    """The method of an answer in JSON lines."""
    return AsyncMethod(method)
