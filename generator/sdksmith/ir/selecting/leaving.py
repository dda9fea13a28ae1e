"""Leaves components, members and parameters out of an API."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation, Parameter, Place
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.discriminators import tag_objects
from sdksmith.ir.schemas import (
    Direction,
    Field,
    ObjectSchema,
    Presence,
    Schema,
    UnionSchema,
)
from sdksmith.ir.selecting.pointers import (
    ComponentPart,
    MemberPart,
    ParameterPart,
    Part,
)
from sdksmith.ir.types import OperationId, Ref, SchemaId, Type, Unknown
from sdksmith.ir.walk import change_api


def leave_out(api: Api, parts: Collection[Part], diagnostics: Diagnostics) -> Api:
    """The API without these parts.

    Where a component was used, anything is accepted; members and parameters are gone.
    """
    components = {p.schema for p in parts if isinstance(p, ComponentPart)}
    members = {(p.schema, p.wire_name) for p in parts if isinstance(p, MemberPart)}
    _tell_needed(api, members, diagnostics)
    schemas = tuple(
        _without_members(schema, members)
        for schema in api.schemas
        if schema.id not in components
    )
    taken: dict[OperationId, set[int]] = {}
    for part in parts:
        if isinstance(part, ParameterPart):
            taken.setdefault(part.operation, set()).add(part.index)
    operations = tuple(
        _without_parameters(operation, taken.get(operation.id, ()), diagnostics)
        for operation in api.operations
    )
    api = replace(api, schemas=schemas, operations=operations)
    api = _without_components(api, components, diagnostics)
    return tag_objects(api, BuildOptions(), diagnostics)


def _tell_needed(
    api: Api, members: Collection[tuple[SchemaId, str]], diagnostics: Diagnostics
) -> None:
    schemas = schemas_by_id(api)
    for name, wire_name in sorted(members):
        for field in _fields(schemas, name):
            if field.wire_name != wire_name:
                continue
            message = f"`{wire_name}` is left out of the model"
            needed = field.presence is Presence.REQUIRED
            if needed and field.direction is not Direction.RESPONSE_ONLY:
                message += ", though requests that hold it need it"
                diagnostics.warn(Code.LEFT_OUT_NEEDED, message, at=field.origin)
            else:
                diagnostics.note(Code.LEFT_OUT, message, at=field.origin)


def _fields(schemas: Mapping[SchemaId, Schema], name: SchemaId) -> tuple[Field, ...]:
    found = schemas.get(name)
    return found.fields if isinstance(found, ObjectSchema) else ()


def _without_members(
    schema: Schema, members: Collection[tuple[SchemaId, str]]
) -> Schema:
    if not isinstance(schema, ObjectSchema):
        return schema
    fields = tuple(f for f in schema.fields if (schema.id, f.wire_name) not in members)
    return replace(schema, fields=fields)


def _without_parameters(
    operation: Operation, taken: Collection[int], diagnostics: Diagnostics
) -> Operation:
    kept: list[Parameter] = []
    for index, parameter in enumerate(operation.parameters):
        if index not in taken:
            kept.append(parameter)
        elif parameter.place is Place.PATH:
            message = f"`{parameter.wire_name}` is part of the path; it stays"
            diagnostics.warn(Code.LEFT_OUT_NEEDED, message, at=parameter.origin)
            kept.append(parameter)
        elif parameter.required:
            message = f"`{parameter.wire_name}` is left out, though it is required"
            diagnostics.warn(Code.LEFT_OUT_NEEDED, message, at=parameter.origin)
        else:
            message = f"`{parameter.wire_name}` is left out"
            diagnostics.note(Code.LEFT_OUT, message, at=parameter.origin)
    return replace(operation, parameters=tuple(kept))


def _without_components(
    api: Api, components: Collection[SchemaId], diagnostics: Diagnostics
) -> Api:
    if not components:
        return api
    unknown = Unknown()

    def change(used: Ref) -> Type:
        return unknown if used.target in components else used

    kept = tuple(_unrelated(schema, components) for schema in api.schemas)
    changed = change_api(replace(api, schemas=kept), change)
    for before, after in zip(api.schemas, changed.schemas, strict=True):
        if before != after:
            _tell_unknown(before.origin, diagnostics)
    for old, new in zip(api.operations, changed.operations, strict=True):
        if old != new:
            _tell_unknown(old.origin, diagnostics)
    return changed


def _tell_unknown(origin: Origin, diagnostics: Diagnostics) -> None:
    message = "a component that is used here is left out, so anything is accepted"
    diagnostics.note(Code.LEFT_OUT, message, at=origin)


def _unrelated(schema: Schema, components: Collection[SchemaId]) -> Schema:
    """A schema without parents, children and tagged variants that are left out."""
    if isinstance(schema, UnionSchema) and schema.discriminator is not None:
        variants = tuple(
            variant
            for variant in schema.variants
            if not (isinstance(variant.type, Ref) and variant.type.target in components)
        )
        return replace(schema, variants=variants) if variants else schema
    if not isinstance(schema, ObjectSchema):
        return schema
    discriminator = schema.discriminator
    if discriminator is not None:
        mapping = tuple(
            pair for pair in discriminator.mapping if pair[1] not in components
        )
        discriminator = replace(discriminator, mapping=mapping)
        if discriminator.default in components:
            discriminator = replace(discriminator, default=None)
    parents = tuple(name for name in schema.parents if name not in components)
    return replace(schema, parents=parents, discriminator=discriminator)
