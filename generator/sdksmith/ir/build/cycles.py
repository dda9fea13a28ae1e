"""Breaks circles that mean nothing: an alias, a parent or an alternative of itself."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import Context
from sdksmith.ir.schemas import AliasSchema, ObjectSchema, Schema, UnionSchema, Variant
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
        elif isinstance(schema, UnionSchema):
            variants = tuple(_alternatives(context, schema, schema.id, {schema.id}))
            if variants != schema.variants:
                message = "an alternative leads back to the choice itself"
                context.diagnostics.warn(Code.CIRCULAR_SCHEMA, message, at=schema.origin)
                context.declare(_choice(schema, variants))


def _alternatives(
    context: Context, schema: UnionSchema, root: SchemaId, seen: set[SchemaId]
) -> Iterator[Variant]:
    """The variants, with those of a choice that leads back to `root` in its place."""
    for variant in schema.variants:
        inner = _union_behind(context, variant.type)
        if inner is None or not _leads_to(context, inner, root):
            yield variant
        elif inner.id not in seen:
            seen.add(inner.id)
            yield from _alternatives(context, inner, root, seen)


def _choice(schema: UnionSchema, variants: tuple[Variant, ...]) -> Schema:
    if len(variants) > 1:
        return replace(schema, variants=variants)
    target = variants[0].type if variants else Unknown()
    return AliasSchema(schema.id, schema.hint, target, schema.doc, schema.origin)


def _leads_to(context: Context, schema: UnionSchema, root: SchemaId) -> bool:
    waiting, seen = [schema], set[SchemaId]()
    while waiting:
        current = waiting.pop()
        if current.id == root:
            return True
        if current.id not in seen:
            seen.add(current.id)
            found = (_union_behind(context, each.type) for each in current.variants)
            waiting.extend(union for union in found if union is not None)
    return False


def _union_behind(context: Context, used: Type) -> UnionSchema | None:
    """The choice that a type is, through references, aliases and `null`."""
    seen: set[SchemaId] = set()
    while isinstance(used, Nullable | Ref):
        if isinstance(used, Nullable):
            used = used.inner
            continue
        schema = context.schemas.get(used.target)
        if isinstance(schema, UnionSchema):
            return schema
        if used.target in seen or not isinstance(schema, AliasSchema):
            return None
        seen.add(used.target)
        used = schema.target
    return None


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
