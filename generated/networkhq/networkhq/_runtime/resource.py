"""Groups of methods, and the same methods giving whole answers."""

from __future__ import annotations

from collections.abc import Callable, Coroutine
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar, cast

if TYPE_CHECKING:
    from .async_caller import AsyncCaller
    from .operation import Operation
    from .sync_caller import Caller

P = ParamSpec("P")
T = TypeVar("T")
R = TypeVar("R")


class Resource:
    """A group of methods of a synchronous client."""

    def __init__(self, client: Caller) -> None:
        self._client = client


class AsyncResource:
    """A group of methods of an asynchronous client."""

    def __init__(self, client: AsyncCaller) -> None:
        self._client = client


def response_of(
    method: Callable[P, object], operation: Operation[T, R]
) -> Callable[P, R]:
    """The same method, giving the whole answer to this operation."""
    return cast("Callable[P, R]", _rebound(method, operation))


def async_response_of(
    method: Callable[P, Coroutine[Any, Any, object]], operation: Operation[T, R]
) -> Callable[P, Coroutine[Any, Any, R]]:
    """The same method, giving the whole answer to this operation."""
    return cast("Callable[P, Coroutine[Any, Any, R]]", _rebound(method, operation))


def _rebound(method: object, operation: Operation[T, R]) -> object:
    """The method of the same name on a resource whose client gives whole answers."""
    owner = getattr(method, "__self__", None)
    if not isinstance(owner, (Resource, AsyncResource)):
        raise TypeError(f"{operation.name}: not a method of a resource")
    client: Caller | AsyncCaller = vars(owner)["_client"]
    resource = cast("Callable[[object], object]", type(owner))
    again = resource(client.giving_responses())
    return cast("object", getattr(again, getattr(method, "__name__", "")))
