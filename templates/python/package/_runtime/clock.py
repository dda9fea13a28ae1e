"""Time and chance, so that tests need neither to wait nor to be lucky."""

from __future__ import annotations

import asyncio
import random
import time
from typing import Protocol


class Timer(Protocol):
    """What decisions about time read."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        ...

    def wall(self) -> float:
        """Seconds since 1970, as the calendar has it."""
        ...

    def random(self) -> float:
        """A number from 0 up to 1."""
        ...


class Clock(Timer, Protocol):
    """Time that the synchronous client reads and waits by."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
        ...


class AsyncClock(Timer, Protocol):
    """Time that the asynchronous client reads and waits by."""

    async def sleep(self, seconds: float) -> None:
        """Wait while other tasks run."""
        ...


class SystemTimer:
    """The machine's own time."""

    def monotonic(self) -> float:
        """Seconds since some moment; never goes back."""
        return time.monotonic()

    def wall(self) -> float:
        """Seconds since 1970."""
        return time.time()

    def random(self) -> float:
        """A number from 0 up to 1; it spreads retries and guards nothing."""
        return random.SystemRandom().random()


class SystemClock(SystemTimer):
    """The machine's time, waiting with the thread."""

    def sleep(self, seconds: float) -> None:
        """Wait."""
        time.sleep(seconds)


class AsyncSystemClock(SystemTimer):
    """The machine's time, waiting with the task."""

    async def sleep(self, seconds: float) -> None:
        """Wait while other tasks run."""
        await asyncio.sleep(seconds)
