"""Reports schemas of which there is no value, as each would contain another one."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.endings import heights
from sdksmith.ir.inheritance import effective_fields
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Presence,
    Schema,
    UnionSchema,
)
from sdksmith.ir.types import ListOf, MapOf, Ref, SchemaId, TupleOf, Type


def report_endless(api: Api, _: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API as it is; what only contains something endless is not reported."""
    schemas = schemas_by_id(api)
    ending = heights(schemas)
    endless = {name: each for name, each in schemas.items() if name not in ending}
    for name, schema in endless.items():
        if isinstance(schema, ObjectSchema) and _leads_back(name, endless):
            message = "every value of this would have to contain another one"
            diagnostics.warn(Code.ENDLESS_SCHEMA, message, at=schema.origin)
    return api


def _leads_back(name: SchemaId, endless: Mapping[SchemaId, Schema]) -> bool:
    waiting, seen = list(_needed(endless[name], endless)), set[SchemaId]()
    while waiting:
        current = waiting.pop()
        if current == name:
            return True
        if current not in seen and current in endless:
            seen.add(current)
            waiting.extend(_needed(endless[current], endless))
    return False


def _needed(schema: Schema, schemas: Mapping[SchemaId, Schema]) -> Iterator[SchemaId]:
    """The schemas of which a value of this one, or a variant of it, holds a value."""
    match schema:
        case ObjectSchema():
            for field in effective_fields(schemas, schema):
                if field.presence is Presence.REQUIRED:
                    yield from _held(field.type)
        case UnionSchema():
            for variant in schema.variants:
                yield from _held(variant.type)
        case AliasSchema():
            yield from _held(schema.target)
        case EnumSchema():
            return


def _held(used: Type) -> Iterator[SchemaId]:
    match used:
        case Ref():
            yield used.target
        case ListOf() if used.min_items:
            yield from _held(used.item)
        case TupleOf():
            for item in used.items:
                yield from _held(item)
        case MapOf() if used.min_entries:
            yield from _held(used.value)
        case _:
            return
