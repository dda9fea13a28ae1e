"""Example arguments: what the document shows where it fits, else something plausible."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.endings import Heights, height_of, heights
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
from sdksmith.python.sample_scalars import scalar_sample
from sdksmith.python.validity import Validity

_DEEPEST = 6
"""Containers within each other; what is further in is as small as can be."""
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
    heights: Heights
    holds_bytes: bool = False
    """Whether a file may be shown as its bytes."""

    @classmethod
    def of(cls, schemas: Schemas, *, holds_bytes: bool = False) -> Samples:
        """The samples of these schemas."""
        return cls(schemas, heights(schemas), holds_bytes)

    def value(
        self, of: Type, name: str, doc: Doc | None = None, depth: int = 0
    ) -> object:
        """A value that a caller could pass, from the document's examples if it can be.

        Raises:
            NoSampleError: where no JSON value would do.

        """
        for example in doc.examples if doc else ():
            if self._is_good(example.value, of):
                return example.value
        if not self.ends(of):
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

    def ends(self, of: Type) -> bool:
        """Whether there is a value of the type, not one within another for ever."""
        return height_of(of, self.heights) is not None

    def _is_good(self, example: object, of: Type) -> bool:
        """Whether an example is what type checkers and the document's limits allow."""
        return self.fits(example, of) and Validity(
            self.schemas, in_requests=True
        ).allows(example, of)

    def _container(self, of: ListOf | TupleOf | MapOf, name: str, depth: int) -> object:
        match of:
            case ListOf():
                least = of.min_items or (0 if self._is_deep(of.item, depth) else 1)
                return [self.value(of.item, name, None, depth) for _ in range(least)]
            case TupleOf():
                return [self.value(item, name, None, depth) for item in of.items]
            case MapOf():
                if not of.min_entries and self._is_deep(of.value, depth):
                    return {}
                key = "key" if of.key is None else self.value(of.key, "key")
                return {str(key): self.value(of.value, name, None, depth)}

    def _is_deep(self, of: Type, depth: int) -> bool:
        """Whether an item is better left out, or has no end."""
        return depth > _DEEPEST or not self.ends(of)

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
                    if self._is_good(example.value, Ref(target)):
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
                return self._variant(union, name, depth)
            case AliasSchema() as alias:
                return self.value(alias.target, name, None, depth)
            case _:
                return {}

    def _variant(self, union: UnionSchema, name: str, depth: int) -> object:
        """A value of the first variant, or deep within, of the one that ends soonest."""
        known = {
            index: height
            for index, variant in enumerate(union.variants)
            if (height := height_of(variant.type, self.heights)) is not None
        }
        best = min(known, key=lambda each: known[each] if depth > _DEEPEST else each)
        return self.value(union.variants[best].type, name, None, depth)

    def _sent(self, schema: ObjectSchema) -> tuple[Member, ...]:
        return sent(members(schema, self.schemas))

    def _scalar(self, of: Primitive, name: str) -> object:
        if of.kind in (PrimitiveKind.BYTE, PrimitiveKind.BINARY):
            if self.holds_bytes:
                return b"bytes"
            raise NoSampleError
        return scalar_sample(of, name)


def _required(fields: Mapping[str, Field]) -> Iterator[str]:
    for name, field in fields.items():
        if field.presence is Presence.REQUIRED:
            yield name
