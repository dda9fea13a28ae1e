"""Looks into the bodies of answers: which object they are and what its members are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.inheritance import declared_type, effective_fields
from sdksmith.ir.operations import Encoding, Operation, Response
from sdksmith.ir.schemas import Field, ObjectSchema, Schema
from sdksmith.ir.types import (
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    PrimitiveKind,
    SchemaId,
    Type,
    Unknown,
)

_FIRST_SUCCESS, _LAST_SUCCESS = 200, 299


@dataclass(frozen=True, slots=True)
class Bodies:
    """Answers questions about types, through references and aliases."""

    schemas: Mapping[SchemaId, Schema]

    def resolved(self, used: Type) -> Schema | Type | None:
        """What a type is, whether it may be null or not."""
        found = declared_type(self.schemas, used)
        while isinstance(found, Nullable):
            found = declared_type(self.schemas, found.inner)
        return found

    def as_object(self, used: Type) -> ObjectSchema | None:
        """The object that a type is, if it is one."""
        found = self.resolved(used)
        return found if isinstance(found, ObjectSchema) else None

    def as_list(self, used: Type) -> ListOf | None:
        """The list that a type is, if it is one."""
        found = self.resolved(used)
        return found if isinstance(found, ListOf) else None

    def is_kind(self, used: Type, *kinds: PrimitiveKind) -> bool:
        """Whether a type is a scalar of one of the kinds."""
        found = self.resolved(used)
        return isinstance(found, Primitive) and found.kind in kinds

    def holds_objects(self, listed: ListOf) -> bool:
        """Whether the items of a list are more than scalars."""
        found = self.resolved(listed.item)
        return isinstance(found, Schema | MapOf | Unknown)

    def fields(self, schema: ObjectSchema) -> Mapping[str, Field]:
        """All members of an object, inherited ones included."""
        found = effective_fields(self.schemas, schema)
        return {field.wire_name: field for field in found}


def is_success(response: Response) -> bool:
    """Whether a response is for statuses that mean success."""
    if response.status.is_default:
        return not response.is_error
    return _FIRST_SUCCESS <= response.status.low <= _LAST_SUCCESS


def json_type(response: Response) -> Type | None:
    """The type of the first JSON body of a response."""
    for content in response.contents:
        if content.encoding is Encoding.JSON:
            return content.type
    return None


def success_types(operation: Operation) -> Iterator[Type]:
    """The JSON bodies of an operation's successes, lowest status first."""
    for response in operation.responses:
        found = json_type(response) if is_success(response) else None
        if found is not None:
            yield found
