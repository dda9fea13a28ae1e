"""JSON lines and JSON sequences (RFC 7464)."""

from __future__ import annotations

import json
from itertools import pairwise
from typing import Any

import pytest
from _runtime.errors import DecodeError, StreamError
from _runtime.line_items import LineItems
from _runtime.models import Model
from _runtime.operation import StreamOperation
from blocking import Callers
from hypothesis import given, settings
from hypothesis import strategies as st
from sockets import Answer, serving


class Row(Model):
    t: str


ROWS = StreamOperation[Row]("GET", "/rows", Row, accept="application/jsonl")
JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=6,
)
CUTS = st.lists(st.integers(0, 200), max_size=12)


def _texts(data: bytes, cuts: list[int]) -> list[bytes]:
    places = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
    items = LineItems()
    chunks = [data[a:b] for a, b in pairwise(places)]
    found = [text for chunk in chunks for _, text in items.feed(chunk)]
    return found + [text for _, text in items.end()]


@settings(deadline=None)
@given(st.lists(JSON), CUTS, st.sampled_from([b"\n", b"\r\n", b"\n\n", b" \n\t\n"]))
def test_lines_are_the_same_however_they_are_cut(
    values: list[Any], cuts: list[int], end: bytes
) -> None:
    data = end.join(json.dumps(value).encode() for value in values)

    assert [json.loads(text) for text in _texts(data, cuts)] == values


@settings(deadline=None)
@given(st.lists(JSON), CUTS, st.sampled_from([None, 2]), st.sampled_from([b"", b"\n"]))
def test_a_sequence_is_the_same_however_it_is_cut(
    values: list[Any], cuts: list[int], indent: int | None, end: bytes
) -> None:
    texts = [json.dumps(value, indent=indent).encode() for value in values]
    data = b"".join(b"\x1e" + text + end for text in texts)

    assert [json.loads(text) for text in _texts(data, cuts)] == values


@pytest.mark.parametrize(
    ("body", "items"),
    [
        (b'{"t":"a"}\r\n\n  \n{"t":"b"}', ["a", "b"]),
        (b'\xef\xbb\xbf{"t":"a"}\n', ["a"]),
        (b'\x1e{"t":"a"}\n\x1e{\n"t":\n"b"}\n', ["a", "b"]),
        (b"", []),
    ],
)
def test_rows_are_read(callers: Callers, body: bytes, items: list[str]) -> None:
    with serving(Answer(200, body)) as server, callers.to(server.url) as caller:
        assert [row.t for row in caller.lines(ROWS.call())] == items


@pytest.mark.parametrize(
    ("body", "says"),
    [
        (b'{"t":"a"}\n\n{"t":\n', "^line 3: not JSON: "),
        (b'{"t":"a"}\n{"t"', "^line 2: not JSON: "),
        (b'\x1e{"t":"a"}\n\x1e{"t"', "^record 2: not JSON: "),
        (b'{"t":"a"}\n[]\n', r"^line 2: \$: promised an object, got an array"),
    ],
)
def test_a_broken_row_is_an_error_that_says_which(
    callers: Callers, body: bytes, says: str
) -> None:
    with serving(Answer(200, body)) as server, callers.to(server.url) as caller:
        rows = iter(caller.lines(ROWS.call()))
        first = next(rows)
        with pytest.raises(DecodeError, match=says):
            next(rows)

    assert first.t == "a"


def test_a_string_in_a_line_is_a_json_string(callers: Callers) -> None:
    lines = StreamOperation[str]("GET", "/rows", str)

    with serving(Answer(200, b'"a"\n"b"')) as server, callers.to(server.url) as caller:
        assert list(caller.lines(lines.call())) == ["a", "b"]


def test_an_error_in_place_of_a_row_is_raised(callers: Callers) -> None:
    body = b'{"t":"a"}\n{"error":{"message":"m"}}\n'

    with serving(Answer(200, body)) as server, callers.to(server.url) as caller:
        rows = iter(caller.lines(ROWS.call()))
        next(rows)
        with pytest.raises(StreamError, match=r"^m "):
            next(rows)
