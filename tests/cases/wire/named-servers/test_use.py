from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from wire_named_servers import ConfigurationError, Headers, NamedServers, Reply, Request

if TYPE_CHECKING:
    from collections.abc import Callable


class Asked:
    """Middleware that answers by itself, and remembers where it was asked."""

    def __init__(self) -> None:
        self.urls: list[str] = []

    def __call__(self, request: Request, call: Callable[[Request], Reply]) -> Reply:
        del call
        self.urls.append(request.url)
        return Reply(204, Headers({}), b"")


def test_a_server_is_chosen_by_its_name() -> None:
    asked = Asked()

    with NamedServers(
        server="sandbox", server_variables={"region": "us"}, middleware=[asked]
    ) as client:
        client.items.list()

    assert asked.urls == ["https://us.sandbox.example.test/items"]


def test_an_unknown_name_is_refused_with_the_known_ones() -> None:
    with pytest.raises(ConfigurationError, match="one of live, sandbox"):
        NamedServers(server="moon")
