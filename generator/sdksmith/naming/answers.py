"""Whether an operation answers with many things or with one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sdksmith.ir.operations import Content, Encoding, Operation
from sdksmith.ir.schemas import AliasSchema, Field, ObjectSchema, Schema
from sdksmith.ir.types import ListOf, Nullable, Ref, SchemaId, Type
from sdksmith.naming.routes import stems
from sdksmith.naming.words import split_words

Schemas = Mapping[SchemaId, Schema]

_ENVELOPES = frozenset({"data", "item", "result", "value", "entry", "record"})
_ENVELOPE_SIZE = 4
"""Members that an object around a list of objects has at most."""

_STREAMS = (Encoding.JSON_LINES, Encoding.EVENT_STREAM)
_LONGEST_CHAIN = 9

_ENVELOPE_DEPTH = 1
"""Objects around the one that holds the list: `{"meta": {"styles": []}}`."""


def counts_items(operation: Operation, schemas: Schemas) -> bool | None:
    """True for a list, False for a single thing, None where the document is silent."""
    contents = list(_contents(operation))
    if _is_paged(operation):
        return True
    if not contents:
        return None
    expected = _ENVELOPES.union(
        *map(stems, map(split_words, operation.path.split("/")))
    )
    return any(
        content.encoding in _STREAMS or _holds_many(content.type, expected, schemas)
        for content in contents
    )


def is_list(operation: Operation, schemas: Schemas) -> bool:
    """Whether the whole answer is a list, so that even a singular path lists."""
    types = (_resolved(content.type, schemas) for content in _contents(operation))
    return _is_paged(operation) or any(isinstance(found, ListOf) for found in types)


def _is_paged(operation: Operation) -> bool:
    return operation.pagination is not None and operation.pagination.detail is None


def _contents(operation: Operation) -> Iterator[Content]:
    for response in operation.responses:
        if not response.is_error:
            yield from response.contents


def _resolved(
    found: Type, schemas: Schemas, depth: int = _LONGEST_CHAIN
) -> Type | ObjectSchema:
    """What a type is in the end, without aliases and null."""
    if isinstance(found, Nullable):
        return _resolved(found.inner, schemas, depth)
    schema = schemas.get(found.target) if isinstance(found, Ref) and depth else None
    if isinstance(schema, AliasSchema):
        return _resolved(schema.target, schemas, depth - 1)
    return schema if isinstance(schema, ObjectSchema) else found


def _holds_many(
    found: Type,
    expected: frozenset[str],
    schemas: Schemas,
    depth: int = _ENVELOPE_DEPTH,
) -> bool:
    """Whether it is a list, or an object around one that is called as expected."""
    resolved = _resolved(found, schemas)
    if not isinstance(resolved, ObjectSchema):
        return isinstance(resolved, ListOf)
    fields = list(_fields(resolved, schemas))
    lists = [field for field in fields if _lists_objects(field.type, schemas)]
    if len(lists) == 1 and depth == _ENVELOPE_DEPTH and len(fields) <= _ENVELOPE_SIZE:
        return True
    for field in fields:
        inner = _resolved(field.type, schemas)
        if isinstance(inner, ListOf):
            if expected.intersection(stems(split_words(field.wire_name))):
                return True
        elif depth and _holds_many(field.type, expected, schemas, depth - 1):
            return True
    return False


def _lists_objects(found: Type, schemas: Schemas) -> bool:
    resolved = _resolved(found, schemas)
    if not isinstance(resolved, ListOf):
        return False
    return isinstance(_resolved(resolved.item, schemas), ObjectSchema)


def _fields(
    schema: ObjectSchema, schemas: Schemas, depth: int = _LONGEST_CHAIN
) -> Iterator[Field]:
    """An object's members with those it inherits."""
    for parent in schema.parents if depth else ():
        found = schemas.get(parent)
        if isinstance(found, ObjectSchema):
            yield from _fields(found, schemas, depth - 1)
    yield from schema.fields
