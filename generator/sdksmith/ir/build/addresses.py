"""The place that a pointer names, for references that lead into the middle of things."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sdksmith.document.pointer import Missing, follow, join, split
from sdksmith.ir.build.keywords import COMPOSITES, is_null
from sdksmith.ir.build.nodes import sequence, text
from sdksmith.ir.build.places import Place, component, role, standalone
from sdksmith.ir.build.roles import parameter_place, request_place, response_place
from sdksmith.ir.build.unions import variant_words
from sdksmith.ir.types import OperationId

_DEFINITIONS = ("$defs", "definitions")
_COMPONENT_DEPTH = 3


def is_declaration(pointer: str) -> bool:
    """Whether a schema stands there to be referred to by name."""
    tokens = split(pointer)
    if tokens[:2] == ("components", "schemas"):
        return len(tokens) == _COMPONENT_DEPTH or tokens[-2] in _DEFINITIONS
    return len(tokens) > 1 and tokens[-2] in _DEFINITIONS


def place_at(tree: Mapping[str, object], pointer: str) -> Place:
    """The place of a schema at any pointer, called as if it were read in passing."""
    tokens = split(pointer)
    for index in range(len(tokens) - 1, 0, -1):
        if tokens[index - 1] in _DEFINITIONS:
            return _walk(tree, component(join(tokens[: index + 1])), tokens[index + 1 :])
    if tokens[:2] == ("components", "schemas") and len(tokens) >= _COMPONENT_DEPTH:
        return _walk(
            tree, component(join(tokens[:_COMPONENT_DEPTH])), tokens[_COMPONENT_DEPTH:]
        )
    if "schema" not in tokens:
        return standalone(pointer, *tokens[-1:])
    end = tokens.index("schema") + 1
    return _walk(tree, _root(tree, tokens[:end]), tokens[end:])


def _root(tree: Mapping[str, object], tokens: Sequence[str]) -> Place:
    """The place of the schema of a parameter, a body, a response or a header."""
    pointer = join(tokens)
    match list(tokens):
        case ["components", _, name, *_]:
            return standalone(pointer, name)
        case ["paths", path, method, *rest]:
            operation = OperationId(f"{method.upper()} {path}")
            match rest:
                case ["requestBody", "content", _, "schema"]:
                    return request_place(pointer, operation)
                case ["responses", status, "content", _, "schema"]:
                    return response_place(pointer, operation, status, is_first=True)
                case ["parameters", index, "schema"]:
                    node = _node(tree, join([*tokens[:3], "parameters", index]))
                    return parameter_place(pointer, operation, text(node, "name") or "")
                case _:
                    return role(pointer, operation, "Type")
        case _:
            return standalone(pointer, *tokens[-2:-1])


def _walk(tree: Mapping[str, object], place: Place, tokens: Sequence[str]) -> Place:
    match list(tokens):
        case []:
            return place
        case ["properties", name, *rest]:
            return _walk(tree, place.member(name), rest)
        case [("items" | "contains") as keyword, *rest]:
            return _walk(tree, place.item(keyword), rest)
        case ["prefixItems", index, *rest]:
            return _walk(tree, place.item("prefixItems", index), rest)
        case [("additionalProperties" | "unevaluatedProperties") as keyword, *rest]:
            return _walk(tree, place.entry(keyword), rest)
        case ["patternProperties", key, *rest]:
            return _walk(tree, place.entry("patternProperties", key), rest)
        case ["propertyNames", *rest]:
            return _walk(tree, place.key(), rest)
        case ["allOf", index, *rest]:
            return _walk(tree, place.part("allOf", index), rest)
        case [("oneOf" | "anyOf") as keyword, index, *rest]:
            return _walk(tree, _alternative(tree, place, keyword, index), rest)
        case _:
            return standalone(join(tokens, place.pointer), *tokens[-1:])


def _alternative(
    tree: Mapping[str, object], place: Place, keyword: str, index: str
) -> Place:
    assert keyword in COMPOSITES, "the walk only asks about unions"
    variants = sequence(_node(tree, place.pointer), keyword)
    words = variant_words(variants)
    if not index.isdecimal() or int(index) >= len(words):
        return standalone(place.below(keyword, index), index)
    if sum(not is_null(variant) for variant in variants) == 1:
        return place.alternative(keyword, int(index))
    return place.variant(keyword, int(index), words[int(index)])


def _node(tree: Mapping[str, object], pointer: str) -> object:
    try:
        return follow(tree, pointer)
    except Missing:
        return None
