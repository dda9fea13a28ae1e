"""Whatever stands anywhere in a document, it costs at most its own place."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.diagnostics.stop import Stop
from sdksmith.document import BundledDocument, read_document
from sdksmith.document.node import Node
from sdksmith.openapi import CanonicalDocument, canonicalise

HERE = Path(__file__).parent / "versions" / "pets"
DOCUMENTS = {
    version: read_document(f"{version}.yaml", base=HERE, diagnostics=Diagnostics())
    for version in ("2.0", "3.0", "3.2")
}
ODD: list[Node] = [
    None,
    True,
    1,
    -1.5,
    "x",
    "#/x",
    [],
    [None],
    ["a", "a"],
    {},
    {"x": None},
    {"$ref": 1},
    {"$ref": "#"},
    {"$ref": "#/nowhere"},
    {"$ref": "#/paths"},
    {"a": {"b": 1}},
]


def places(node: Node, tokens: tuple[Node, ...] = ()) -> list[tuple[Node, ...]]:
    pairs: Node = ()
    if isinstance(node, dict):
        pairs = node.items()
    elif isinstance(node, list):
        pairs = enumerate(node)
    inner = [place for key, value in pairs for place in places(value, (*tokens, key))]
    return [tokens, *inner] if tokens else inner


def put(node: Node, tokens: tuple[Node, ...], value: object) -> Node:
    if not tokens:
        return value
    first, *rest = tokens
    copy = dict(node) if isinstance(node, dict) else list(node)
    copy[first] = put(node[first], tuple(rest), value)
    return copy


PLACES = {version: places(document.root) for version, document in DOCUMENTS.items()}


@pytest.mark.parametrize("version", DOCUMENTS)
@given(data=st.data())
@settings(max_examples=150, deadline=None, derandomize=True)
def test_anything_anywhere_is_survived(version: str, data: st.DataObject) -> None:
    document = DOCUMENTS[version]
    root = document.root
    for _ in range(data.draw(st.integers(1, 3))):
        tokens = data.draw(st.sampled_from(PLACES[version]))
        try:
            root = put(root, tokens, data.draw(st.sampled_from(ODD)))
        except (IndexError, KeyError, TypeError):
            continue
    diagnostics = Diagnostics()
    changed = BundledDocument(document.entry, root, document.sources, document.placed)
    try:
        found = canonicalise(changed, diagnostics)
    except Stop:
        return

    for item in diagnostics.items:
        assert item.origin is not None
        assert changed.locate(item.origin)
    check_references(found)


def check_references(document: CanonicalDocument) -> None:
    """Every `$ref` of the canonical schemas leads to a mapping."""
    waiting: list[Node] = [document.tree["components"]["schemas"]]
    while waiting:
        node = waiting.pop()
        if isinstance(node, dict):
            if isinstance(node.get("$ref"), str):
                assert isinstance(document.resolve(node["$ref"])[0], dict)
            waiting += [v for k, v in node.items() if k not in OPAQUE]
        elif isinstance(node, list):
            waiting += node


OPAQUE = {"example", "examples", "default", "const", "enum"}


@pytest.mark.parametrize("version", DOCUMENTS)
def test_a_canonical_document_stays_as_it_is(version: str) -> None:
    once = canonicalise(DOCUMENTS[version], Diagnostics()).tree
    diagnostics = Diagnostics()
    document = BundledDocument("api.yaml", once, {}, {})

    assert canonicalise(document, diagnostics).tree == once
    assert diagnostics.items == []
