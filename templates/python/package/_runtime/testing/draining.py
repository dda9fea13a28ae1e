"""What calls give, read to its end, whatever it is."""

from __future__ import annotations

from collections.abc import Awaitable
from typing import Any, cast

from ..async_downloads import AsyncDownload
from ..async_pages import AsyncPagedDetail, AsyncPager
from ..async_streams import AsyncEventStream, AsyncLineStream
from ..downloads import Download
from ..pages import PagedDetail, Pager
from ..streams import EventStream, LineStream


def drained(outcome: object) -> object:
    """The items of a list or a stream, the bytes of a file, or the value itself."""
    found = cast("Any", outcome)
    if isinstance(outcome, Pager):
        return found.to_list()
    if isinstance(outcome, PagedDetail):
        return [found.data, *found.iter_items()]
    if isinstance(outcome, Download):
        with outcome:
            return outcome.read()
    if isinstance(outcome, (EventStream, LineStream)):
        with found:
            return list(found)
    return outcome


async def async_drained(outcome: object) -> object:
    """The same of what an asynchronous client gives, awaited first if need be."""
    if isinstance(outcome, Awaitable):
        outcome = await cast("Awaitable[object]", outcome)
    found = cast("Any", outcome)
    if isinstance(outcome, AsyncPager):
        return await found.to_list()
    if isinstance(outcome, AsyncPagedDetail):
        return [found.data, *[item async for item in found.iter_items()]]
    if isinstance(outcome, AsyncDownload):
        async with outcome:
            return await outcome.read()
    if isinstance(outcome, (AsyncEventStream, AsyncLineStream)):
        async with found:
            return [item async for item in found]
    return outcome
