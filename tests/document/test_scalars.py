"""Unquoted YAML scalars mean what YAML 1.2 says, and nothing that 1.1 said."""

from __future__ import annotations

import pytest

from sdksmith.document.yaml_text import read_yaml

TEXTS = [
    "no",
    "NO",
    "yes",
    "on",
    "OFF",
    "y",
    "n",
    "1_000",
    "12:30",
    "2024-01-01",
    "2024-01-01T00:00:00Z",
    "0b11",
    "-0x1f",
    "1e",
    "nil",
    "None",
    "True-ish",
    "0o8",
    "1.2.3",
    "+-1",
    ".inf",
    "-.INF",
    ".nan",
    "1e999",
    "0x",
    "<<x",
    "==",
]
NUMBERS = {
    "012": 12,
    "0o14": 12,
    "0x1F": 31,
    "+12": 12,
    "-0": 0,
    "1e-08": 1e-08,
    "1.": 1.0,
    ".5": 0.5,
    "-1.5E+3": -1500.0,
    "685230.15": 685230.15,
}


@pytest.mark.parametrize("written", TEXTS)
def test_texts_stay_texts(written: str) -> None:
    assert read_yaml(f"a: {written}").tree == {"a": written}


@pytest.mark.parametrize(("written", "number"), NUMBERS.items())
def test_numbers_are_read(written: str, number: float) -> None:
    value = read_yaml(f"a: {written}").tree["a"]

    assert (value, type(value)) == (number, type(number))


def test_the_words_of_the_core_schema_are_read() -> None:
    tree = read_yaml("[true, False, TRUE, null, ~, Null, '', ]").tree

    assert tree == [True, False, True, None, None, None, ""]


def test_keys_are_texts_as_they_are_written() -> None:
    tree = read_yaml("{200: a, True: b, None: c, 0x10: d, 2024-01-01: e, ~: f}").tree

    assert list(tree) == ["200", "True", "None", "0x10", "2024-01-01", "~"]


def test_quotes_and_tags_make_texts() -> None:
    parsed = read_yaml("['12', \"no\", !!str 12, !!timestamp 2024-01-01, !!int '12']")

    assert parsed.tree == ["12", "no", "12", "2024-01-01", 12]
    assert parsed.remarks == ()


def test_a_number_longer_than_any_is_a_text() -> None:
    digits = "9" * 5000

    assert read_yaml(f"a: {digits}").tree == {"a": digits}


def test_merge_keys_are_still_understood() -> None:
    tree = read_yaml("base: &b {x: 1, y: 2}\nown: {<<: *b, y: 3}\nodd: {<<: 1}").tree

    assert tree["own"] == {"y": 3, "x": 1}
    assert tree["odd"] == {"<<": 1}
