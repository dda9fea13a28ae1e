"""JSON is read as JSON: strictly, and without harm."""

from __future__ import annotations

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.document.json_text import read_json
from sdksmith.document.parsed import DEEPEST, UnreadableError


def refused(text: str) -> tuple[Code, int | None]:
    with pytest.raises(UnreadableError) as caught:
        read_json(text)
    return caught.value.code, caught.value.offset


def test_what_is_wrong_is_told_with_its_place() -> None:
    assert refused('{"a": 1,}')[0] is Code.NOT_JSON
    assert refused('{"a" 1}') == (Code.NOT_JSON, 5)
    assert refused('{"a": NaN}')[0] is Code.NOT_JSON
    assert refused(f'{{"a": {"9" * 5000}}}')[0] is Code.NOT_JSON


def test_nesting_has_an_end() -> None:
    assert refused("[" * 100_000)[0] is Code.NESTING_TOO_DEEP
    too_deep = "[" * (DEEPEST + 1) + "]" * (DEEPEST + 1)
    assert refused(too_deep) == (Code.NESTING_TOO_DEEP, DEEPEST)
    assert read_json("[" * DEEPEST + "]" * DEEPEST).tree


def test_doubled_keys_are_found_where_they_stand() -> None:
    text = (
        '{"a": {"b": 1, "b": 2}, "c": "b\\"", "a": [{"b": 1}, {"b": 1}], "\\u0061": 0}'
    )
    parsed = read_json(text)

    assert parsed.tree == {"a": 0, "c": 'b"'}
    assert [(r.code, text[r.offset :][:3]) for r in parsed.remarks] == [
        (Code.DUPLICATE_KEY, '"b"'),
        (Code.DUPLICATE_KEY, '"a"'),
        (Code.DUPLICATE_KEY, '"\\u'),
    ]


def test_numbers_beyond_a_double_and_lone_surrogates_can_be_written_again() -> None:
    tree = read_json('{"a": 1e999, "b": "\\ud800", "c": "\\ud83d\\ude00"}').tree

    assert tree["a"] > 1e308
    assert tree["a"] != float("inf")
    assert (tree["b"], tree["c"]) == ("\ufffd", "\U0001f600")
