"""Walks over every type of an API, to collect or to replace."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import TypeAlias, assert_never

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation, RequestBody, Response
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Schema,
    TypedExtra,
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

Change: TypeAlias = Callable[[Ref], Type]
"""What to put in the place of a use of a schema."""


def change_type(used: Type, change: Change) -> Type:
    """The type with every use of a schema in it replaced."""
    match used:
        case Ref():
            return change(used)
        case ListOf():
            return replace(used, item=change_type(used.item, change))
        case TupleOf():
            items = tuple(change_type(item, change) for item in used.items)
            rest = used.rest and change_type(used.rest, change)
            return TupleOf(items, rest)
        case MapOf():
            key = used.key and change_type(used.key, change)
            return replace(used, value=change_type(used.value, change), key=key)
        case Nullable():
            inner = change_type(used.inner, change)
            return inner if isinstance(inner, Nullable) else Nullable(inner)
        case Primitive() | Const() | Unknown():
            return used
        case _:
            assert_never(used)


def change_schema(schema: Schema, change: Change) -> Schema:
    """The schema with every use of another in its members replaced."""
    match schema:
        case ObjectSchema():
            fields = tuple(
                replace(field, type=change_type(field.type, change))
                for field in schema.fields
            )
            extra = schema.extra
            if isinstance(extra, TypedExtra):
                extra = TypedExtra(change_type(extra.type, change))
            return replace(schema, fields=fields, extra=extra)
        case UnionSchema():
            variants = tuple(
                replace(variant, type=change_type(variant.type, change))
                for variant in schema.variants
            )
            return replace(schema, variants=variants)
        case AliasSchema():
            return replace(schema, target=change_type(schema.target, change))
        case EnumSchema():
            return schema
        case _:
            assert_never(schema)


def change_operation(operation: Operation, change: Change) -> Operation:
    """The operation with every use of a schema replaced."""
    parameters = tuple(
        replace(parameter, type=change_type(parameter.type, change))
        for parameter in operation.parameters
    )
    body, pagination = operation.body, operation.pagination
    if pagination is not None:
        item_type = change_type(pagination.item_type, change)
        pagination = replace(pagination, item_type=item_type)
    return replace(
        operation,
        parameters=parameters,
        body=body and _change_contents(body, change),
        responses=tuple(_change_response(r, change) for r in operation.responses),
        pagination=pagination,
    )


def _change_response(response: Response, change: Change) -> Response:
    headers = tuple(
        replace(header, type=change_type(header.type, change))
        for header in response.headers
    )
    contents = tuple(
        replace(content, type=change_type(content.type, change))
        for content in response.contents
    )
    return replace(response, headers=headers, contents=contents)


def _change_contents(body: RequestBody, change: Change) -> RequestBody:
    contents = tuple(
        replace(content, type=change_type(content.type, change))
        for content in body.contents
    )
    return replace(body, contents=contents)


def change_api(api: Api, change: Change) -> Api:
    """The API with every use of a schema replaced."""
    return replace(
        api,
        schemas=tuple(change_schema(schema, change) for schema in api.schemas),
        operations=tuple(change_operation(o, change) for o in api.operations),
        webhooks=tuple(
            replace(webhook, operation=change_operation(webhook.operation, change))
            for webhook in api.webhooks
        ),
        event=api.event and change_type(api.event, change),
    )


def type_uses(used: Type) -> Iterator[SchemaId]:
    """The schemas that a type uses itself."""
    match used:
        case Ref():
            yield used.target
        case ListOf():
            yield from type_uses(used.item)
        case TupleOf():
            for item in (*used.items, *((used.rest,) if used.rest else ())):
                yield from type_uses(item)
        case MapOf():
            yield from type_uses(used.value)
            if used.key is not None:
                yield from type_uses(used.key)
        case Nullable():
            yield from type_uses(used.inner)
        case Primitive() | Const() | Unknown():
            return
        case _:
            assert_never(used)


def schema_uses(schema: Schema) -> Iterator[SchemaId]:
    """The schemas that a schema uses itself, parents and mapped ones included."""
    match schema:
        case ObjectSchema():
            yield from schema.parents
            for field in schema.fields:
                yield from type_uses(field.type)
            if isinstance(schema.extra, TypedExtra):
                yield from type_uses(schema.extra.type)
            if schema.discriminator is not None:
                yield from (target for _, target in schema.discriminator.mapping)
                if schema.discriminator.default is not None:
                    yield schema.discriminator.default
        case UnionSchema():
            for variant in schema.variants:
                yield from type_uses(variant.type)
        case AliasSchema():
            yield from type_uses(schema.target)
        case EnumSchema():
            return
        case _:
            assert_never(schema)


def operation_types(operation: Operation) -> Iterator[Type]:
    """Every type that stands in an operation."""
    for parameter in operation.parameters:
        yield parameter.type
    for content in operation.body.contents if operation.body else ():
        yield content.type
    for response in operation.responses:
        yield from (header.type for header in response.headers)
        yield from (content.type for content in response.contents)
    if operation.pagination is not None:
        yield operation.pagination.item_type


def all_operations(api: Api) -> Iterable[Operation]:
    """The operations of the API, and those of its webhooks."""
    return (*api.operations, *(webhook.operation for webhook in api.webhooks))


def reached(api: Api, roots: Iterable[SchemaId]) -> frozenset[SchemaId]:
    """The schemas that operations and webhooks lead to, and those that the roots do."""
    schemas = schemas_by_id(api)
    waiting = list(roots)
    for operation in all_operations(api):
        for used in operation_types(operation):
            waiting.extend(type_uses(used))
        if operation.multi_status is not None:
            waiting.append(operation.multi_status.schema)
    waiting.extend(type_uses(api.event) if api.event is not None else ())
    found: set[SchemaId] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in schemas:
            found.add(name)
            waiting.extend(schema_uses(schemas[name]))
    return frozenset(found)
