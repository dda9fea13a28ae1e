"""What the pointers of `exclude` may lead to: components, members, parameters."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.document.pointer import escape
from sdksmith.ir.api import Api
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.schemas import ObjectSchema
from sdksmith.ir.types import OperationId, SchemaId


@dataclass(frozen=True, slots=True)
class ComponentPart:
    """A component schema."""

    schema: SchemaId


@dataclass(frozen=True, slots=True)
class MemberPart:
    """A member of an object."""

    schema: SchemaId
    wire_name: str


@dataclass(frozen=True, slots=True)
class ParameterPart:
    """A parameter of an operation, by its place in the list."""

    operation: OperationId
    index: int


Part: TypeAlias = ComponentPart | MemberPart | ParameterPart


def parts_by_pointer(api: Api) -> Mapping[str, frozenset[Part]]:
    """Everything that can be left out of schemas and operations, by its pointers.

    A thing is known by its place in the canonical document and in the user's file; a
    parameter that several operations share is one of each.
    """
    found: dict[str, set[Part]] = {}
    for pointer, part in _parts(api):
        found.setdefault(pointer, set()).add(part)
    return {pointer: frozenset(parts) for pointer, parts in found.items()}


def _parts(api: Api) -> Iterator[tuple[str, Part]]:
    merged: dict[SchemaId, list[SchemaId]] = {}
    for old, new in api.merged:
        merged.setdefault(new, []).append(old)
    for schema in api.schemas:
        if not is_inline(schema.id):
            component = ComponentPart(schema.id)
            yield schema.id, component
            yield f"#{schema.origin.pointer}", component
        if isinstance(schema, ObjectSchema):
            for field in schema.fields:
                member = MemberPart(schema.id, field.wire_name)
                token = escape(field.wire_name)
                for name in (schema.id, *merged.get(schema.id, ())):
                    yield f"{name}/properties/{token}", member
                yield f"#{field.origin.pointer}", member
    for operation in api.operations:
        for index, parameter in enumerate(operation.parameters):
            yield f"#{parameter.origin.pointer}", ParameterPart(operation.id, index)
