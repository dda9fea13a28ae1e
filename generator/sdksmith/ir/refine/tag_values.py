"""The values that a discriminator takes: as the members of objects say, and of their kind."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.schemas import EnumSchema, ObjectSchema, Schema, TagValue, UnionSchema
from sdksmith.ir.types import Const, Json, Primitive, PrimitiveKind, SchemaId, Type

_TRUTH = {"true": True, "false": False}


def tag_values(bodies: Bodies, schema: Schema, wire_name: str) -> tuple[TagValue, ...]:
    """The values that a member of an object is limited to; none where it is not."""
    if not isinstance(schema, ObjectSchema):
        return ()
    field = bodies.fields(schema).get(wire_name)
    found = bodies.resolved(field.type) if field is not None else None
    values: tuple[Json, ...] = ()
    if isinstance(found, Const):
        values = (found.value,)
    elif isinstance(found, EnumSchema):
        values = tuple(member.value for member in found.members)
    said = [value.value for value in values]
    kinds = {type(value) for value in said}
    if len(kinds) != 1:
        return ()
    return tuple(value for value in said if isinstance(value, str | int))


def is_constant(bodies: Bodies, schema: ObjectSchema, wire_name: str) -> bool:
    """Whether a member of an object is a constant, which goes without saying."""
    field = bodies.fields(schema).get(wire_name)
    return field is not None and isinstance(bodies.resolved(field.type), Const)


def typed_tag(
    bodies: Bodies, used: Type, wire_name: str, tag: TagValue
) -> TagValue | None:
    """A tag, which a mapping spells as text, as the member holds it; None if it cannot."""
    if not isinstance(tag, str):
        return tag
    for kind in _kinds(bodies, used, wire_name, frozenset()):
        if kind is PrimitiveKind.INTEGER:
            return int(tag) if tag.lstrip("-").isdecimal() else None
        if kind is PrimitiveKind.BOOLEAN:
            return _TRUTH.get(tag)
    return tag


def _kinds(
    bodies: Bodies, used: Type, wire_name: str, seen: frozenset[SchemaId]
) -> Iterator[PrimitiveKind]:
    """The kinds of a member, in each object that a type may be."""
    schema = bodies.resolved(used)
    if isinstance(schema, UnionSchema) and schema.id not in seen:
        for variant in schema.variants:
            yield from _kinds(bodies, variant.type, wire_name, seen | {schema.id})
    if not isinstance(schema, ObjectSchema):
        return
    field = bodies.fields(schema).get(wire_name)
    found = bodies.resolved(field.type) if field is not None else None
    if isinstance(found, Primitive):
        yield found.kind
    for value in tag_values(bodies, schema, wire_name):
        if isinstance(value, bool):
            yield PrimitiveKind.BOOLEAN
        elif isinstance(value, int):
            yield PrimitiveKind.INTEGER
