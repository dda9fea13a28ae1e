"""Tells which schemas ask for more than the types made of them can say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import combinations

from sdksmith.document.node import Node
from sdksmith.python.exact.flat import (
    Choices,
    Flattening,
    Schema,
    UndrawableError,
    types_of,
)

_ALWAYS = frozenset(
    (
        "not",
        "if",
        "contains",
        "dependentRequired",
        "dependentSchemas",
        "maxProperties",
        "unevaluatedProperties",
        "unevaluatedItems",
    )
)
_DEEPEST = 20
_CONSTRAINTS = frozenset(("required", "not", "properties", "description", "title"))


@dataclass(frozen=True, slots=True)
class Demands:
    """Looks at the schemas of one canonical document."""

    flattening: Flattening

    def are_special(self, schema: Node, depth: int = 0) -> bool:
        """Whether a schema, or one in place that its values need, asks for more."""
        if not isinstance(schema, dict) or depth > _DEEPEST:
            return False
        if not _ALWAYS.isdisjoint(schema) or self._limits_variants(schema):
            return True
        if schema.get("uniqueItems") and schema.get("minItems", 0) > 1:
            return True
        if any(self.are_special(part, depth + 1) for part in self._same(schema)):
            return True
        return any(self.are_special(part, depth + 1) for part in _needed(schema))

    def _same(self, schema: Schema) -> Iterator[Node]:
        """The schemas that the very same value must keep to."""
        if "$ref" in schema and len(schema) > 1:
            yield self._resolved(schema)
        for part in schema.get("allOf", ()):
            yield self._resolved(part)

    def _resolved(self, part: Node) -> Node:
        if not isinstance(part, dict) or "$ref" not in part:
            return part
        try:
            return self.flattening.resolve(part["$ref"])
        except UndrawableError:
            return {}

    def _limits_variants(self, schema: Schema) -> bool:
        """Whether variants only limit the object around them, or may hold at once."""
        variants = [*schema.get("oneOf", ()), *schema.get("anyOf", ())]
        if variants and all(_is_constraint(each) for each in variants):
            return True
        tag = schema.get("discriminator", {}).get("propertyName")
        return any(
            not self._exclude(one, other, tag)
            for one, other in combinations(schema.get("oneOf", ()), 2)
        )

    def _exclude(self, one: Node, other: Node, tag: str | None) -> bool:
        """Whether it is plain that no value, which has the tag, is of both schemas."""
        try:
            flats = [self.flattening.flat(each, Choices(0)) for each in (one, other)]
        except UndrawableError:
            return False
        if any(
            "oneOf" in self._resolved(e) or "anyOf" in self._resolved(e)
            for e in (one, other)
        ):
            return False
        return _differ(*flats) or any(
            _differ(*(self._member(flat, name) for flat in flats))
            for name in [tag, *flats[0].get("required", ())]
            if name == tag or name in flats[1].get("required", ())
        )

    def _member(self, flat: Schema, name: str | None) -> Schema:
        try:
            said = flat.get("properties", {}).get(name, {})
            return self.flattening.flat(said, Choices(0))
        except UndrawableError:
            return {}


def _differ(one: Schema, other: Schema) -> bool:
    """Whether two flat schemas have no type, or no listed value, in common."""
    ones, others = (_kinds(each) for each in (one, other))
    if ones and others and ones.isdisjoint(others):
        return True
    listed = [
        [each["const"]] if "const" in each else each.get("enum", [])
        for each in (one, other)
    ]
    return all(listed) and not any(value in listed[1] for value in listed[0])


def _kinds(schema: Schema) -> frozenset[str]:
    named = types_of(schema)
    return frozenset([*named, *(["number"] if "integer" in named else [])])


def _is_constraint(variant: Node) -> bool:
    return isinstance(variant, dict) and variant.keys() <= _CONSTRAINTS


def _needed(schema: Schema) -> Iterator[Node]:
    """The schemas in place of what a small value has within it."""
    properties = schema.get("properties", {})
    for name in schema.get("required", ()):
        yield properties.get(name)
    yield from schema.get("prefixItems", ())
    if schema.get("minItems"):
        yield schema.get("items")
