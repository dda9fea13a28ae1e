"""Every name of a client with what it is for and where it comes from, as a table."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.document.pointer import escape
from sdksmith.ir.api import Api
from sdksmith.naming.published import (
    CLIENT,
    PACKAGE,
    body_field_key,
    class_key,
    header_key,
    member_key,
    operation_key,
    parameter_key,
    schema_key,
    value_key,
    webhook_key,
)
from sdksmith.naming.table import NameTable

DOCUMENT = "document"
"""The source of a name that the document's own words gave."""


@dataclass(frozen=True, slots=True)
class Named:
    """A thing and its name; `key` is what a rename calls it, `pointer` its place."""

    key: str
    name: str
    pointer: str
    source: str


def list_names(api: Api, table: NameTable) -> tuple[Named, ...]:
    """Every name, sorted by key."""
    rows = (
        Named(key, name, pointer, table.sources.get(key, DOCUMENT))
        for key, name, pointer in _rows(api, table)
    )
    return tuple(sorted(rows, key=lambda row: row.key))


def as_lines(rows: tuple[Named, ...]) -> Iterator[str]:
    """The table as TOML: any line but the first two can go into a table of renames."""
    for row in rows:
        key, name = (json.dumps(t, ensure_ascii=False) for t in (row.key, row.name))
        yield f"{key} = {name}  # {row.source}"


def _rows(api: Api, table: NameTable) -> Iterator[tuple[str, str, str]]:
    yield PACKAGE, table.client.package, "#/info/title"
    yield CLIENT, table.client.client, "#/info/title"
    places = {
        operation.id: f"#{operation.origin.pointer}" for operation in api.operations
    }
    for operation, method in table.operations.items():
        name = ".".join((*method.resource, method.method))
        yield operation_key(operation), name, places[operation]
    for resource, name in table.resources.items():
        yield class_key(resource), name, ""
    for hook in api.webhooks:
        if hook.operation.id in table.webhooks:
            name = table.webhooks[hook.operation.id]
            pointer = f"#{hook.operation.origin.pointer}"
            yield webhook_key(hook.operation.id), name, pointer
    for schema, name in table.schemas.items():
        yield schema_key(schema), name, schema
    for (schema, wire_name), name in table.members.items():
        pointer = f"{schema}/properties/{escape(wire_name)}"
        yield member_key(schema, wire_name), name, pointer
    for schema, value in table.constants:
        plain = value.value
        text = plain if isinstance(plain, str) else value.text
        yield value_key(schema, text), table.enum_members[schema, value], schema
    yield from _arguments(api, table)


def _arguments(api: Api, table: NameTable) -> Iterator[tuple[str, str, str]]:
    for operation in api.operations:
        for each in operation.parameters:
            name = table.parameters.get((operation.id, each.place, each.wire_name))
            if name is not None:
                key = parameter_key(operation.id, each.place, each.wire_name)
                yield key, name, f"#{each.origin.pointer}"
    places = {operation.id: operation.origin.pointer for operation in api.operations}
    for (of, wire_name), name in table.headers.items():
        yield header_key(of, wire_name), name, f"#{places[of]}/responses"
    for (of, wire_name), name in table.body_fields.items():
        yield body_field_key(of, wire_name), name, f"#{places[of]}/requestBody"


def differences(old: Mapping[str, str], new: Mapping[str, str]) -> Iterator[str]:
    """What came, went and was renamed from one table to the other, a line each."""
    for key in sorted(old.keys() | new.keys()):
        if key not in old:
            yield f"added    {key} = {new[key]}"
        elif key not in new:
            yield f"removed  {key} = {old[key]}"
        elif old[key] != new[key]:
            yield f"renamed  {key} = {old[key]} -> {new[key]}"
