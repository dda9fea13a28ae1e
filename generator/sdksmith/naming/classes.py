"""The classes of a client: those of schemas and those of resources share one scope."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.document.pointer import escape
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.schemas import Field, ObjectSchema, Schema
from sdksmith.ir.types import OperationId, SchemaId
from sdksmith.naming.casing import casing_of
from sdksmith.naming.clients import BESIDE_CLIENT
from sdksmith.naming.method_nouns import operation_prefixes
from sdksmith.naming.namespace import Namespace
from sdksmith.naming.operations import resources_of
from sdksmith.naming.register import Register, Scope, settle
from sdksmith.naming.reserved import CLASSES
from sdksmith.naming.resources import class_subject, resource_classes
from sdksmith.naming.schemas import Surroundings, schema_classes, schema_subject
from sdksmith.naming.subjects import Subject
from sdksmith.naming.table import ClientNames, MethodName

# What generated code makes of a name: all of these are taken together.
_BESIDE_SCHEMAS = ("{}", "{}Dict")
_BESIDE_RESOURCES = ("{}", "Async{}", "{}WithResponse", "Async{}WithResponse")

_Key: TypeAlias = SchemaId | tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Classes:
    """The names of classes, in the shape of `NameTable`."""

    schemas: Mapping[SchemaId, str]
    resources: Mapping[tuple[str, ...], str]


def assign_classes(
    api: Api,
    client: ClientNames,
    methods: Mapping[OperationId, MethodName],
    register: Register,
) -> Classes:
    """Name the classes: what is settled first, then schemas, then resources."""
    taken = _taken(client)
    for_schemas = Scope(register, namespace=taken, patterns=_BESIDE_SCHEMAS)
    for_resources = Scope(
        register,
        namespace=taken,
        patterns=_BESIDE_RESOURCES,
        wished=for_schemas.wished,
    )
    tree = list(resources_of(methods.values()))
    schemas = sorted(api.schemas, key=lambda schema: schema.id)
    subjects = _subjects(api)
    wanted: list[tuple[_Key, Subject, Scope]] = [
        *((each.id, subjects[each.id], for_schemas) for each in schemas),
        *((each, class_subject(each), for_resources) for each in tree),
    ]
    settled = settle(wanted)
    casing = casing_of(api)
    prefixes = operation_prefixes(api, methods)
    around = Surroundings(schemas_by_id(api), prefixes, casing)
    known = {each.id: settled[each.id] for each in schemas if each.id in settled}
    named = {each: settled[each] for each in tree if each in settled}
    return Classes(
        schema_classes(around, known, for_schemas),
        resource_classes(tree, named, casing, for_resources),
    )


def _subjects(api: Api) -> Mapping[SchemaId, Subject]:
    """The subject of every schema; those equal to it are known by its name too."""
    merged: dict[SchemaId, list[str]] = {}
    for old, new in api.merged:
        merged.setdefault(new, []).append(old)
    places = {f"#{f.origin.pointer}" for s in api.schemas for f in fields_of(s)}
    places |= {
        f"{s.id}/properties/{escape(f.wire_name)}"
        for s in api.schemas
        for f in fields_of(s)
    }
    return {
        each.id: schema_subject(each, merged.get(each.id, ()), places)
        for each in api.schemas
    }


def fields_of(schema: Schema) -> tuple[Field, ...]:
    """The members that a schema declares itself."""
    return schema.fields if isinstance(schema, ObjectSchema) else ()


def pointers_of(api: Api) -> frozenset[str]:
    """The pointers by which schemas are known, those of the file and merged ones too."""
    origins = (f"#{schema.origin.pointer}" for schema in api.schemas)
    merged = (old for old, _ in api.merged)
    return frozenset((*(schema.id for schema in api.schemas), *origins, *merged))


def _taken(client: ClientNames) -> Namespace:
    """The names of classes that no document decides on."""
    names = Namespace()
    for name in CLASSES:
        names.take(name)
    names.take(client.client, BESIDE_CLIENT)
    return names
