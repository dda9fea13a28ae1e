"""Methods of asynchronous resources, as frameworks and mocks see them."""

from __future__ import annotations

import asyncio
import inspect
from unittest.mock import create_autospec

from _runtime.awaited import (
    awaited,
    detailed,
    downloaded,
    paged,
    streamed_events,
    streamed_lines,
)
from _runtime.downloads import Download
from _runtime.models import Model
from _runtime.operation import (
    Binary,
    DetailOperation,
    Operation,
    PagedOperation,
    StreamOperation,
)
from _runtime.page_styles import LinkHeader
from _runtime.pages import PagedDetail, Pager
from _runtime.resource import AsyncResource, Resource
from _runtime.streams import EventStream, LineStream
from probes import PLAIN_API, AsyncProbeClient, ProbeClient
from sockets import Answer, Seen, serving_by


class Envelope(Model):
    items: list[int]


GET = Operation[bytes, object]("GET", "/g", {200: Binary})
LIST = PagedOperation[Envelope, int, Envelope](
    "GET", "/l", Envelope, paging=LinkHeader(items="items")
)
ONE = DetailOperation[Envelope, Envelope, int, Envelope](
    "GET", "/o", Envelope, paging=LinkHeader(items="items"), detail=""
)
FILE = StreamOperation[bytes]("GET", "/f", item=bytes)
EVENTS = StreamOperation[str]("GET", "/e", item=str, accept="text/event-stream")
LINES = StreamOperation[int]("GET", "/n", item=int)


class Pets(Resource):
    def get(self, pet_id: str) -> int:
        """Get a pet."""
        return len(pet_id)


class AsyncPets(AsyncResource):
    get = awaited(Pets.get)


def test_a_method_to_await_is_a_coroutine_function() -> None:
    assert inspect.iscoroutinefunction(AsyncPets.get)
    assert AsyncPets.get.__doc__ == "Get a pet."
    assert list(inspect.signature(AsyncPets.get).parameters) == ["self", "pet_id"]


def test_a_mock_of_an_asynchronous_resource_can_be_awaited() -> None:
    pets = create_autospec(AsyncPets, instance=True)
    pets.get.return_value = 5

    async def run() -> object:
        return await pets.get("p")

    assert asyncio.run(run()) == 5


class Things(Resource):
    def get(self) -> bytes:
        return self._client.send(GET.call())

    def list(self) -> Pager[int, Envelope]:
        return self._client.paginate(LIST.call())

    def one(self) -> PagedDetail[Envelope, int, Envelope]:
        return self._client.detail(ONE.call())

    def file(self) -> Download:
        return self._client.download(FILE.call())

    def events(self) -> EventStream[str]:
        return self._client.events(EVENTS.call())

    def lines(self) -> LineStream[int]:
        return self._client.lines(LINES.call())


class AsyncThings(AsyncResource):
    get = awaited(Things.get)
    list = paged(Things.list)
    one = detailed(Things.one)
    file = downloaded(Things.file)
    events = streamed_events(Things.events)
    lines = streamed_lines(Things.lines)


def _said(seen: Seen) -> Answer:
    bodies = {"/e": b"data: a\n\n", "/n": b"1\n2\n", "/f": b"bytes", "/g": b"get"}
    body = bodies.get(seen.target, b'{"items":[1,2]}')
    headers = {"Content-Type": "text/event-stream"} if seen.target == "/e" else {}
    return Answer(200, body, headers)


def test_one_method_serves_both_kinds_of_client() -> None:
    async def later(url: str) -> list[object]:
        async with AsyncProbeClient(PLAIN_API, {}, base_url=url) as client:
            things = AsyncThings(client.caller)
            detail = await things.one()
            file = await things.file()
            events, lines = await things.events(), await things.lines()
            return [
                await things.get(),
                [item async for item in things.list()],
                [item async for item in detail.iter_items()],
                await file.read(),
                [event async for event in events],
                [line async for line in lines],
            ]

    with serving_by(_said) as server:
        with ProbeClient(PLAIN_API, {}, base_url=server.url) as client:
            things = Things(client.caller)
            found = [
                things.get(),
                list(things.list()),
                list(things.one().iter_items()),
                things.file().read(),
                list(things.events()),
                list(things.lines()),
            ]
        again = asyncio.run(later(server.url))

    assert found == again == [b"get", [1, 2], [1, 2], b"bytes", ["a"], [1, 2]]
