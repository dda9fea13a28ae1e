"""Tells how deep the smallest value of each schema is, and which schemas have none."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from sdksmith.ir.inheritance import effective_fields
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Presence,
    Schema,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    Ref,
    SchemaId,
    TupleOf,
    Type,
    Unknown,
)

Heights = Mapping[SchemaId, int]
"""How many schemas are within each other in the smallest value; none where it never ends."""


def heights(schemas: Mapping[SchemaId, Schema]) -> Heights:
    """The height of every schema that has a value at all."""
    found: dict[SchemaId, int] = {}
    pending = dict(schemas)
    for height in range(1, len(schemas) + 1):
        ended = [
            name for name, schema in pending.items() if _ends(schema, schemas, found)
        ]
        if not ended:
            break
        found |= dict.fromkeys(ended, height)
        for name in ended:
            del pending[name]
    return found


def height_of(used: Type, known: Heights) -> int | None:
    """The height of the smallest value of a type; None where there is none."""
    match used:
        case Ref():
            return known.get(used.target)
        case ListOf():
            return height_of(used.item, known) if used.min_items else 0
        case TupleOf():
            return _highest(height_of(item, known) for item in used.items)
        case MapOf():
            return height_of(used.value, known) if used.min_entries else 0
        case Nullable() | Primitive() | Const() | Unknown():
            return 0


def _ends(schema: Schema, schemas: Mapping[SchemaId, Schema], known: Heights) -> bool:
    match schema:
        case ObjectSchema():
            return all(
                height_of(field.type, known) is not None
                for field in effective_fields(schemas, schema)
                if field.presence is Presence.REQUIRED
            )
        case UnionSchema():
            return any(
                height_of(each.type, known) is not None for each in schema.variants
            )
        case AliasSchema():
            return height_of(schema.target, known) is not None
        case EnumSchema():
            return True


def _highest(found: Iterable[int | None]) -> int | None:
    listed = list(found)
    known = [each for each in listed if each is not None]
    return max(known, default=0) if len(known) == len(listed) else None
