"""Values of a document come back from their literals as they were, and do nothing."""

from __future__ import annotations

import ast
import tomllib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdksmith.python.literals import literal, spread, toml_string

TEXT = st.text(st.characters(exclude_categories=()))
JSON = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | TEXT,
    lambda inner: st.lists(inner) | st.dictionaries(TEXT, inner),
)


@given(JSON)
def test_a_literal_evaluates_to_its_value(value: object) -> None:
    assert ast.literal_eval(literal(value)) == value


@given(TEXT)
def test_a_string_is_one_constant_whatever_is_in_it(text: str) -> None:
    tree = ast.parse(literal(text), mode="eval")

    assert isinstance(tree.body, ast.Constant)
    assert tree.body.value == text


@given(JSON)
def test_a_literal_over_several_lines_says_the_same(value: object) -> None:
    assert ast.literal_eval(spread(value, 0, 20)) == value


@given(st.text())
def test_a_toml_string_holds_any_text(text: str) -> None:
    document = f"value = {toml_string(text)}\n"

    assert tomllib.loads(document) == {"value": text}


def test_a_toml_string_cannot_be_left() -> None:
    hostile = 'x"\n[tool.evil]\ncommand = "rm'

    assert tomllib.loads(f"a = {toml_string(hostile)}") == {"a": hostile}


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        ("a", '"a"'),
        ('say "x"', "'say \"x\"'"),
        (True, "True"),
        (1, "1"),
        (["a", None], '["a", None]'),
        ({"a": 1.5}, '{"a": 1.5}'),
    ],
)
def test_literals_read_like_black_writes_them(value: object, expected: str) -> None:
    assert literal(value) == expected


def test_what_json_cannot_hold_has_no_literal() -> None:
    with pytest.raises(TypeError):
        literal(object())
