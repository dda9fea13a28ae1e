from __future__ import annotations

import asyncio
import re
from importlib import import_module
from typing import TYPE_CHECKING

import pytest
from sockets import serving
from wire_servers import (
    AsyncServers,
    ConfigurationError,
    Headers,
    Reply,
    Request,
    Servers,
)

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

UP = "https://uploads.example.test/u/up"


class Asked:
    """Middleware that answers by itself, and remembers where it was asked."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def __call__(self, request: Request, send: Callable[[Request], Reply]) -> Reply:
        del send
        self.urls.append(request.url)
        return Reply(204, Headers({}), b"")

    async def later(
        self, request: Request, send: Callable[[Request], Awaitable[Reply]]
    ) -> Reply:
        del send
        self.urls.append(request.url)
        return Reply(204, Headers({}), b"")


def called(client: Servers) -> None:
    client.items.list()
    client.items.list_no_slash()
    client.up.get()


def test_each_operation_goes_to_its_server_with_its_slashes() -> None:
    asked = Asked()

    called(Servers(middleware=[asked]))

    assert asked.urls == [
        "https://eu.example.test/v2/items/",
        "https://eu.example.test/v2/items",
        UP,
    ]


def test_so_does_the_asynchronous_client() -> None:
    asked = Asked()

    async def called() -> None:
        async with AsyncServers(middleware=[asked.later]) as client:
            await client.items.list()
            await client.up.get()

    asyncio.run(called())

    assert asked.urls == ["https://eu.example.test/v2/items/", UP]


def test_a_variable_of_the_server_can_be_chosen() -> None:
    asked = Asked()

    Servers(server_variables={"region": "us"}, middleware=[asked]).items.list()

    assert asked.urls == ["https://us.example.test/v2/items/"]


def test_an_unknown_region_is_rejected() -> None:
    with pytest.raises(ConfigurationError, match="region='moon': must be one of eu"):
        Servers(server_variables={"region": "moon"})


@pytest.mark.parametrize("base_url", ["https://h.test/x", "https://h.test/x/"])
def test_a_base_url_keeps_its_path_and_stands_for_every_server(base_url: str) -> None:
    asked = Asked()

    called(Servers(base_url=base_url, middleware=[asked]))

    assert asked.urls == [
        "https://h.test/x/items/",
        "https://h.test/x/items",
        "https://h.test/x/up",
    ]


def test_the_precedence_is_documented() -> None:
    options = vars(import_module("wire_servers._runtime.options"))
    doc = " ".join(str(options["SharedOptions"].__doc__).split())

    assert "`base_url` wins over every server of the document" in doc


def test_a_relative_server_needs_a_base_url() -> None:
    asked = Asked()

    with pytest.raises(ConfigurationError, match=re.escape("`/api/v3` is no absolute")):
        Servers(server=1)
    Servers(server=1, base_url="https://h.test/api/v3", middleware=[asked]).items.list()

    assert asked.urls == ["https://h.test/api/v3/items/"]


def test_two_clients_with_different_base_urls_work_at_the_same_time() -> None:
    with (
        serving() as one,
        serving() as two,
        Servers(base_url=f"{one.url}/one") as first,
        Servers(base_url=f"{two.url}/two") as second,
    ):
        for client in (first, second, first):
            client.items.list()

    assert [seen.target for seen in one.seen] == ["/one/items/"] * 2
    assert [seen.target for seen in two.seen] == ["/two/items/"]
