"""Shared logic is run by both kinds of client, by the synchronous one at once."""

from __future__ import annotations

import asyncio
import gc
from collections.abc import AsyncGenerator, Iterable

import pytest
from _runtime.operation import StreamOperation
from _runtime.running import async_drawn, drawn, ran
from probes import PLAIN_API, ProbeClient
from sockets import Answer, serving

LINES = StreamOperation[int]("GET", "/l", item=int)


async def _batches(closed: list[bool]) -> AsyncGenerator[Iterable[int]]:
    try:
        yield (1, 2)
        yield ()
        yield (3,)
    finally:
        closed.append(True)


def test_what_never_waits_runs_through() -> None:
    async def inner() -> int:
        return 1

    async def outer() -> int:
        return await inner() + 1

    assert ran(outer()) == 2


def test_what_would_wait_is_refused_by_the_synchronous_client() -> None:
    closed: list[bool] = []

    async def waits() -> None:
        try:
            await asyncio.sleep(0)
        finally:
            closed.append(True)

    with pytest.raises(RuntimeError, match="something that waits"):
        ran(waits())

    assert closed == [True]


def test_items_are_drawn_out_of_batches() -> None:
    async def awaited() -> list[int]:
        return [item async for item in async_drawn(_batches([]))]

    assert list(drawn(_batches([]))) == asyncio.run(awaited()) == [1, 2, 3]


def test_batches_are_closed_when_nobody_draws_any_more() -> None:
    closed: list[bool] = []

    items = drawn(_batches(closed))
    next(items)
    del items

    assert closed == [True]


def test_a_synchronous_stream_can_be_left_inside_an_event_loop() -> None:
    async def first(url: str) -> int:
        with ProbeClient(PLAIN_API, {}, base_url=url) as client:
            found = next(iter(client.caller.lines(LINES.call())))
        gc.collect()
        assert len(asyncio.all_tasks()) == 1
        return found

    with serving(Answer(200, b"1\n2\n")) as server:
        assert asyncio.run(first(server.url)) == 1
