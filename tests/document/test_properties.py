"""What holds for every document: pointers, places, and both languages alike."""

from __future__ import annotations

import json

import yaml
from hypothesis import given
from hypothesis import strategies as st

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.json_text import read_json
from sdksmith.document.pointer import follow, join, split
from sdksmith.document.source import read_source
from sdksmith.document.yaml_text import read_yaml

texts = st.text(st.characters(codec="utf-8", exclude_categories=["Cc"]), max_size=12)
numbers = st.integers(-(10**20), 10**20) | st.floats(
    allow_nan=False, allow_infinity=False
)
trees = st.recursive(
    st.none() | st.booleans() | numbers | texts,
    lambda inner: st.lists(inner, max_size=4)
    | st.dictionaries(texts, inner, max_size=4),
    max_leaves=12,
)


@given(st.lists(texts))
def test_a_pointer_says_its_tokens(tokens: list[str]) -> None:
    assert split(join(tokens)) == tuple(tokens)


@given(st.lists(texts, max_size=6), trees)
def test_a_pointer_leads_to_what_stands_there(tokens: list[str], leaf: object) -> None:
    tree = leaf
    for token in reversed(tokens):
        tree = {"other": 0, token: tree}

    assert follow(tree, join(tokens)) == leaf


@given(trees)
def test_json_means_the_same_when_it_is_read_as_yaml(tree: object) -> None:
    text = json.dumps(tree)

    assert read_json(text).tree == tree
    if "\\ud" not in text:  # YAML has no pairs of surrogates
        assert read_yaml(text).tree == tree


@given(st.dictionaries(texts, trees, max_size=4))
def test_what_is_written_as_yaml_is_read_back(tree: dict[str, object]) -> None:
    text = yaml.safe_dump(tree, allow_unicode=True, default_style='"')

    assert read_yaml(text).tree == tree


@given(st.dictionaries(texts, trees, min_size=1, max_size=4), st.data())
def test_every_node_has_its_place_in_both_languages(
    tree: dict[str, object], data: st.DataObject
) -> None:
    tokens = []
    node: object = tree
    while isinstance(node, dict | list) and node:
        keys = list(node) if isinstance(node, dict) else range(len(node))
        key = data.draw(st.sampled_from(keys))
        tokens.append(key)
        node = node[key] if isinstance(node, dict) else node[int(key)]
    text = json.dumps(tree, indent=1, ensure_ascii=False)
    for file in ("a.json", "a.yaml"):
        source = read_source(file, text.encode(), Diagnostics())
        assert source
        place = source.position(join(tokens))
        line = text.split("\n")[place.line - 1][place.column - 1 :]
        wanted = tokens[-1] if isinstance(tokens[-1], str) else node
        if not isinstance(wanted, dict | list):
            assert line.startswith(json.dumps(wanted, ensure_ascii=False))
