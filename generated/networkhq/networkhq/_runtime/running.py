"""How logic that both kinds of client share is run.

It is written once, as coroutines and asynchronous generators. The asynchronous client
awaits them. In the synchronous client whatever they await does its work at once, so
that they run through without waiting.
"""

from __future__ import annotations

from collections.abc import AsyncGenerator, Coroutine, Iterable, Iterator
from contextlib import aclosing
from typing import Any, TypeAlias, TypeVar

T = TypeVar("T")
Later: TypeAlias = Coroutine[Any, Any, T]


def ran(course: Later[T]) -> T:
    """What a coroutine gives that comes to nothing which it would have to wait for."""
    try:
        course.send(None)
    except StopIteration as done:
        value: T = done.value
        return value
    course.close()
    raise RuntimeError("the synchronous client came to something that waits")


def drawn(batches: AsyncGenerator[Iterable[T]]) -> Iterator[T]:
    """The items of batches that come without waiting, in the synchronous client."""
    try:
        while (batch := ran(_next(batches))) is not None:
            yield from batch
    finally:
        ran(batches.aclose())


async def async_drawn(batches: AsyncGenerator[Iterable[T]]) -> AsyncGenerator[T]:
    """The items of batches that are waited for, in the asynchronous client."""
    async with aclosing(batches):
        async for batch in batches:
            for item in batch:
                yield item


async def _next(batches: AsyncGenerator[T]) -> T | None:
    return await anext(batches, None)
