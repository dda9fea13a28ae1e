"""Facts about schema objects that can be read off their keywords."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.build.nodes import Node, sequence, texts

COMPOSITES = ("oneOf", "anyOf")

OBJECT_KEYWORDS = frozenset(
    {
        "properties",
        "additionalProperties",
        "patternProperties",
        "unevaluatedProperties",
        "propertyNames",
        "minProperties",
        "maxProperties",
        "required",
        "dependentRequired",
        "discriminator",
    }
)
_ARRAY_KEYWORDS = frozenset(
    {"items", "prefixItems", "contains", "minItems", "maxItems", "uniqueItems"}
)
_STRING_KEYWORDS = frozenset(
    {"pattern", "minLength", "maxLength", "contentEncoding", "contentMediaType"}
)
_NUMBER_KEYWORDS = frozenset(
    {"minimum", "maximum", "exclusiveMinimum", "exclusiveMaximum", "multipleOf"}
)
_CONSTRAINING = (
    OBJECT_KEYWORDS
    | _ARRAY_KEYWORDS
    | _STRING_KEYWORDS
    | _NUMBER_KEYWORDS
    | {"type", "format", "enum", "const", "allOf", "oneOf", "anyOf", "$ref"}
)


def constrains(node: object) -> bool:
    """Whether a schema says more than annotations (JSON Schema Core, 7.7)."""
    return node is False or (isinstance(node, Mapping) and not _CONSTRAINING.isdisjoint(node))


def kinds(node: Node) -> tuple[str, ...]:
    """The JSON types a schema allows, from `type` or else from its keywords."""
    declared = node.get("type")
    if isinstance(declared, str):
        return (declared,)
    if isinstance(declared, list | tuple):
        return tuple(dict.fromkeys(texts(node, "type")))
    for keywords, kind in (
        (OBJECT_KEYWORDS - {"required"}, "object"),
        (_ARRAY_KEYWORDS, "array"),
        (_STRING_KEYWORDS | {"format"}, "string"),
        (_NUMBER_KEYWORDS, "number"),
    ):
        if not keywords.isdisjoint(node):
            return (kind,)
    return ()


def is_null(node: object) -> bool:
    """Whether a schema allows `null` and nothing else."""
    if not isinstance(node, Mapping) or "$ref" in node:
        return False
    if node.get("type") in ("null", ["null"]) or node.get("enum") == [None]:
        return True
    return "const" in node and node["const"] is None


def without_null(node: Node) -> tuple[Node, bool]:
    """The schema without `null`, in every spelling, and whether it allowed it.

    Alternatives that are `null` stay where they are, so that pointers hold.
    """
    rest, found = node, False
    declared = node.get("type")
    if isinstance(declared, list | tuple) and "null" in declared and len(declared) > 1:
        kept = [kind for kind in declared if kind != "null"]
        rest, found = {**rest, "type": kept[0] if len(kept) == 1 else kept}, True
    values = sequence(node, "enum")
    if None in values and len(values) > 1:
        rest, found = {**rest, "enum": [v for v in values if v is not None]}, True
    for keyword in COMPOSITES:
        variants = sequence(node, keyword)
        nulls = sum(is_null(variant) for variant in variants)
        found = found or 0 < nulls < len(variants)
    return rest, found


def allows_null(node: object) -> bool:
    """Whether a declared schema takes `null` beside what gives it its name."""
    if not isinstance(node, Mapping) or is_null(node):
        return False
    rest, found = without_null(node)
    if found:
        return True
    variants = [v for keyword in COMPOSITES for v in sequence(rest, keyword)]
    return any(
        allows_null(variant)
        for variant in variants
        if isinstance(variant, Mapping) and "$ref" not in variant
    )


def is_object(node: Node) -> bool:
    """Whether a schema describes objects and nothing else."""
    found = kinds(node)
    return found == ("object",) or (not found and "required" in node)
