"""What is printed reads back as the same tree, its keys in their order."""

from __future__ import annotations

import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from sdksmith.document.json_text import read_json
from sdksmith.document.parsed import Format
from sdksmith.document.printing import printed
from sdksmith.document.yaml_text import read_yaml

TEXTS = st.text(
    st.characters(exclude_categories=["Cs"]), max_size=30
) | st.sampled_from(
    [
        "no",
        "off",
        "1e-08",
        "0o17",
        "13_0",
        "1:30",
        "2020-01-01",
        "=",
        "<<",
        "~",
        "'",
        "",
    ]
)
TREES = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | TEXTS
    | st.floats(allow_nan=False, allow_infinity=False),
    lambda inner: st.lists(inner, max_size=3)
    | st.dictionaries(TEXTS, inner, max_size=3),
    max_leaves=8,
)


@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_yaml_reads_back_as_the_same_tree(tree: dict[str, object]) -> None:
    again = read_yaml(printed(tree, Format.YAML)).tree

    assert json.dumps(again) == json.dumps(tree)


@given(st.dictionaries(TEXTS, TREES, max_size=4))
def test_json_reads_back_as_the_same_tree(tree: dict[str, object]) -> None:
    again = read_json(printed(tree, Format.JSON)).tree

    assert json.dumps(again) == json.dumps(tree)


@pytest.mark.parametrize(
    ("tree", "expected"),
    [
        ({"b": 1, "a": "two\nlines\n"}, "b: 1\na: |\n  two\n  lines\n"),
        ({"200": "1e-08", "x": "ü"}, "'200': '1e-08'\nx: ü\n"),
    ],
)
def test_yaml_is_written_for_people(tree: dict[str, object], expected: str) -> None:
    assert printed(tree, Format.YAML) == expected
