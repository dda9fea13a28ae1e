"""The name table: every Python name of a client, assigned at once."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdksmith.ir.operations import Place, StatusRange
from sdksmith.ir.types import Json, OperationId, SchemaId


@dataclass(frozen=True, slots=True)
class MethodName:
    """Where an operation is called: `client.<resource>.<method>`."""

    resource: tuple[str, ...]
    method: str


@dataclass(frozen=True, slots=True)
class ClientNames:
    """The names of the package and of its two clients, and the environment prefix."""

    package: str
    client: str
    async_client: str
    environment: str


@dataclass(frozen=True, slots=True)
class NameTable:
    """Wire things on the left, Python names on the right.

    `members` are fields of objects by wire name. `enum_members` are identifiers for
    values. `resources` are class names by resource path. `parameters` are method
    arguments by operation, place and wire name; `body_fields` are method arguments
    for the fields of a body that is passed as keywords, by operation and wire name;
    the argument that takes a body whole is called `body` in `parameters`' clash set.
    `webhooks` are the functions that read what the API sends. `headers` are
    attributes for documented headers, by operation and lower-case wire name, and
    `header_classes` the classes that have them.
    `constants` are for values that were given a name. `sources` says where a name comes
    from, by its key in the lock: `config`, an extension, `lock` or `clash`.
    """

    client: ClientNames
    schemas: Mapping[SchemaId, str]
    members: Mapping[tuple[SchemaId, str], str]
    enum_members: Mapping[tuple[SchemaId, Json], str]
    operations: Mapping[OperationId, MethodName]
    resources: Mapping[tuple[str, ...], str]
    parameters: Mapping[tuple[OperationId, Place, str], str]
    body_fields: Mapping[tuple[OperationId, str], str]
    webhooks: Mapping[OperationId, str] = field(default_factory=dict)
    headers: Mapping[tuple[OperationId, str], str] = field(default_factory=dict)
    header_classes: Mapping[tuple[OperationId, StatusRange], str] = field(
        default_factory=dict
    )
    constants: Mapping[tuple[SchemaId, Json], str] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict, compare=False)
