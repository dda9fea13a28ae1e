"""The names that were published before, as the lock file keeps them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from itertools import pairwise

from sdksmith.ir.operations import Place
from sdksmith.ir.types import OperationId, SchemaId
from sdksmith.naming.table import NameTable

PACKAGE = "package"
CLIENT = "client"

_INDEXED = frozenset({"allOf", "anyOf", "oneOf", "prefixItems"})


@dataclass(frozen=True, slots=True)
class PublishedNames:
    """Names by the keys that this module makes."""

    names: Mapping[str, str] = field(default_factory=dict)

    def find(self, key: str) -> str | None:
        """The name that a thing had, if it had one."""
        return self.names.get(key)

    def in_ascii(self) -> PublishedNames:
        """Those of the names that are ASCII."""
        kept = {key: name for key, name in self.names.items() if name.isascii()}
        return PublishedNames(kept)


NO_NAMES = PublishedNames()


def published_names(mapping: Mapping[str, str]) -> PublishedNames:
    """The names that `names_to_lock` wrote."""
    return PublishedNames(dict(mapping))


def names_to_lock(table: NameTable) -> Mapping[str, str]:
    """What the lock remembers, sorted by key.

    Members and arguments that are called as on the wire need no memory, and schemas
    known only by their number in a list (`oneOf/1`) cannot be found again.
    """
    return dict(sorted(_entries(table)))


def operation_key(operation: OperationId) -> str:
    """`operation GET /pets`."""
    return f"operation {operation}"


def class_key(resource: tuple[str, ...]) -> str:
    """`class lead_lists.leads`: the class of a resource."""
    return f"class {'.'.join(resource)}"


def resource_key(resource: tuple[str, ...]) -> str:
    """`resource lead_lists.leads`: the attribute that leads to a resource."""
    return f"resource {'.'.join(resource)}"


def schema_key(schema: SchemaId) -> str:
    """`schema #/components/schemas/Pet`."""
    return f"schema {schema}"


def member_key(schema: SchemaId, wire_name: str) -> str:
    """`member #/components/schemas/Pet photoUrls`."""
    return f"member {schema} {wire_name}"


def value_key(schema: SchemaId, text: str) -> str:
    """`value #/components/schemas/Status new`."""
    return f"value {schema} {text}"


def parameter_key(operation: OperationId, place: Place, wire_name: str) -> str:
    """`parameter GET /pets query pageSize`."""
    return f"parameter {operation} {place.value} {wire_name}"


def body_field_key(operation: OperationId, wire_name: str) -> str:
    """`parameter POST /pets body photoUrls`."""
    return f"parameter {operation} body {wire_name}"


def header_key(operation: OperationId, wire_name: str) -> str:
    """`header GET /pets x-rate`: the attribute for a header of the answer."""
    return f"header {operation} {wire_name}"


def webhook_key(operation: OperationId) -> str:
    """`webhook POST webhook:newPet`: the function that reads it."""
    return f"webhook {operation}"


def _entries(table: NameTable) -> Iterator[tuple[str, str]]:
    yield PACKAGE, table.client.package
    yield CLIENT, table.client.client
    for operation, name in table.operations.items():
        yield operation_key(operation), ".".join((*name.resource, name.method))
    for resource, name_of_class in table.resources.items():
        yield class_key(resource), name_of_class
    for operation, function in table.webhooks.items():
        yield webhook_key(operation), function
    for schema, class_name in table.schemas.items():
        if not is_indexed(schema):
            yield schema_key(schema), class_name
    yield from _small_entries(table)


def _small_entries(table: NameTable) -> Iterator[tuple[str, str]]:
    for (schema, wire_name), name in table.members.items():
        if name != wire_name and not is_indexed(schema):
            yield member_key(schema, wire_name), name
    for (operation, place, wire_name), name in table.parameters.items():
        if name != wire_name:
            yield parameter_key(operation, place, wire_name), name
    for (operation, wire_name), name in table.headers.items():
        if name != wire_name.replace("-", "_"):
            yield header_key(operation, wire_name), name
    for (operation, wire_name), name in table.body_fields.items():
        if name != wire_name:
            yield body_field_key(operation, wire_name), name


def is_indexed(schema: SchemaId) -> bool:
    """Whether the pointer counts the items of a list, so that inserts move it."""
    return any(
        before in _INDEXED and token.isdigit()
        for before, token in pairwise(schema.split("/"))
    )
