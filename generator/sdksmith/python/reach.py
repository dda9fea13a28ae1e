"""Which schemas are sent, which are received, and on whose behalf."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation
from sdksmith.ir.schemas import (
    AliasSchema,
    Direction,
    EnumSchema,
    ObjectSchema,
    Schema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import ListOf, MapOf, Nullable, Ref, SchemaId, TupleOf, Type
from sdksmith.naming.table import NameTable
from sdksmith.python.bodies import KeywordBody, body_of, is_form, sent_contents
from sdksmith.python.objects import Schemas

WEBHOOKS = "webhooks"
_COMPONENTS = "#/components/schemas/"


@dataclass(frozen=True, slots=True)
class Reach:
    """What each schema is for.

    `sent` and `received` are those that a request or an answer can hold. `mentions`
    has the top-level resources that lead to each, in either way. `two_faced` are
    those that differ between a request and an answer, and `in_forms` those that a
    form can hold, whose files are sent as they are.
    """

    sent: frozenset[SchemaId]
    received: frozenset[SchemaId]
    mentions: Mapping[SchemaId, frozenset[str]]
    two_faced: frozenset[SchemaId]
    in_forms: frozenset[SchemaId]

    def is_sent(self, schema: SchemaId) -> bool:
        """Whether a request can hold it."""
        return schema in self.sent

    def is_received(self, schema: SchemaId) -> bool:
        """Whether an answer can hold it."""
        return schema in self.received

    def owners(self, schema: SchemaId) -> frozenset[str]:
        """The top-level resources that have to do with it."""
        return self.mentions.get(schema, frozenset())


def reach_of(api: Api, names: NameTable) -> Reach:
    """Follow every operation's types through the schemas."""
    schemas = schemas_by_id(api)
    sent: dict[str, list[Type]] = {}
    received: dict[str, list[Type]] = {}
    for operation in api.operations:
        top = names.operations[operation.id].resource[:1]
        owner = top[0] if top else ""
        sent.setdefault(owner, []).extend(_sent_types(operation, names, schemas))
        received.setdefault(owner, []).extend(_received_types(operation))
    for webhook in api.webhooks:
        contents = webhook.operation.body.contents if webhook.operation.body else ()
        received.setdefault(WEBHOOKS, []).extend(content.type for content in contents)
    if api.event is not None:
        received.setdefault(WEBHOOKS, []).append(api.event)
    if api.error_shape is not None:
        for types in received.values():
            types.append(Ref(api.error_shape.schema))
    both = {
        owner: [*sent.get(owner, ()), *received.get(owner, ())]
        for owner in {**sent, **received}
    }
    return Reach(
        frozenset(_reached(sent, schemas, Direction.RESPONSE_ONLY)),
        frozenset(_reached(received, schemas, Direction.REQUEST_ONLY)),
        _reached(both, schemas, None),
        _two_faced(schemas),
        frozenset(_reached({"": _form_types(api)}, schemas, Direction.RESPONSE_ONLY)),
    )


def is_component(schema: SchemaId) -> bool:
    """Whether the document itself gives the schema its name."""
    name = schema.removeprefix(_COMPONENTS)
    return name != schema and "/" not in name


def refs(of: Type) -> Iterator[SchemaId]:
    """The schemas that a type mentions, in the order in which it does."""
    match of:
        case Ref():
            yield of.target
        case ListOf():
            yield from refs(of.item)
        case Nullable():
            yield from refs(of.inner)
        case MapOf():
            yield from refs(of.key) if of.key is not None else ()
            yield from refs(of.value)
        case TupleOf():
            for item in of.items:
                yield from refs(item)
            yield from refs(of.rest) if of.rest is not None else ()
        case _:
            return


def uses(schema: Schema, left_out: Direction | None = None) -> Iterator[SchemaId]:
    """The schemas that a schema mentions; fields of one direction may be left out."""
    match schema:
        case ObjectSchema():
            yield from schema.parents
            for field in schema.fields:
                if field.direction is not left_out:
                    yield from refs(field.type)
            if isinstance(schema.extra, TypedExtra):
                yield from refs(schema.extra.type)
            if schema.discriminator is not None:
                yield from (target for _, target in schema.discriminator.mapping)
        case UnionSchema():
            for variant in schema.variants:
                yield from refs(variant.type)
        case AliasSchema():
            yield from refs(schema.target)
        case EnumSchema():
            return


def _sent_types(
    operation: Operation, names: NameTable, schemas: Schemas
) -> Iterator[Type]:
    for parameter in operation.parameters:
        yield parameter.type
    for content in sent_contents(operation):
        body = body_of(operation, names, schemas, content)
        if isinstance(body, KeywordBody):
            for member in body.members:
                yield member.field.type
            # A body with a name of its own may be of use; others are only keywords.
            if any(is_component(target) for target in refs(body.content.type)):
                yield body.content.type
        elif body is not None:
            yield body.content.type


def _form_types(api: Api) -> Iterator[Type]:
    for operation in api.operations:
        for content in operation.body.contents if operation.body else ():
            if is_form(content):
                yield content.type


def _received_types(operation: Operation) -> Iterator[Type]:
    if operation.pagination is not None:
        yield operation.pagination.item_type
    for response in operation.responses:
        for header in response.headers:
            yield header.type
        for content in response.contents:
            yield content.type


def _reached(
    roots: Mapping[str, Iterable[Type]], schemas: Schemas, left_out: Direction | None
) -> Mapping[SchemaId, frozenset[str]]:
    found: dict[SchemaId, set[str]] = {}
    for owner, types in roots.items():
        pending = [target for of in types for target in refs(of)]
        seen: set[SchemaId] = set()
        while pending:
            target = pending.pop()
            if target not in seen and target in schemas:
                seen.add(target)
                pending.extend(uses(schemas[target], left_out))
        for target in seen:
            found.setdefault(target, set()).add(owner)
    return {target: frozenset(owners) for target, owners in found.items()}


def _two_faced(schemas: Schemas) -> frozenset[SchemaId]:
    users: dict[SchemaId, list[SchemaId]] = {}
    for schema in schemas.values():
        for target in uses(schema):
            users.setdefault(target, []).append(schema.id)
    pending = [
        schema.id
        for schema in schemas.values()
        if isinstance(schema, ObjectSchema)
        and any(field.direction is not Direction.BOTH for field in schema.fields)
    ]
    found: set[SchemaId] = set()
    while pending:
        target = pending.pop()
        if target not in found:
            found.add(target)
            pending.extend(users.get(target, ()))
    return frozenset(found)
