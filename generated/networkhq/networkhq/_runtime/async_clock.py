"""The machine's time for the asynchronous client."""

from __future__ import annotations

import asyncio

from .clock import SystemTimer


class AsyncSystemClock(SystemTimer):
    """The machine's time, waiting with the task."""

    async def sleep(self, seconds: float) -> None:
        """Wait while other tasks run."""
        await asyncio.sleep(seconds)
