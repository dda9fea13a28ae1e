"""API facts: what an API offers, a line each, so that two versions can be told apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import assert_never

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Operation, Response, StatusRange
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    Schema,
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

SchemaNames = Mapping[SchemaId, str]


def api_facts(api: Api, names: SchemaNames) -> Mapping[str, str]:
    """What the API offers in words: `member Pet.bone` -> `string, optional`.

    `names` are the published names of the schemas; a schema without one is left out.
    """
    facts = {"api title": api.title, "api version": api.version}
    for server in api.servers:
        facts[f"server {server.url}"] = server.description or ""
    for operation in api.operations:
        facts |= _operation_facts(operation, names)
    for schema in api.schemas:
        if schema.id in names:
            facts |= _schema_facts(schema, names)
    return facts


def fact_changes(old: Mapping[str, str], new: Mapping[str, str]) -> tuple[str, ...]:
    """What came, went and changed from one version to the next, in words, sorted.

    A thing that came or went does not repeat what belongs to it.
    """
    told = []
    for key in sorted(old.keys() | new.keys()):
        parent = _parent(key)
        if parent is not None and (parent in old) != (parent in new):
            continue
        if key not in old:
            told.append(f"{_shown(key)} added")
        elif key not in new:
            told.append(f"{_shown(key)} removed")
        elif old[key] != new[key]:
            told.append(f"{_shown(key)} changed from `{old[key]}` to `{new[key]}`")
    return tuple(told)


def _shown(key: str) -> str:
    return key.removeprefix("member ")


def _parent(key: str) -> str | None:
    kind, _, rest = key.partition(" ")
    match kind:
        case "parameter":
            method, path, *_ = rest.split(" ")
            return f"operation {method} {path}"
        case "member":
            return f"schema {rest.partition('.')[0]}"
        case "value":
            return f"schema {rest.partition(' ')[0]}"
    return None


def _operation_facts(operation: Operation, names: SchemaNames) -> dict[str, str]:
    facts = {f"operation {operation.id}": _operation_in_words(operation, names)}
    for parameter in operation.parameters:
        key = f"parameter {operation.id} {parameter.place.value} {parameter.wire_name}"
        need = "required" if parameter.required else "optional"
        facts[key] = f"{in_words(parameter.type, names)}, {need}"
    return facts


def _operation_in_words(operation: Operation, names: SchemaNames) -> str:
    parts = []
    if operation.body:
        kinds = " or ".join(in_words(c.type, names) for c in operation.body.contents)
        need = "" if operation.body.required else "optional "
        parts.append(f"takes {need}{kinds}")
    parts += [_response_in_words(response, names) for response in operation.responses]
    if operation.pagination:
        parts.append("paged")
    if operation.security is not None:
        schemes = (" and ".join(u.key for u in need) for need in operation.security)
        parts.append(f"asks for {' or '.join(schemes) or 'no credential'}")
    return ", ".join(parts)


def _response_in_words(response: Response, names: SchemaNames) -> str:
    kinds = (in_words(content.type, names) for content in response.contents)
    return f"{_status(response.status)} {' or '.join(kinds) or 'without a body'}"


def _status(status: StatusRange) -> str:
    if status.is_default:
        return "default"
    return str(status.low) if status.is_single else f"{status.low // 100}XX"


def _schema_facts(schema: Schema, names: SchemaNames) -> Iterator[tuple[str, str]]:
    name = names[schema.id]
    match schema:
        case ObjectSchema():
            parents = ", ".join(names.get(p, p) for p in schema.parents)
            yield f"schema {name}", f"object of {parents}" if parents else "object"
            for field in schema.fields:
                kind = in_words(field.type, names)
                yield f"member {name}.{field.wire_name}", (
                    f"{kind}, {field.presence.value}"
                )
        case EnumSchema():
            yield f"schema {name}", "enum"
            for member in schema.members:
                yield f"value {name} {member.value.text}", ""
        case UnionSchema():
            kinds = (in_words(variant.type, names) for variant in schema.variants)
            yield f"schema {name}", " | ".join(kinds)
        case AliasSchema():
            yield f"schema {name}", in_words(schema.target, names)
        case _:
            assert_never(schema)


def in_words(type_: Type, names: SchemaNames) -> str:
    """A type as a reader of the document would say it: `list of Pet or null`."""
    match type_:
        case Primitive():
            return type_.format or type_.kind.value
        case Ref():
            return names.get(type_.target, str(type_.target))
        case ListOf():
            return f"list of {_inner(type_.item, names)}"
        case TupleOf():
            return f"tuple of {', '.join(in_words(i, names) for i in type_.items)}"
        case MapOf():
            return f"map of {_inner(type_.value, names)}"
        case Nullable():
            return f"{in_words(type_.inner, names)} or null"
        case Const():
            return type_.value.text
        case Unknown():
            return "anything"
        case _:
            assert_never(type_)


def _inner(type_: Type, names: SchemaNames) -> str:
    words = in_words(type_, names)
    return f"({words})" if isinstance(type_, Nullable) else words
