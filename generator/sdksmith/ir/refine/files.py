"""Answers in JSON that are one file: they are bytes, however the server sends them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Content, Encoding, Operation
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import is_success
from sdksmith.ir.refine.replacing import with_operations
from sdksmith.ir.schemas import AliasSchema, Schema
from sdksmith.ir.types import Nullable, Primitive, PrimitiveKind, Ref, SchemaId, Type


def find_files(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API whose answers of one binary string are read as bytes, not as JSON."""
    schemas = schemas_by_id(api)
    return with_operations(api, (_told(each, schemas) for each in api.operations))


def _told(operation: Operation, schemas: Mapping[SchemaId, Schema]) -> Operation:
    responses = tuple(
        (
            replace(each, contents=tuple(_read(c, schemas) for c in each.contents))
            if is_success(each)
            else each
        )
        for each in operation.responses
    )
    return replace(operation, responses=responses)


def _read(content: Content, schemas: Mapping[SchemaId, Schema]) -> Content:
    is_file = content.encoding is Encoding.JSON and _is_binary(content.type, schemas)
    return replace(content, encoding=Encoding.BINARY) if is_file else content


def _is_binary(of: Type, schemas: Mapping[SchemaId, Schema]) -> bool:
    seen: set[SchemaId] = set()
    while True:
        match of:
            case Primitive():
                return of.kind is PrimitiveKind.BINARY
            case Nullable():
                of = of.inner
            case Ref() if of.target not in seen:
                seen.add(of.target)
                schema = schemas.get(of.target)
                if not isinstance(schema, AliasSchema):
                    return False
                of = schema.target
            case _:
                return False
