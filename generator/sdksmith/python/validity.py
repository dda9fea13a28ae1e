"""Tells whether a JSON value is one that the document allows, limits and all."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from sdksmith.ir.schemas import (
    AliasSchema,
    ClosedExtra,
    EnumSchema,
    Extra,
    ObjectSchema,
    Presence,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    Constraints,
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
from sdksmith.python.formats import is_format
from sdksmith.python.objects import Member, Schemas, ancestors, members, received, sent
from sdksmith.python.patterns import matches

_NUMBERS: Mapping[PrimitiveKind, tuple[type, ...]] = {
    PrimitiveKind.INTEGER: (int,),
    PrimitiveKind.NUMBER: (int, float),
}
_LONGEST = 4_000
"""Characters of a text that is still an example."""


@dataclass(frozen=True, slots=True)
class Validity:
    """Judges values of one API; `in_requests` takes them for what is sent."""

    schemas: Schemas
    in_requests: bool = False

    def allows(self, value: object, of: Type) -> bool:
        """Whether the value is of the type, and within its limits."""
        try:
            return self._allows(value, of)
        except RecursionError:
            return False

    def _allows(self, value: object, of: Type) -> bool:
        match of:
            case Nullable():
                return value is None or self._allows(value, of.inner)
            case Primitive():
                return is_scalar(value, of)
            case Const():
                return _same(value, of.value.value)
            case Ref():
                return self._is_declared(value, of.target)
            case Unknown():
                return True
            case ListOf() | TupleOf():
                return isinstance(value, list) and self._has_items(value, of)
            case MapOf():
                return isinstance(value, dict) and self._has_entries(value, of)

    def _has_items(self, value: Sequence[object], of: ListOf | TupleOf) -> bool:
        if isinstance(of, ListOf):
            return _within(len(value), of.min_items, of.max_items) and all(
                self._allows(item, of.item) for item in value
            )
        first, rest = value[: len(of.items)], value[len(of.items) :]
        if len(first) < len(of.items) or (rest and of.rest is None):
            return False
        pairs = zip(first, of.items, strict=True)
        return all(self._allows(item, each) for item, each in pairs) and all(
            of.rest is not None and self._allows(item, of.rest) for item in rest
        )

    def _has_entries(self, value: Mapping[str, object], of: MapOf) -> bool:
        return _within(len(value), of.min_entries, of.max_entries) and all(
            (of.key is None or self._allows(key, of.key))
            and self._allows(item, of.value)
            for key, item in value.items()
        )

    def _is_declared(self, value: object, target: SchemaId) -> bool:
        match self.schemas.get(target):
            case None:
                return True
            case AliasSchema() as alias:
                return self._allows(value, alias.target)
            case EnumSchema() as enum:
                if enum.takes_text and isinstance(value, str):
                    return True
                return any(_same(value, each.value.value) for each in enum.members)
            case UnionSchema() as union:
                return self._is_variant(value, union)
            case ObjectSchema() as found:
                return isinstance(value, dict) and self._is_object(value, found)

    def _is_variant(self, value: object, union: UnionSchema) -> bool:
        if union.discriminator is None:
            return any(self._allows(value, each.type) for each in union.variants)
        if not isinstance(value, dict):
            return False
        tag = value.get(union.discriminator)
        tagged = [
            each for each in union.variants if any(_same(tag, t) for t in each.tags)
        ]
        return any(self._allows(value, each.type) for each in tagged)

    def _is_object(self, value: Mapping[str, object], schema: ObjectSchema) -> bool:
        if schema.discriminator is not None:
            tag = value.get(schema.discriminator.wire_name)
            child = dict(schema.discriminator.mapping).get(_tag(tag))
            if child not in (None, schema.id):
                return self._is_declared(value, child)
        side = sent if self.in_requests else received
        known = {m.field.wire_name: m for m in side(members(schema, self.schemas))}
        others = {name: value[name] for name in value if name not in known}
        return (
            all(name in value for name in _required(known.values()))
            and _within(len(value), schema.min_members, None)
            and all(
                self._allows(value[name], member.field.type)
                for name, member in known.items()
                if name in value
            )
            and self._takes(others, schema)
        )

    def _takes(self, others: Mapping[str, object], schema: ObjectSchema) -> bool:
        """Whether members that are not named may be there."""
        extras: list[Extra] = [schema.extra]
        extras += [parent.extra for parent in ancestors(schema, self.schemas)]
        if others and any(isinstance(extra, ClosedExtra) for extra in extras):
            return False
        return all(
            self._allows(other, extra.type)
            for extra in extras
            if isinstance(extra, TypedExtra)
            for other in others.values()
        )


def _required(known: Iterable[Member]) -> Iterable[str]:
    for member in known:
        if member.field.presence is Presence.REQUIRED:
            yield member.field.wire_name


def _tag(value: object) -> str | int:
    return value if isinstance(value, str | int) else ""


def _same(value: object, other: object) -> bool:
    return type(value) is type(other) and value == other


def _within(count: int, least: int | None, most: int | None) -> bool:
    return (least is None or least <= count) and (most is None or count <= most)


def is_scalar(value: object, of: Primitive) -> bool:
    """Whether a value is of the scalar kind, and within its limits."""
    match of.kind:
        case PrimitiveKind.BOOLEAN:
            return isinstance(value, bool)
        case PrimitiveKind.NULL:
            return value is None
        case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER:
            is_number = isinstance(value, _NUMBERS[of.kind])
            return (
                is_number
                and not isinstance(value, bool)
                and _is_within(Decimal(str(value)), of.constraints)
            )
        case _:
            return isinstance(value, str) and _is_text(value, of)


def _is_within(value: Decimal, limits: Constraints) -> bool:
    if not value.is_finite():
        return False
    return not (
        (limits.minimum is not None and value < limits.minimum)
        or (limits.maximum is not None and value > limits.maximum)
        or (limits.exclusive_minimum is not None and value <= limits.exclusive_minimum)
        or (limits.exclusive_maximum is not None and value >= limits.exclusive_maximum)
        or (limits.multiple_of and Fraction(value) % Fraction(limits.multiple_of) != 0)
    )


def _is_text(value: str, of: Primitive) -> bool:
    limits = of.constraints
    name = of.format if of.kind is PrimitiveKind.STRING else of.kind.value
    return (
        len(value) <= _LONGEST
        and _within(len(value), limits.min_length, limits.max_length)
        and is_format(value, name or "")
        and (limits.pattern is None or matches(limits.pattern, value))
    )
