"""Puts some schemas in the place of others, everywhere."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import NameHint, ObjectSchema, Schema
from sdksmith.ir.types import Ref, SchemaId, Type
from sdksmith.ir.walk import change_api


def with_schemas(api: Api, changed: Iterable[Schema]) -> Api:
    """The API with these schemas in the place of those with the same ids."""
    by_id = {schema.id: schema for schema in api.schemas}
    by_id |= {schema.id: schema for schema in changed}
    return replace(api, schemas=tuple(by_id[name] for name in sorted(by_id)))


def with_operations(api: Api, operations: Iterable[Operation]) -> Api:
    """The API with these operations in the place of those with the same ids."""
    changed = {operation.id: operation for operation in operations}
    kept = tuple(changed.get(operation.id, operation) for operation in api.operations)
    return replace(api, operations=kept)


def redirect(api: Api, targets: Mapping[SchemaId, SchemaId]) -> Api:
    """The API without the schemas on the left; those on the right are used instead."""
    final = {old: _last(old, targets) for old in targets}

    def kept(name: SchemaId) -> SchemaId:
        return final.get(name, name)

    def change(used: Ref) -> Type:
        return Ref(kept(used.target))

    left = tuple(schema for schema in api.schemas if schema.id not in final)
    api = change_api(replace(api, schemas=left), change)
    merged = {old: kept(new) for old, new in api.merged} | final
    shape = api.error_shape
    return replace(
        api,
        schemas=tuple(_redirected(schema, final) for schema in api.schemas),
        operations=tuple(_with_batch(op, final) for op in api.operations),
        error_shape=shape and replace(shape, schema=kept(shape.schema)),
        merged=tuple(sorted(merged.items())),
    )


def _last(name: SchemaId, targets: Mapping[SchemaId, SchemaId]) -> SchemaId:
    while name in targets:
        name = targets[name]
    return name


def _redirected(schema: Schema, final: Mapping[SchemaId, SchemaId]) -> Schema:
    schema = replace(schema, hint=_hint(schema.hint, final))
    if not isinstance(schema, ObjectSchema):
        return schema
    parents = tuple(final.get(parent, parent) for parent in schema.parents)
    discriminator = schema.discriminator
    if discriminator is not None:
        mapping = tuple(
            (tag, final.get(one, one)) for tag, one in discriminator.mapping
        )
        default = discriminator.default and final.get(
            discriminator.default, discriminator.default
        )
        discriminator = replace(discriminator, mapping=mapping, default=default)
    return replace(schema, parents=parents, discriminator=discriminator)


def _hint(hint: NameHint, final: Mapping[SchemaId, SchemaId]) -> NameHint:
    owner = hint.owner and final.get(hint.owner, hint.owner)
    otherwise = hint.otherwise and _hint(hint.otherwise, final)
    return replace(hint, owner=owner, otherwise=otherwise)


def _with_batch(operation: Operation, final: Mapping[SchemaId, SchemaId]) -> Operation:
    batch = operation.multi_status
    if batch is None or batch.schema not in final:
        return operation
    return replace(operation, multi_status=replace(batch, schema=final[batch.schema]))
