"""Recipes of values, as the testing kit reads them, where types do not say enough."""

from __future__ import annotations

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal

from sdksmith.ir.schemas import AliasSchema, EnumSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import (
    UNLIMITED,
    Const,
    Json,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    TupleOf,
    Type,
    Unknown,
)
from sdksmith.python.annotations import FAMILY, has_children
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.formats import FORMATS
from sdksmith.python.patterns import texts_of

Recipe = Mapping[str, object]

_ANYTHING: Recipe = {"kind": "anything"}
_SAMPLES = 4
_MOST_SAMPLES = 50
_SHORT = 100
"""Characters that a made-up text may have, and so a limit that it may reach."""


@dataclass(frozen=True, slots=True)
class Recipes:
    """Writes recipes for the types of one API.

    `found` have values of their own in the table, and are written as their names.
    """

    blueprint: Blueprint
    found: Collection[SchemaId] = ()

    def of(self, used: Type) -> Recipe | None:
        """The recipe of a type; None where the Python type says as much."""
        return self.written(used) if self._is_limited(used) else None

    def of_alias(self, target: SchemaId) -> Recipe | None:
        """The recipe of an alias that may contain itself."""
        return self._inlined(target) if self._limits_alias(target) else None

    def _is_limited(self, used: Type) -> bool:
        match used:
            case Nullable():
                return self._is_limited(used.inner)
            case Primitive():
                return _limits_scalar(used)
            case Const():
                return not _is_literal(used.value)
            case Ref():
                return self._is_inlined(used.target) and self._limits_alias(used.target)
            case ListOf():
                return bool(used.min_items) or self._is_limited(used.item)
            case TupleOf():
                return used.rest is not None or any(map(self._is_limited, used.items))
            case MapOf() if used.min_entries == used.max_entries == 1:
                limited = self._is_limited(used.value)
                return limited or (used.key is not None and self._is_limited(used.key))
            case MapOf():
                return bool(used.min_entries)
            case Unknown():
                return False

    def _is_inlined(self, target: SchemaId) -> bool:
        """Whether nothing tells a name from what it stands for at run time."""
        modules = self.blueprint.modules
        is_class = isinstance(self.blueprint.schemas.get(target), ObjectSchema)
        is_there = target in modules.module_of
        return is_there and not is_class and target not in modules.recursive

    def _limits_alias(self, target: SchemaId) -> bool:
        if target in self.found:
            return True
        match self.blueprint.schemas[target]:
            case AliasSchema() as alias:
                return self._is_limited(alias.target)
            case UnionSchema() as union:
                return any(self._is_limited(each.type) for each in union.variants)
            case EnumSchema() as enum:
                return not all(_is_literal(each.value) for each in enum.members)
            case ObjectSchema():
                return False

    def written(self, used: Type, count: int = 0) -> Recipe:
        """The recipe of a type in full; `count` texts should differ."""
        match used:
            case Nullable():
                return self.written(used.inner, count)
            case Primitive():
                return _scalar(used, count)
            case Const():
                return chosen([used.value.value])
            case Ref():
                return self._reference(used.target)
            case ListOf():
                least = used.min_items or 0
                items = self.written(used.item, least)
                return {"kind": "items", "items": items, **_told(least=least)}
            case TupleOf():
                first = [self.written(item) for item in used.items]
                return {"kind": "items", "items": _ANYTHING, "first": first}
            case MapOf():
                return self._map(used)
            case Unknown():
                return _ANYTHING

    def _map(self, used: MapOf) -> Recipe:
        least = used.min_entries or 0
        key = Primitive(PrimitiveKind.STRING) if used.key is None else used.key
        return {
            "kind": "entries",
            "values": self.written(used.value),
            "keys": self.written(key, least),
            **_told(least=least),
        }

    def _reference(self, target: SchemaId) -> Recipe:
        if target not in self.blueprint.modules.module_of:
            return _ANYTHING
        if self._is_inlined(target) and target not in self.found:
            return self._inlined(target)
        schema = self.blueprint.schemas[target]
        is_family = isinstance(schema, ObjectSchema) and has_children(schema)
        prefix = FAMILY if is_family else ""
        return {"kind": "named", "name": self.blueprint.name(target, prefix=prefix)}

    def _inlined(self, target: SchemaId) -> Recipe:
        match self.blueprint.schemas[target]:
            case AliasSchema() as alias:
                return self.written(alias.target)
            case EnumSchema() as enum:
                values = [member.value.value for member in enum.members]
                return chosen([value for value in values if value is not None])
            case UnionSchema() as union:
                return {"kind": "either", "variants": [*self._variants(union)]}
            case ObjectSchema():
                return self._reference(target)

    def _variants(self, union: UnionSchema) -> Iterator[Recipe]:
        for variant in union.variants:
            members = self.written(variant.type)
            tag = next(iter(variant.tags), None)
            if union.discriminator is None or tag is None:
                yield members
            else:
                name = union.discriminator
                yield {"kind": "marked", "members": members, "name": name, "tag": tag}


def chosen(values: list[object]) -> Recipe:
    """One of these values."""
    return {"kind": "choice", "values": values}


def _is_literal(value: Json) -> bool:
    return not isinstance(value.value, float | dict | list)


def _limits_scalar(of: Primitive) -> bool:
    """Whether made-up values of the kind would not all be within the limits."""
    limits = of.constraints
    if of.kind in (PrimitiveKind.INTEGER, PrimitiveKind.NUMBER):
        low = limits.minimum is not None and limits.minimum > 0
        others = (
            limits.maximum,
            limits.exclusive_minimum,
            limits.exclusive_maximum,
            limits.multiple_of,
        )
        return low or any(limit is not None for limit in others)
    if of.kind is PrimitiveKind.STRING and of.format in FORMATS:
        return True
    is_free = limits.max_length is None or limits.max_length >= _SHORT
    is_empty_or_more = (limits.min_length or 0) <= 1
    return limits != UNLIMITED and not (
        limits.pattern is None and is_free and is_empty_or_more
    )


def _scalar(of: Primitive, count: int) -> Recipe:
    match of.kind:
        case PrimitiveKind.BOOLEAN:
            return chosen([False, True])
        case PrimitiveKind.NULL:
            return chosen([None])
        case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER:
            limits = of.constraints
            return {
                "kind": "number",
                **_told(
                    whole=of.kind is PrimitiveKind.INTEGER,
                    low=_plain(limits.minimum),
                    high=_plain(limits.maximum),
                    above=_plain(limits.exclusive_minimum),
                    below=_plain(limits.exclusive_maximum),
                    step=_plain(limits.multiple_of),
                ),
            }
        case _:
            return _text(of, count)


def _text(of: Primitive, count: int) -> Recipe:
    limits = of.constraints
    is_string = of.kind in (PrimitiveKind.STRING, PrimitiveKind.BINARY)
    said = (of.format or "") if is_string else of.kind.value
    samples: tuple[str, ...] = ()
    if limits.pattern is not None and is_string:
        wanted = min(max(_SAMPLES, count), _MOST_SAMPLES)
        least, most = limits.min_length or 0, limits.max_length
        samples = texts_of(limits.pattern, wanted, least, most)
    if samples:
        return {"kind": "text", "samples": list(samples)}
    return {
        "kind": "text",
        **_told(
            format=said if said in FORMATS else "",
            least=limits.min_length,
            most=limits.max_length,
        ),
    }


def _told(**facts: object) -> Recipe:
    """The facts that are not what is assumed anyway."""
    return {
        name: fact
        for name, fact in facts.items()
        if fact is not None
        and fact is not False
        and (name != "least" or fact)
        and fact != ""
    }


def _plain(limit: Decimal | None) -> int | float | None:
    if limit is None:
        return None
    return int(limit) if limit == limit.to_integral_value() else float(limit)
