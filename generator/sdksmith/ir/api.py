"""The API as a whole."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdksmith.diagnostics.model import Origin
from sdksmith.ir.operations import MemberPath, Operation
from sdksmith.ir.schemas import NO_DOC, Doc, Schema
from sdksmith.ir.security import Requirement, SecurityScheme
from sdksmith.ir.servers import Server
from sdksmith.ir.types import OperationId, SchemaId, Type


@dataclass(frozen=True, slots=True)
class Group:
    """A tag: a name under which operations are documented together.

    `parent` is the tag that it stands within. Of a `kind` other than `nav` it tells
    operations apart but is no place for them.
    """

    name: str
    doc: Doc = NO_DOC
    parent: str | None = None
    kind: str | None = None

    @property
    def is_place(self) -> bool:
        """Whether operations are found under it (OpenAPI 3.2, 4.22.1)."""
        return self.kind in (None, "nav")


@dataclass(frozen=True, slots=True)
class Webhook:
    """A request that the API sends to its users.

    `caller` is the operation that a callback follows; webhooks have none.
    """

    name: str
    operation: Operation
    caller: OperationId | None = None


@dataclass(frozen=True, slots=True)
class ErrorShape:
    """The one body that error answers share, and where its code and message are.

    `detail` leads to the object that holds them, empty when it is the body.
    """

    schema: SchemaId
    detail: MemberPath
    code: MemberPath | None
    message: MemberPath | None


@dataclass(frozen=True, slots=True)
class SaidName:
    """A name that an extension of the document chooses for what `key` points to.

    `exact` names are meant for this tool and taken to the letter.
    """

    key: str
    name: str
    extension: str
    origin: Origin
    exact: bool = True


@dataclass(frozen=True, slots=True)
class Api:
    """Everything an API offers, with no word about any programming language.

    Schemas are in the order of their ids. `merged` leads from the id of each inline
    schema that was found equal to another to the id of that one. `event` is what any
    webhook brings, where its body tells which one it is. `idempotency_header` takes
    a key of every operation that is not safe.
    """

    title: str
    version: str
    doc: Doc
    servers: tuple[Server, ...]
    groups: tuple[Group, ...]
    schemas: tuple[Schema, ...]
    operations: tuple[Operation, ...]
    webhooks: tuple[Webhook, ...] = ()
    security_schemes: tuple[SecurityScheme, ...] = ()
    security: tuple[Requirement, ...] = ()
    event: Type | None = None
    error_shape: ErrorShape | None = None
    merged: tuple[tuple[SchemaId, SchemaId], ...] = ()
    said_names: tuple[SaidName, ...] = ()
    idempotency_header: str | None = None


def schemas_by_id(api: Api) -> Mapping[SchemaId, Schema]:
    """Every schema under its id."""
    return {schema.id: schema for schema in api.schemas}
