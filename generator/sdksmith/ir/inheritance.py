"""What an object has from its parents: all its ancestors and all its fields."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.schemas import AliasSchema, Field, ObjectSchema, Schema
from sdksmith.ir.types import Ref, SchemaId, Type


def ancestors(
    schemas: Mapping[SchemaId, Schema], schema: ObjectSchema
) -> tuple[SchemaId, ...]:
    """Every parent, its parents and so on, nearest first, each once."""
    found: dict[SchemaId, None] = {}
    waiting = list(schema.parents)
    while waiting:
        parent = waiting.pop(0)
        if parent not in found and parent != schema.id:
            found[parent] = None
            declared = schemas.get(parent)
            if isinstance(declared, ObjectSchema):
                waiting.extend(declared.parents)
    return tuple(found)


def effective_fields(
    schemas: Mapping[SchemaId, Schema], schema: ObjectSchema
) -> tuple[Field, ...]:
    """Inherited fields, then own ones; an own field replaces its namesake in place."""
    return tuple(_fields(schemas, schema, frozenset()).values())


def _fields(
    schemas: Mapping[SchemaId, Schema],
    schema: ObjectSchema,
    seen: frozenset[SchemaId],
) -> dict[str, Field]:
    fields: dict[str, Field] = {}
    for parent in schema.parents:
        declared = schemas.get(parent)
        if isinstance(declared, ObjectSchema) and parent not in seen:
            fields |= _fields(schemas, declared, seen | {schema.id})
    return fields | {field.wire_name: field for field in schema.fields}


def declared_type(
    schemas: Mapping[SchemaId, Schema], used: Type
) -> Schema | Type | None:
    """What a type is once references and aliases are followed; None for a circle."""
    seen: set[SchemaId] = set()
    current: Type = used
    while isinstance(current, Ref):
        if current.target in seen:
            return None
        seen.add(current.target)
        schema = schemas.get(current.target)
        if not isinstance(schema, AliasSchema):
            return schema
        current = schema.target
    return current
