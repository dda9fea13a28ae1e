"""Query, header and cookie parameters in every style (raw bytes)."""

from __future__ import annotations

from datetime import UTC, datetime
from urllib.parse import parse_qsl

import pytest
from _runtime.errors import InvalidRequestError
from _runtime.omit import omit
from _runtime.operation import Operation
from _runtime.parameters import QUERY, Style, query_pairs
from hypothesis import given
from hypothesis import strategies as st
from probes import NOTHING, Probe
from sockets import Seen, serving

DEEP = Style("deepObject")


def _sent(probe: Probe, place: str, style: Style | None, **values: object) -> Seen:
    styles = {} if style is None else {(place, name): style for name in values}
    operation = Operation[None, object]("GET", "/s", NOTHING, styles=styles)
    with serving() as server:
        match place:
            case "query":
                probe.send(server.url, operation, query=values)
            case "header":
                probe.send(server.url, operation, headers=values)
            case _:
                probe.send(server.url, operation, cookies=values)
        return server.seen[0]


def _raw(probe: Probe, style: Style | None, **values: object) -> str:
    return _sent(probe, "query", style, **values).target.partition("?")[2]


@pytest.mark.parametrize(
    ("style", "value", "raw"),
    [
        (None, "", "q="),
        (None, "a+b&c=d é", "q=a%2Bb%26c%3Dd%20%C3%A9"),
        (None, False, "q=false"),
        (None, 1.5, "q=1.5"),
        (None, None, ""),
        (None, omit, ""),
        (None, ["a", "b"], "q=a&q=b"),
        (None, {"x": 1, "y": 2}, "x=1&y=2"),
        (Style("form", explode=False), ["a", "b,c"], "q=a,b%2Cc"),
        (Style("form", explode=False), {"R": 1, "G": 2}, "q=R,1,G,2"),
        (Style("spaceDelimited", explode=False), ["a", "b"], "q=a%20b"),
        (Style("pipeDelimited", explode=False), ["a", "b"], "q=a%7Cb"),
        (Style("form", allow_reserved=True), "a/b:c?d", "q=a/b:c?d"),
        (Style("form", allow_reserved=True), "a&b#c", "q=a%26b%23c"),
        (Style(content="application/json"), {"a": True}, "q=%7B%22a%22%3Atrue%7D"),
    ],
)
def test_a_query_is_written_in_its_style(
    probe: Probe, style: Style | None, value: object, raw: str
) -> None:
    assert _raw(probe, style, q=value) == raw


def test_a_deep_object_keeps_its_nesting(probe: Probe) -> None:
    value = {
        "createdAt": datetime(2024, 1, 1, tzinfo=UTC),
        "on": True,
        "in": {"deep": "v"},
        "tags": ["a", "b"],
        "unset": omit,
        "null": None,
    }

    assert parse_qsl(_raw(probe, DEEP, filter=value)) == [
        ("filter[createdAt]", "2024-01-01T00:00:00Z"),
        ("filter[on]", "true"),
        ("filter[in][deep]", "v"),
        ("filter[tags][0]", "a"),
        ("filter[tags][1]", "b"),
    ]


def test_odd_names_are_kept(probe: Probe) -> None:
    raw = _raw(probe, None, **{"$top": 5, "page[size]": 2})

    assert parse_qsl(raw) == [("$top", "5"), ("page[size]", "2")]


def test_the_query_of_the_path_key_survives(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/s?fixed=1", NOTHING)

    with serving() as server:
        probe.send(server.url, operation, query={"q": "x"})

    assert server.seen[0].target == "/s?fixed=1&q=x"


def test_defaults_of_the_client_and_the_call_are_joined(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/s", NOTHING)
    mine = probe.with_(default_query={"a": 1, "b": 1}, default_headers={"X-A": "1"})

    with serving() as server:
        mine.send(
            server.url,
            operation,
            {"query": {"c": 3, "b": 4}, "headers": {"x-b": "2", "user-agent": None}},
            query={"b": 2, "c": 2},
        )

    seen = server.seen[0]
    assert seen.target == "/s?a=1&c=3&b=4"
    assert (seen.headers["x-a"], seen.headers["x-b"]) == ("1", "2")
    assert "user-agent" not in seen.headers


@given(st.text())
def test_any_text_arrives_as_it_was(value: str) -> None:
    value = value.encode("utf-8", "ignore").decode()

    pairs = query_pairs("q", value, QUERY)

    raw = "&".join(f"{name}={text}" for name, text in pairs)
    assert parse_qsl(raw, keep_blank_values=True) == [("q", value)]


def test_headers_are_simple(probe: Probe) -> None:
    seen = _sent(
        probe,
        "header",
        None,
        **{"X-Ids": [1, 2], "X-On": True, "X-No": omit, "X-N": None},
    )

    assert (seen.headers["x-ids"], seen.headers["x-on"]) == ("1,2", "true")
    assert not {"x-no", "x-n"} & set(seen.headers)


def test_a_header_cannot_bring_another_one(probe: Probe) -> None:
    with pytest.raises(InvalidRequestError, match="X-A"):
        _sent(probe, "header", None, **{"X-A": "a\r\nX-Admin: 1"})


def test_cookies_go_in_one_header(probe: Probe) -> None:
    seen = _sent(
        probe,
        "cookie",
        Style("form", explode=False),
        sid="a b;",
        n=1,
        on=True,
        ids=["x", "y"],
    )

    assert seen.headers["cookie"] == "sid=a%20b%3B; n=1; on=true; ids=x,y"


def test_cookies_of_one_call_do_not_leak_into_the_next(probe: Probe) -> None:
    operation = Operation[None, object]("GET", "/c", NOTHING)
    first = operation.call(cookies={"sid": "1"}).arguments

    with serving() as server:
        probe.send_all(server.url, operation, [first, operation.call().arguments])

    assert [seen.headers.get("cookie") for seen in server.seen] == ["sid=1", None]


def test_a_header_parameter_wins_over_the_default_of_another_case(
    probe: Probe,
) -> None:
    seen = _sent(probe, "header", None, ACCEPT="text/csv")

    assert seen.headers["accept"] == "text/csv"
