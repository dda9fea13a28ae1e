"""Does everything twice: with a client, and with its asynchronous twin."""

from __future__ import annotations

import asyncio
import re
from collections.abc import Awaitable, Callable
from contextlib import closing
from dataclasses import replace
from typing import TYPE_CHECKING, Protocol, TypeVar, cast

import pytest

if TYPE_CHECKING:
    from sockets import Seen, Server


class Closing(Protocol):
    def close(self) -> None: ...


class ClosingLater(Protocol):
    async def close(self) -> None: ...


S = TypeVar("S", bound=Closing)
A = TypeVar("A", bound=ClosingLater)
T = TypeVar("T")
E = TypeVar("E", bound=Exception)


def in_both(sync: S, later: A, call: Callable[[S | A], T | Awaitable[T]]) -> T:
    """What a call gives; with the asynchronous client it gives the same."""

    async def awaited() -> T:
        try:
            return await cast("Awaitable[T]", call(later))
        finally:
            await later.close()

    try:
        given = cast("T", call(sync))
    finally:
        sync.close()
    assert asyncio.run(awaited()) == given
    return given


def failures(
    sync: S, later: A, call: Callable[[S | A], object], error: type[E]
) -> tuple[E, E]:
    """The errors that a call raises, with a client and with its asynchronous twin."""

    async def awaited() -> None:
        try:
            await cast("Awaitable[object]", call(later))
        finally:
            await later.close()

    with closing(sync), pytest.raises(error) as caught:
        call(sync)
    with pytest.raises(error) as caught_later:
        asyncio.run(awaited())
    return caught.value, caught_later.value


def sent(server: Server) -> Seen:
    """The one request that both clients sent since this was last asked."""
    one, other = map(_comparable, server.seen)
    server.seen.clear()
    assert one == other
    return one


_BOUNDARY = re.compile(r"boundary=\"?([^\";]+)")


def _comparable(seen: Seen) -> Seen:
    headers = {name: value for name, value in seen.headers.items() if name != "host"}
    found = _BOUNDARY.search(headers.get("content-type", ""))
    if found is None:
        return replace(seen, headers=headers)
    headers["content-type"] = headers["content-type"].replace(found[1], "BOUNDARY")
    body = seen.body.replace(found[1].encode(), b"BOUNDARY")
    return replace(seen, headers=headers, body=body)
