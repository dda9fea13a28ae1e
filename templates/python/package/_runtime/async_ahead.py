"""Steps that are begun before they are awaited, for the asynchronous client."""

from __future__ import annotations

import asyncio
from collections.abc import Callable
from typing import Generic, TypeVar

from .running import Later

T = TypeVar("T")


class AsyncAhead(Generic[T]):
    """A step under way in a task of its own; called and awaited, it gives its result.

    After a failure, the next call takes the step again.
    """

    def __init__(self, step: Callable[[], Later[T]]) -> None:
        self._step = step
        self._early: asyncio.Task[T] | None = asyncio.ensure_future(step())
        self._early.add_done_callback(_looked_at)

    async def __call__(self) -> T:
        """What the step gives."""
        if self._early is None:
            return await self._step()
        early = self._early
        # Cancelling who waits must not lose the page that is on its way.
        await asyncio.wait((early,))
        self._early = None
        return await early

    async def close(self) -> None:
        """Cancel the task, and wait until it is gone."""
        early, self._early = self._early, None
        if early is not None:
            early.cancel()
            await asyncio.wait((early,))

    def __del__(self) -> None:
        if self._early is not None and not self._early.get_loop().is_closed():
            self._early.cancel()


def _looked_at(task: asyncio.Task[T]) -> None:
    """Take note of a failure that nobody awaits, so that asyncio does not log it."""
    if not task.cancelled():
        task.exception()
