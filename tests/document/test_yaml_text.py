"""What a hostile or broken YAML text cannot do."""

from __future__ import annotations

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.document.parsed import DEEPEST, UnreadableError
from sdksmith.document.yaml_text import read_yaml


def refused(text: str) -> Code:
    with pytest.raises(UnreadableError) as caught:
        read_yaml(text)
    return caught.value.code


def test_aliases_that_multiply_are_refused() -> None:
    lines = ["a0: &a0 [x, x, x, x, x, x, x, x, x, x]"]
    for level in range(1, 12):
        inner = ", ".join([f"*a{level - 1}"] * 10)
        lines.append(f"a{level}: &a{level} [{inner}]")

    assert refused("\n".join(lines)) is Code.ALIAS_BOMB


def test_an_alias_inside_its_own_anchor_is_refused() -> None:
    assert refused("a: &a [*a]") is Code.ALIAS_BOMB


def test_an_alias_without_an_anchor_is_no_yaml() -> None:
    assert refused("a: *b") is Code.NOT_YAML


def test_ordinary_aliases_are_written_out() -> None:
    tree = read_yaml("a: &a {x: [1]}\nb: [*a, *a]\n&k key: *k").tree

    assert tree == {"a": {"x": [1]}, "b": [{"x": [1]}] * 2, "key": "key"}


@pytest.mark.parametrize("opening", ["[", "{a: ", "- "])
def test_nesting_has_an_end_long_before_the_stack(opening: str) -> None:
    assert refused(opening * 100_000) in (Code.NESTING_TOO_DEEP, Code.NOT_YAML)


def test_aliases_count_as_nesting() -> None:
    half = DEEPEST // 2 + 1
    text = f"a: &a {'[' * half}{']' * half}\nb: {'[' * half}*a{']' * half}"

    assert refused(text) is Code.NESTING_TOO_DEEP


def test_the_deepest_allowed_nesting_is_read() -> None:
    assert read_yaml("[" * DEEPEST + "]" * DEEPEST).tree


def test_no_tag_makes_an_object() -> None:
    parsed = read_yaml("a: !!python/object/apply:os.system [echo]\nb: !x 12\nc: !y {}")

    assert parsed.tree == {"a": ["echo"], "b": 12, "c": {}}
    assert {remark.code for remark in parsed.remarks} == {Code.UNKNOWN_YAML_TAG}
    assert len(parsed.remarks) == 3


def test_the_last_of_two_equal_keys_counts_and_its_place_is_told() -> None:
    parsed = read_yaml("a: 1\nb: 2\na: 3")

    assert parsed.tree == {"a": 3, "b": 2}
    assert [(r.code, r.offset) for r in parsed.remarks] == [(Code.DUPLICATE_KEY, 10)]


def test_keys_that_are_no_text_are_left_out() -> None:
    parsed = read_yaml("? [a]\n: {x: 1}\n? {b: c}\n: 2\nd: 3\n")

    assert parsed.tree == {"d": 3}
    assert [r.code for r in parsed.remarks] == [Code.COMPLEX_KEY] * 2


def test_control_characters_are_an_error_with_a_place() -> None:
    with pytest.raises(UnreadableError) as caught:
        read_yaml("a: 1\nb: \x08")

    assert (caught.value.code, caught.value.offset) == (Code.NOT_YAML, 8)
