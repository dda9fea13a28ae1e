from __future__ import annotations

from typing import TYPE_CHECKING

from twins import in_both, sent
from wire_querystring import AsyncQuerystring, Querystring

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Server

    Call = Callable[[Querystring | AsyncQuerystring], Awaitable[None] | None]


def line(wire: Server, call: Call) -> str:
    """The first line of the request that a call sends."""
    in_both(Querystring(base_url=wire.url), AsyncQuerystring(base_url=wire.url), call)
    return sent(wire).line


def test_json_is_the_whole_query(wire: Server) -> None:
    found = line(
        wire,
        lambda client: client.json.find(filter={"numbers": [1, 2], "name": "ä&b"}),
    )

    written = "%7B%22numbers%22%3A%5B1%2C2%5D%2C%22name%22%3A%22%C3%A4%26b%22%7D"
    assert found == f"GET /json?{written} HTTP/1.1"


def test_a_form_is_its_members(wire: Server) -> None:
    found = line(
        wire,
        lambda client: client.form.find(
            filter={"numbers": [1, 2], "flag": True, "name": "a b&c"}
        ),
    )

    assert found == "GET /form?numbers=1&numbers=2&flag=true&name=a%20b%26c HTTP/1.1"


def test_text_is_sent_as_it_is(wire: Server) -> None:
    found = line(wire, lambda client: client.text.find(path="$.a[0]"))

    assert found == "GET /text?%24.a%5B0%5D HTTP/1.1"


def test_nothing_is_sent_for_none(wire: Server) -> None:
    assert line(wire, lambda client: client.form.find()) == "GET /form HTTP/1.1"
