from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from twins import in_both, sent
from wire_methods import AsyncMethods, Methods

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Server

    Call = Callable[[Methods | AsyncMethods], Awaitable[None] | None]


def asked(wire: Server, call: Call) -> str:
    in_both(Methods(base_url=wire.url), AsyncMethods(base_url=wire.url), call)
    return sent(wire).line.removesuffix(" HTTP/1.1")


def test_a_query_has_a_body(wire: Server) -> None:
    line = asked(wire, lambda client: client.notes.query("7", text="a"))

    assert line == "QUERY /notes/7"


@pytest.mark.parametrize(
    ("call", "line"),
    [
        pytest.param(call, f"{method} /notes/7", id=method)
        for method, call in dict[str, "Call"](
            {
                "COPY": lambda client: client.notes.copy("7"),
                "M-SEARCH": lambda client: client.notes.m_search("7"),
                "purge": lambda client: client.notes.purge("7"),
                "Lock": lambda client: client.notes.lock("7"),
                "GET": lambda client: client.notes.get("7"),
            }
        ).items()
    ],
)
def test_other_methods_are_sent_as_they_are_spelled(
    wire: Server, call: Call, line: str
) -> None:
    assert asked(wire, call) == line
