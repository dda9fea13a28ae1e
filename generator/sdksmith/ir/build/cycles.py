"""Breaks circles that mean nothing: an alias of itself, an object that is its parent."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import Context
from sdksmith.ir.schemas import AliasSchema, ObjectSchema
from sdksmith.ir.types import Nullable, Ref, SchemaId, Type, Unknown


def break_cycles(context: Context) -> None:
    """Give up the link that closes each circle, and say so."""
    for name in sorted(context.schemas):
        schema = context.schemas[name]
        if isinstance(schema, AliasSchema) and _is_circle(context, schema.target):
            message = "this refers to nothing but itself, so any value is accepted"
            context.diagnostics.warn(Code.CIRCULAR_SCHEMA, message, at=schema.origin)
            context.declare(replace(schema, target=Unknown()))
        elif isinstance(schema, ObjectSchema):
            kept = tuple(p for p in schema.parents if _may_be_parent(context, p, name))
            if kept != schema.parents:
                message = "`allOf` leads back to the schema itself; that part was left out"
                context.diagnostics.warn(Code.CIRCULAR_SCHEMA, message, at=schema.origin)
                context.declare(replace(schema, parents=kept))


def _is_circle(context: Context, target: Type) -> bool:
    seen: set[SchemaId] = set()
    while isinstance(target, Nullable | Ref):
        if isinstance(target, Nullable):
            target = target.inner
            continue
        if target.target in seen:
            return True
        seen.add(target.target)
        schema = context.schemas.get(target.target)
        if not isinstance(schema, AliasSchema):
            return False
        target = schema.target
    return False


def _may_be_parent(context: Context, parent: SchemaId, child: SchemaId) -> bool:
    waiting, seen = [parent], set[SchemaId]()
    while waiting:
        current = waiting.pop()
        if current == child:
            return False
        schema = context.schemas.get(current)
        if current not in seen and isinstance(schema, ObjectSchema):
            waiting.extend(schema.parents)
        seen.add(current)
    return isinstance(context.schemas.get(parent), ObjectSchema)
