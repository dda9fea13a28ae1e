"""Lets enums list the tags by which a discriminator leads to the children of a base."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import EnumMember, EnumSchema, ObjectSchema
from sdksmith.ir.types import Json, SchemaId


def list_tags(api: Api, _: BuildOptions, diagnostics: Diagnostics) -> Api:
    """Every tag of a base is a value of its tag's enum: what leads to a child is sent."""
    bodies = Bodies(schemas_by_id(api))
    changed: dict[SchemaId, EnumSchema] = {}
    for base in api.schemas:
        if not isinstance(base, ObjectSchema) or base.discriminator is None:
            continue
        enum = _enum_of(bodies, base, base.discriminator.wire_name)
        if enum is None:
            continue
        enum = changed.get(enum.id, enum)
        listed = {member.value for member in enum.members}
        tags = dict.fromkeys(Json.of(tag) for tag, _ in base.discriminator.mapping)
        missing = tuple(EnumMember(tag) for tag in tags if tag not in listed)
        if missing:
            said = ", ".join(f"`{member.value.value}`" for member in missing)
            message = f"the discriminator of this enum also leads by {said}; added"
            diagnostics.warn(Code.TAG_NOT_LISTED, message, at=enum.origin)
            changed[enum.id] = replace(enum, members=(*enum.members, *missing))
    return with_schemas(api, changed.values())


def _enum_of(bodies: Bodies, base: ObjectSchema, wire_name: str) -> EnumSchema | None:
    """The enum of strings that a base's tag is of, if it is one."""
    field = bodies.fields(base).get(wire_name)
    found = bodies.resolved(field.type) if field is not None else None
    if not isinstance(found, EnumSchema):
        return None
    texts = [isinstance(member.value.value, str) for member in found.members]
    return found if any(texts) else None
