"""Example arguments: what the document shows where it fits, else something plausible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.schemas import (
    AliasSchema,
    Doc,
    EnumSchema,
    Field,
    ObjectSchema,
    Presence,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    TupleOf,
    Type,
    Unknown,
)
from sdksmith.python.objects import Member, Schemas, members, sent

_DEEPEST = 6
_TEXTS = {
    PrimitiveKind.DATE_TIME: "2026-01-31T12:00:00Z",
    PrimitiveKind.DATE: "2026-01-31",
    PrimitiveKind.TIME: "12:00:00",
    PrimitiveKind.DURATION: "PT1H",
    PrimitiveKind.UUID: "6f1c1b52-9a6e-4c0c-8f3a-2d7e5b9a4c11",
    PrimitiveKind.DECIMAL: "1.50",
}
_NUMBERS = {
    PrimitiveKind.INTEGER: 1,
    PrimitiveKind.NUMBER: 1.5,
    PrimitiveKind.BOOLEAN: True,
}
_KINDS: dict[PrimitiveKind, tuple[type, ...]] = {
    PrimitiveKind.INTEGER: (int,),
    PrimitiveKind.NUMBER: (int, float),
    PrimitiveKind.BOOLEAN: (bool,),
    PrimitiveKind.NULL: (type(None),),
    PrimitiveKind.BYTE: (),
    PrimitiveKind.BINARY: (),
}


class NoSampleError(Exception):
    """There is no plain JSON value to show: a file, or an endless schema."""


@dataclass(frozen=True, slots=True)
class Samples:
    """Makes example values for the schemas of one API."""

    schemas: Schemas
    holds_bytes: bool = False
    """Whether a file may be shown as its bytes."""

    def value(
        self, of: Type, name: str, doc: Doc | None = None, depth: int = 0
    ) -> object:
        """A value that a caller could pass, from the document's examples if it can be.

        Raises:
            NoSampleError: where no JSON value would do.

        """
        for example in doc.examples if doc else ():
            if self.fits(example.value, of):
                return example.value
        if depth > _DEEPEST:
            raise NoSampleError
        match of:
            case Nullable():
                return self.value(of.inner, name, None, depth)
            case Primitive():
                return self._scalar(of, name)
            case Const():
                return of.value.value
            case Ref():
                return self._declared(of.target, name, depth + 1)
            case Unknown():
                return {}
            case _:
                return self._container(of, name, depth + 1)

    def _container(self, of: ListOf | TupleOf | MapOf, name: str, depth: int) -> object:
        match of:
            case ListOf():
                return [self.value(of.item, name, None, depth)]
            case TupleOf():
                return [self.value(item, name, None, depth) for item in of.items]
            case MapOf():
                return {"key": self.value(of.value, name, None, depth)}

    def fits(self, value: object, of: Type) -> bool:
        """Whether a JSON value is what type checkers let a caller pass."""
        match of:
            case Nullable():
                return value is None or self.fits(value, of.inner)
            case Primitive():
                if isinstance(value, bool) and of.kind is not PrimitiveKind.BOOLEAN:
                    return False
                return isinstance(value, _KINDS.get(of.kind, (str,)))
            case Const():
                return bool(value == of.value.value)
            case ListOf():
                return isinstance(value, list) and all(
                    self.fits(item, of.item) for item in value
                )
            case Ref():
                return self._fits_declared(value, of.target)
            case Unknown():
                return True
            case TupleOf() | MapOf():
                return False

    def _fits_declared(self, value: object, target: SchemaId) -> bool:
        match self.schemas.get(target):
            case AliasSchema() as alias:
                return self.fits(value, alias.target)
            case EnumSchema() as enum:
                return any(value == member.value.value for member in enum.members)
            case ObjectSchema() as found if isinstance(value, Mapping):
                fields = {m.field.wire_name: m.field for m in self._sent(found)}
                return all(
                    key in fields and self.fits(item, fields[key].type)
                    for key, item in value.items()
                ) and all(name in value for name in _required(fields))
            case _:
                return False

    def _declared(self, target: SchemaId, name: str, depth: int) -> object:
        match self.schemas.get(target):
            case ObjectSchema() as found:
                for example in found.doc.examples:
                    if self.fits(example.value, Ref(target)):
                        return example.value
                return {
                    member.field.wire_name: self.value(
                        member.field.type,
                        member.field.wire_name,
                        member.field.doc,
                        depth,
                    )
                    for member in self._sent(found)
                    if member.field.presence is Presence.REQUIRED
                }
            case EnumSchema() as enum if enum.members:
                return enum.members[0].value.value
            case UnionSchema() as union if union.variants:
                return self.value(union.variants[0].type, name, None, depth)
            case AliasSchema() as alias:
                return self.value(alias.target, name, None, depth)
            case _:
                return {}

    def _sent(self, schema: ObjectSchema) -> tuple[Member, ...]:
        return sent(members(schema, self.schemas))

    def _scalar(self, of: Primitive, name: str) -> object:
        if of.kind in (PrimitiveKind.BYTE, PrimitiveKind.BINARY):
            if self.holds_bytes:
                return b"bytes"
            raise NoSampleError
        if of.kind in _NUMBERS:
            return _NUMBERS[of.kind]
        if of.kind is PrimitiveKind.NULL:
            return None
        return _TEXTS.get(of.kind, name)


def _required(fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        if field.presence is Presence.REQUIRED:
            yield name
