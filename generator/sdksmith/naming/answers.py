"""Whether an operation answers with many things or with one."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.ir.operations import Encoding, Operation
from sdksmith.ir.schemas import AliasSchema, ObjectSchema, Schema
from sdksmith.ir.types import ListOf, Nullable, Ref, SchemaId, Type
from sdksmith.naming.routes import stems
from sdksmith.naming.words import split_words

Schemas = Mapping[SchemaId, Schema]

_ENVELOPES = frozenset({"data", "item", "result", "value", "entry", "record"})
_STREAMS = (Encoding.JSON_LINES, Encoding.EVENT_STREAM)


def counts_items(operation: Operation, schemas: Schemas) -> bool | None:
    """True for a list, False for a single thing, None where the document is silent."""
    if operation.pagination is not None and operation.pagination.detail is None:
        return True
    contents = [
        content
        for response in operation.responses
        if not response.is_error
        for content in response.contents
    ]
    if not contents:
        return None
    if any(content.encoding in _STREAMS for content in contents):
        return True
    return any(_holds_many(c.type, operation.path, schemas) for c in contents)


def is_list(operation: Operation, schemas: Schemas) -> bool:
    """Whether the whole answer is a list, so that even a singular path lists."""
    if operation.pagination is not None and operation.pagination.detail is None:
        return True
    types = [
        _resolved(content.type, schemas)
        for response in operation.responses
        if not response.is_error
        for content in response.contents
    ]
    return any(isinstance(found, ListOf) for found in types)


def _resolved(found: Type, schemas: Schemas, depth: int = 9) -> Type | ObjectSchema:
    if isinstance(found, Nullable):
        return _resolved(found.inner, schemas, depth - 1)
    if isinstance(found, Ref) and depth:
        schema = schemas.get(found.target)
        if isinstance(schema, AliasSchema):
            return _resolved(schema.target, schemas, depth - 1)
        if isinstance(schema, ObjectSchema):
            return schema
    return found


def _holds_many(found: Type, path: str, schemas: Schemas) -> bool:
    resolved = _resolved(found, schemas)
    if not isinstance(resolved, ObjectSchema):
        return isinstance(resolved, ListOf)
    lists = [
        field.wire_name
        for field in resolved.fields
        if isinstance(_resolved(field.type, schemas), ListOf)
    ]
    expected = _ENVELOPES.union(*map(stems, map(split_words, path.split("/"))))
    return any(expected.intersection(stems(split_words(name))) for name in lists)
