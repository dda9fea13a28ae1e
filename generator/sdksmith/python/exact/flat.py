"""One level of a schema without references and combinations: a choice is made for each."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.document.node import Node
from sdksmith.document.pointer import Missing, follow, from_fragment

_DEEPEST = 40
"""Combinations within each other; what is deeper has no end, or no use."""
_LEAST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_MOST = (
    "minimum",
    "exclusiveMinimum",
    "minLength",
    "minItems",
    "minProperties",
    "minContains",
)
_COMBINATIONS = frozenset(("$ref", "allOf", "anyOf", "oneOf", "if", "then", "else"))
Schema = Mapping[str, Node]


class UndrawableError(Exception):
    """No value is found: the schema has no end, or contradicts itself."""


@dataclass(slots=True)
class Choices:
    """A number that is taken apart, a little for each choice."""

    number: int

    def of(self, count: int) -> int:
        """The next choice among so many."""
        self.number, chosen = divmod(self.number, count)
        return chosen


@dataclass(frozen=True, slots=True)
class Flattening:
    """Flattens the schemas of one canonical document."""

    tree: Node

    def resolve(self, ref: str) -> Schema:
        """The schema that a reference leads to."""
        try:
            found = follow(self.tree, from_fragment(ref.removeprefix("#"), self.tree))
        except Missing as missing:
            raise UndrawableError from missing
        return found if isinstance(found, dict) else {}

    def flat(self, schema: Node, choices: Choices, depth: int = 0) -> Schema:
        """All that one choice of variants asks for, as one schema."""
        if depth > _DEEPEST:
            raise UndrawableError
        if not isinstance(schema, dict):
            return {}
        result: Schema = {
            key: value for key, value in schema.items() if key not in _COMBINATIONS
        }
        for part in self._parts(schema, choices):
            result = merged(result, self.flat(part, choices, depth + 1))
        return result

    def _parts(self, schema: Schema, choices: Choices) -> Iterator[Node]:
        if "$ref" in schema:
            yield self.resolve(schema["$ref"])
        yield from schema.get("allOf", ())
        for keyword in ("oneOf", "anyOf"):
            variants = schema.get(keyword, ())
            if variants:
                chosen = variants[choices.of(len(variants))]
                yield chosen
                yield tagged(schema, chosen)
        if "if" in schema:
            if choices.of(2):
                yield schema.get("else", {})
            else:
                yield schema["if"]
                yield schema.get("then", {})


def tagged(schema: Schema, variant: Node) -> Schema:
    """What the discriminator of a union asks of a variant."""
    said = schema.get("discriminator")
    if not isinstance(said, dict) or not isinstance(variant, dict):
        return {}
    name, ref = said.get("propertyName", ""), variant.get("$ref")
    tags = [tag for tag, to in said.get("mapping", {}).items() if to == ref]
    listed = {"properties": {name: {"enum": tags[:1]}}} if tags else {}
    return {"required": [name], **listed}


def merged(one: Schema, other: Schema) -> Schema:
    """A schema whose values keep to both."""
    result = {**one, **other}
    for key in one.keys() & other.keys():
        result[key] = _both(key, one[key], other[key])
    if "const" in result:
        result["enum"] = [result.pop("const")]
    return result


def _both(key: str, one: Node, other: Node) -> Node:
    if key in _LEAST:
        return min(one, other)
    if key in _MOST:
        return max(one, other)
    match key:
        case "properties" | "patternProperties" | "dependentSchemas":
            shared = one.keys() & other.keys()
            both = {name: {"allOf": [one[name], other[name]]} for name in shared}
            return {**one, **other, **both}
        case "required":
            return list(dict.fromkeys([*one, *other]))
        case "dependentRequired":
            names: list[str] = sorted({*one, *other})
            return {name: [*one.get(name, ()), *other.get(name, ())] for name in names}
        case "type":
            return _shared_types(one, other)
        case "enum":
            return [value for value in one if value in other] or one
        case "items" | "contains" | "additionalProperties" if isinstance(
            one, dict
        ) and isinstance(other, dict):
            return {"allOf": [one, other]}
        case _:
            return other


def types_of(schema: Schema) -> list[str]:
    """The types that a schema names; none where it takes any."""
    said = schema.get("type", [])
    return [said] if isinstance(said, str) else list(said)


def _shared_types(one: Node, other: Node) -> Node:
    ones, others = types_of({"type": one}), types_of({"type": other})
    if "number" in others:
        others = [*others, "integer"]
    if "number" in ones:
        ones = [*ones, "integer"]
    shared = [each for each in ones if each in others]
    if not shared:
        raise UndrawableError
    return ["number"] if "number" in shared else shared
