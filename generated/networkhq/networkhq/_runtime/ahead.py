"""Steps that are begun before their result is asked for, for the synchronous client."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor, wait
from contextvars import copy_context
from typing import Generic, TypeVar

from .running import Later, ran

T = TypeVar("T")


class Ahead(Generic[T]):
    """A step under way in a thread of its own; called, it gives its result.

    After a failure, the next call takes the step again.
    """

    def __init__(self, step: Callable[[], Later[T]]) -> None:
        self._step = step
        thread = ThreadPoolExecutor(1)
        # What the caller has set for its own context holds in the thread too.
        context = copy_context()
        self._early: Future[T] | None = thread.submit(context.run, lambda: ran(step()))
        # The thread ends with the step, whether or not anybody asks for its result.
        thread.shutdown(wait=False)

    async def __call__(self) -> T:
        """What the step gives."""
        if self._early is None:
            return await self._step()
        wait((self._early,))
        early, self._early = self._early, None
        return early.result()

    async def close(self) -> None:
        """Wait for the thread; its result is dropped."""
        if self._early is not None:
            wait((self._early,))
