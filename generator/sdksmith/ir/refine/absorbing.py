"""Makes one of two inline schemas that differ at most by the values of enums."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import TypeAlias

from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Schema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import (
    Json,
    ListOf,
    MapOf,
    Nullable,
    Ref,
    SchemaId,
    TupleOf,
    Type,
)

_Pairs: TypeAlias = Iterator[tuple[Type, Type]]


@dataclass(slots=True)
class Absorbing:
    """Collects which schemas give way to which, and the enums that grow by it."""

    schemas: dict[SchemaId, Schema]
    targets: dict[SchemaId, SchemaId] = field(default_factory=dict)

    def final(self, name: SchemaId) -> SchemaId:
        """The schema that is used for this one now."""
        while name in self.targets:
            name = self.targets[name]
        return name

    def absorb(self, kept: SchemaId, given: SchemaId) -> None:
        """Let the first stand for the second too, and so on inside them."""
        kept, given = self.final(kept), self.final(given)
        if kept == given:
            return
        self.targets[given] = kept
        first, second = self.schemas[kept], self.schemas[given]
        if isinstance(first, EnumSchema) and isinstance(second, EnumSchema):
            known = {member.value for member in first.members}
            new = tuple(m for m in second.members if m.value not in known)
            self.schemas[kept] = replace(first, members=(*first.members, *new))
        for one, other in pairs(first, second):
            self._absorb_type(one, other)

    def _absorb_type(self, kept: Type, given: Type) -> None:
        if isinstance(kept, Ref) and isinstance(given, Ref):
            self.absorb(kept.target, given.target)
        for one, other in _inner(kept, given):
            self._absorb_type(one, other)


def enum_values(
    schemas: dict[SchemaId, Schema], name: SchemaId
) -> tuple[frozenset[Json], ...]:
    """The values of every enum inside a schema, in an order that equal ones share."""
    found: list[frozenset[Json]] = []
    _collect(schemas, name, found, set())
    return tuple(found)


def _collect(
    schemas: dict[SchemaId, Schema],
    name: SchemaId,
    found: list[frozenset[Json]],
    seen: set[SchemaId],
) -> None:
    schema = schemas.get(name)
    if schema is None or name in seen or (seen and not is_inline(name)):
        return
    seen.add(name)
    if isinstance(schema, EnumSchema):
        found.append(frozenset(member.value for member in schema.members))
    waiting = [one for one, _ in pairs(schema, schema)]
    while waiting:
        used = waiting.pop(0)
        if isinstance(used, Ref):
            _collect(schemas, used.target, found, seen)
        waiting.extend(one for one, _ in _inner(used, used))


def pairs(first: Schema, second: Schema) -> _Pairs:
    """The types at the same places of two schemas of the same make."""
    match first, second:
        case ObjectSchema(), ObjectSchema():
            others = {f.wire_name: f.type for f in second.fields}
            for one in sorted(first.fields, key=lambda f: f.wire_name):
                if one.wire_name in others:
                    yield one.type, others[one.wire_name]
            if isinstance(first.extra, TypedExtra) and isinstance(
                second.extra, TypedExtra
            ):
                yield first.extra.type, second.extra.type
        case UnionSchema(), UnionSchema():
            for variant, other in zip(first.variants, second.variants, strict=False):
                yield variant.type, other.type
        case AliasSchema(), AliasSchema():
            yield first.target, second.target
        case _:
            return


def _inner(first: Type, second: Type) -> _Pairs:
    match first, second:
        case ListOf(), ListOf():
            yield first.item, second.item
        case TupleOf(), TupleOf():
            yield from zip(first.items, second.items, strict=False)
            if first.rest and second.rest:
                yield first.rest, second.rest
        case MapOf(), MapOf():
            yield first.value, second.value
            if first.key and second.key:
                yield first.key, second.key
        case Nullable(), Nullable():
            yield first.inner, second.inner
        case _:
            return
