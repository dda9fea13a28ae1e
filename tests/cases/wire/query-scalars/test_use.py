from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qsl

import pytest
from twins import in_both, sent
from wire_query_scalars import AsyncQueryScalarsAndReserved, QueryScalarsAndReserved

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from sockets import Server

    Either = QueryScalarsAndReserved | AsyncQueryScalarsAndReserved


def target(wire: Server, call: Callable[[Either], Awaitable[None] | None]) -> str:
    in_both(
        QueryScalarsAndReserved(base_url=wire.url),
        AsyncQueryScalarsAndReserved(base_url=wire.url),
        call,
    )
    return sent(wire).target


def test_an_empty_text_is_sent(wire: Server) -> None:
    assert target(wire, lambda client: client.s.list(q="")) == "/s?q="


def test_every_character_of_a_text_arrives(wire: Server) -> None:
    found = target(wire, lambda client: client.s.list(q="a+b&c=d é"))

    assert parse_qsl(found.partition("?")[2]) == [("q", "a+b&c=d é")]
    assert "a%2Bb" in found


def test_reserved_characters_stay_where_the_document_allows_them(wire: Server) -> None:
    found = target(wire, lambda client: client.s.list(q="", raw="a/b:c?d"))

    assert found == "/s?q=&raw=a/b:c?d"


def test_names_are_those_of_the_document(wire: Server) -> None:
    found = target(wire, lambda client: client.s.list(q="x", top=5, page_size=2))

    assert parse_qsl(found.partition("?")[2]) == [
        ("q", "x"),
        ("$top", "5"),
        ("page[size]", "2"),
    ]


def test_null_is_as_absent_as_what_is_not_given(wire: Server) -> None:
    assert target(wire, lambda client: client.s.list(q="x")) == "/s?q=x"
    assert target(wire, lambda client: client.s.list(q="x", n=None)) == "/s?q=x"


@pytest.mark.parametrize(("flag", "text"), [(False, "false"), (True, "true")])
def test_a_truth_value_is_spelt_as_in_json(
    wire: Server, *, flag: bool, text: str
) -> None:
    found = target(wire, lambda client: client.s.list(q="x", flag=flag))

    assert found == f"/s?q=x&flag={text}"


def test_the_query_of_a_path_key_is_sent(wire: Server) -> None:
    path, _, query = target(wire, lambda c: c.s.fixed_query(q="x")).partition("?")

    assert path == "/s"
    assert sorted(parse_qsl(query)) == [("fixed", "1"), ("q", "x")]
