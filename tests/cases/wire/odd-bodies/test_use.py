from __future__ import annotations

import inspect
from typing import TYPE_CHECKING

import pytest
from twins import in_both, sent
from wire_odd_bodies import AsyncOptionalAndOddBodies, OptionalAndOddBodies, types

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Seen, Server

    Either = OptionalAndOddBodies | AsyncOptionalAndOddBodies


def asked(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> Seen:
    in_both(
        OptionalAndOddBodies(base_url=wire.url),
        AsyncOptionalAndOddBodies(base_url=wire.url),
        call,
    )
    return sent(wire)


def body(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> bytes:
    seen = asked(wire, call)
    assert seen.headers["content-type"] == "application/json"
    return seen.body


def is_empty(seen: Seen) -> bool:
    return seen.body == b"" and "content-type" not in seen.headers


def test_an_optional_body_that_is_not_given_is_not_sent(wire: Server) -> None:
    assert is_empty(asked(wire, lambda client: client.opt.create()))


def test_an_object_without_members_can_be_sent(wire: Server) -> None:
    assert body(wire, lambda c: c.opt.create(options={"body": {}})) == b"{}"


def test_null_is_a_body_where_the_document_allows_it(wire: Server) -> None:
    assert body(wire, lambda client: client.nul.create(None)) == b"null"


def test_such_a_body_must_be_given() -> None:
    create = OptionalAndOddBodies(base_url="https://x.test").nul.create

    parameter = inspect.signature(create).parameters["body"]

    assert parameter.default is inspect.Parameter.empty


@pytest.mark.parametrize(
    ("items", "text"),
    [
        ([types.I(id=1), types.I(id=2)], b'[{"id":1},{"id":2}]'),
        ([], b"[]"),
    ],
)
def test_a_list_is_sent_as_a_list(
    wire: Server, items: list[types.I], text: bytes
) -> None:
    assert body(wire, lambda client: client.lst.create(items)) == text


def test_a_text_is_sent_as_a_json_text(wire: Server) -> None:
    assert body(wire, lambda client: client.str.create('x"y')) == b'"x\\"y"'


def test_a_map_is_sent_without_a_wrapper(wire: Server) -> None:
    sent_map = body(wire, lambda client: client.map.create({"team": "infra"}))

    assert sent_map == b'{"team":"infra"}'


def test_a_delete_may_have_a_body_or_none(wire: Server) -> None:
    full = asked(wire, lambda client: client.del_.delete(ids=[1]))
    empty = asked(wire, lambda client: client.del_.delete())

    assert (full.line.split()[0], full.body) == ("DELETE", b'{"ids":[1]}')
    assert is_empty(empty)


def test_a_body_that_is_a_reference_is_like_any_other(wire: Server) -> None:
    assert body(wire, lambda client: client.ref.create(id=1)) == b'{"id":1}'


def test_where_no_body_is_described_none_is_sent(wire: Server) -> None:
    assert is_empty(asked(wire, lambda client: client.none.create()))
