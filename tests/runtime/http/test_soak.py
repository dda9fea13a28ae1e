"""Many calls leave nothing behind: no socket, no task, no memory."""

from __future__ import annotations

import asyncio
import gc
import os
import tracemalloc
from pathlib import Path

import pytest
from _runtime.operation import Operation
from probes import NOTHING, PLAIN_API, AsyncProbeClient, ProbeClient
from sockets import Answer, Seen, Server

GET = Operation[None, object]("GET", "/g", NOTHING)
ARGUMENTS = GET.call().arguments
ROUNDS, EACH = 10, 10_000
MOST_GROWTH = 300_000
"""Bytes; a hundred for each call would be millions."""


class Forgetful(Server):
    """A server that does not remember what it saw."""

    def __init__(self) -> None:
        super().__init__(self._answer)

    def _answer(self, _: Seen) -> Answer:
        self.seen.clear()
        return Answer(204)


def _open_files() -> int:
    return len(list(Path(f"/proc/{os.getpid()}/fd").iterdir()))


def _size() -> int:
    gc.collect()
    return tracemalloc.get_traced_memory()[0]


@pytest.mark.slow
def test_a_hundred_thousand_calls_leave_nothing_behind() -> None:
    server = Forgetful()
    tracemalloc.start(1)
    with ProbeClient(PLAIN_API, {}, base_url=server.url) as client:
        for _ in range(1000):
            client.caller.response(GET, ARGUMENTS)
        files, size = _open_files(), _size()
        for _ in range(ROUNDS * EACH):
            client.caller.response(GET, ARGUMENTS)
        growth, opened = _size() - size, _open_files() - files
    tracemalloc.stop()
    server.stop()

    assert (opened, server.connections) == (0, 1)
    assert growth < MOST_GROWTH


@pytest.mark.slow
def test_a_hundred_thousand_async_calls_leave_nothing_behind() -> None:
    async def some(client: AsyncProbeClient, calls: int) -> None:
        for _ in range(calls // 10):
            together = (client.caller.response(GET, ARGUMENTS) for _ in range(10))
            await asyncio.gather(*together)

    async def run(url: str) -> tuple[int, int, int]:
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
            await some(client, 1000)
            files, size = _open_files(), _size()
            await some(client, ROUNDS * EACH)
            tasks = len(asyncio.all_tasks())
            return _open_files() - files, _size() - size, tasks

    server = Forgetful()
    tracemalloc.start(1)
    opened, growth, tasks = asyncio.run(run(server.url))
    tracemalloc.stop()
    server.stop()

    assert (opened, tasks) == (0, 1)
    assert growth < MOST_GROWTH
