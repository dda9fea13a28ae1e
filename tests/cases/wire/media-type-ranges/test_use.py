from __future__ import annotations

from typing import TYPE_CHECKING

from sockets import Answer, serving
from twins import in_both, sent
from wire_media_type_ranges import AsyncRanges, Ranges, types

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Server

    Either = Ranges | AsyncRanges

VENDOR = "application/vnd.api+json; version=1"


def kind_sent(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> str:
    in_both(Ranges(base_url=wire.url), AsyncRanges(base_url=wire.url), call)
    return sent(wire).headers["content-type"]


def test_a_range_is_no_content_type_so_bytes_are_sent_as_such(wire: Server) -> None:
    bytes_only = "application/octet-stream"

    assert kind_sent(wire, lambda client: client.any.anything(b"x")) == bytes_only
    assert kind_sent(wire, lambda client: client.image.replace(b"x")) == bytes_only


def test_the_caller_may_say_what_it_is(wire: Server) -> None:
    png = "image/png"

    kind = kind_sent(
        wire,
        lambda client: client.image.replace(
            b"x", options={"headers": {"Content-Type": png}}
        ),
    )

    assert kind == png


def test_an_object_of_any_type_is_sent_and_read_as_json() -> None:
    answer = Answer(200, b'{"a":2}', {"Content-Type": "application/json"})
    with serving(answer) as server:
        found = in_both(
            Ranges(base_url=server.url),
            AsyncRanges(base_url=server.url),
            lambda client: client.json.create(a=1),
        )
        seen = sent(server)

    assert (seen.headers["content-type"], seen.body) == ("application/json", b'{"a":1}')
    assert found == types.A(a=2)


def test_json_of_a_vendor_keeps_its_name() -> None:
    answer = Answer(200, b'{"a":2}', {"Content-Type": VENDOR})
    with serving(answer) as server:
        found = in_both(
            Ranges(base_url=server.url),
            AsyncRanges(base_url=server.url),
            lambda client: client.vendor.create(a=1),
        )
        seen = sent(server)

    assert (seen.headers["content-type"], seen.headers["accept"]) == (VENDOR, VENDOR)
    assert found == types.A(a=2)
