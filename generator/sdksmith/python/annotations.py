"""Python types for the API's types: what callers get, and what they may pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal

from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    ObjectSchema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    Json,
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
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    ANY,
    NONE,
    OBJECT,
    STR,
    PyType,
    builtin,
    dict_of,
    generic,
    list_of,
    literal_of,
    mapping,
    named,
    optional,
    sequence_of,
    shown,
    tuple_of,
    union,
)

DICT = "Dict"
INPUT = "Input"
FAMILY = "Any"
Kind = PrimitiveKind

_BYTES = builtin("bytes")
_UUID = named("uuid", "UUID")
_DECIMAL = named("decimal", "Decimal")


def _runtime_type(name: str) -> PyType:
    return shown(runtime(name))


_RECEIVED: dict[PrimitiveKind, PyType] = {
    Kind.STRING: STR,
    Kind.INTEGER: builtin("int"),
    Kind.NUMBER: builtin("float"),
    Kind.BOOLEAN: builtin("bool"),
    Kind.NULL: NONE,
    Kind.DATE_TIME: _runtime_type("DateTime"),
    Kind.DATE: _runtime_type("Date"),
    Kind.TIME: _runtime_type("Time"),
    Kind.DURATION: _runtime_type("Duration"),
    Kind.UUID: _UUID,
    Kind.DECIMAL: _DECIMAL,
    Kind.BYTE: _BYTES,
    Kind.BINARY: STR,
}
_SENT: dict[PrimitiveKind, PyType] = {
    **_RECEIVED,
    Kind.DATE_TIME: union((named("datetime", "datetime"), STR)),
    Kind.DATE: union((named("datetime", "date"), STR)),
    Kind.TIME: union((named("datetime", "time"), STR)),
    Kind.DURATION: union((named("datetime", "timedelta"), STR)),
    Kind.UUID: union((_UUID, STR)),
    Kind.DECIMAL: union((_DECIMAL, builtin("float"))),
    Kind.BINARY: _runtime_type("File"),
}


@dataclass(frozen=True, slots=True)
class Annotations:
    """Annotates types of one API."""

    blueprint: Blueprint

    def received(self, of: Type) -> PyType:
        """What a decoded value of this type is."""
        match of:
            case Primitive():
                return _RECEIVED[of.kind]
            case Ref():
                return self._declared(of.target)
            case ListOf():
                return list_of(self.received(of.item))
            case TupleOf():
                items = [self.received(item) for item in of.items]
                if of.rest is None and items:
                    return tuple_of(items)
                rest = ANY if of.rest is None else self.received(of.rest)
                return list_of(union((*items, rest)))
            case MapOf():
                key = STR if of.key is None else self.received(of.key)
                if of.min_entries == of.max_entries == 1:
                    entry = runtime("SingleEntry")
                    return generic(entry, key, self.received(of.value))
                return dict_of(key, self.received(of.value))
            case Nullable():
                return optional(self.received(of.inner))
            case Const():
                return constants((of.value,))
            case Unknown():
                return ANY

    def sent(self, of: Type) -> PyType:
        """What a caller may pass for a value of this type."""
        match of:
            case Primitive():
                return _SENT[of.kind]
            case Ref():
                return self._accepted(of.target)
            case ListOf():
                return sequence_of(self.sent(of.item))
            case TupleOf():
                items = [self.sent(item) for item in of.items]
                if of.rest is None and items:
                    return tuple_of(items)
                rest = OBJECT if of.rest is None else self.sent(of.rest)
                return sequence_of(union((*items, rest)))
            case MapOf():
                key = STR if of.key is None else self.sent(of.key)
                return mapping(key, self.sent(of.value))
            case Nullable():
                return optional(self.sent(of.inner))
            case Const():
                return constants((of.value,))
            case Unknown():
                return OBJECT

    def takes_model(self, schema: SchemaId) -> bool:
        """Whether the model class shows what a request holds as well."""
        reach = self.blueprint.reach
        return schema not in reach.two_faced or not reach.is_received(schema)

    def is_open_mapping(self, schema: ObjectSchema) -> bool:
        """Whether no typed dictionary can list what a request may hold."""
        if isinstance(schema.extra, TypedExtra):
            return True
        return not any(self._all_fields(schema))

    def has_input_alias(self, schema: SchemaId) -> bool:
        """Whether callers may pass more than the alias of a schema says."""
        return self._widens(Ref(schema), frozenset(), through=schema)

    def _all_fields(self, schema: ObjectSchema) -> Iterator[object]:
        yield from schema.fields
        for parent in schema.parents:
            found = self.blueprint.schemas.get(parent)
            if isinstance(found, ObjectSchema):
                yield from self._all_fields(found)

    def _declared(self, target: SchemaId) -> PyType:
        if target not in self.blueprint.modules.module_of:
            return ANY
        schema = self.blueprint.schemas[target]
        if isinstance(schema, ObjectSchema) and has_children(schema):
            return shown(self.blueprint.symbol(target, prefix=FAMILY))
        return self._class(target)

    def _class(self, target: SchemaId, suffix: str = "") -> PyType:
        return shown(self.blueprint.symbol(target, suffix))

    def _accepted(self, target: SchemaId) -> PyType:
        if target not in self.blueprint.modules.module_of:
            return OBJECT
        schema = self.blueprint.schemas[target]
        match schema:
            case ObjectSchema():
                if self.is_open_mapping(schema):
                    free = mapping(STR, OBJECT)
                else:
                    free = self._class(target, DICT)
                models = [self._class(target)] if self.takes_model(target) else []
                return union((*models, free))
            case UnionSchema() | AliasSchema() if self.has_input_alias(target):
                return self._class(target, INPUT)
            case _:
                return self._class(target)

    def _widens(
        self, of: Type, seen: frozenset[SchemaId], through: SchemaId | None = None
    ) -> bool:
        match of:
            case Primitive():
                return _SENT[of.kind] != _RECEIVED[of.kind]
            case Ref():
                return self._target_widens(of.target, seen, through)
            case Nullable():
                return self._widens(of.inner, seen)
            case ListOf() | MapOf() | TupleOf() | Unknown():
                return True
            case Const():
                return False

    def _target_widens(
        self, target: SchemaId, seen: frozenset[SchemaId], through: SchemaId | None
    ) -> bool:
        if target in seen:
            return False
        now = seen | {target}
        match self.blueprint.schemas.get(target):
            case ObjectSchema() | None:
                return True
            case EnumSchema():
                return False
            case AliasSchema() as alias:
                return self._widens(alias.target, now)
            case UnionSchema() as found:
                tagged = through == target and bool(found.discriminator)
                return tagged or any(self._widens(v.type, now) for v in found.variants)


def has_children(schema: ObjectSchema) -> bool:
    """Whether a member of the object tells which of its children it is."""
    return schema.discriminator is not None and bool(schema.discriminator.mapping)


def constants(values: tuple[Json, ...]) -> PyType:
    """Exactly these scalars; a number with a fraction has no literal type."""
    alternatives: list[PyType] = []
    literals: list[str | int | bool] = []
    for json in values:
        match json.value:
            case None:
                alternatives.append(NONE)
            case bool() | str() | int() as value:
                literals.append(value)
            case float() | Decimal():
                alternatives.append(builtin("float"))
            case _:
                alternatives.append(ANY)
    if literals:
        alternatives.insert(0, literal_of(literals))
    return union(alternatives)


def open_enum(schema: EnumSchema) -> PyType:
    """The listed values, and where new ones may come, the class that keeps them."""
    values = tuple(member.value for member in schema.members)
    kinds = {type(json.value) for json in values}
    more = [
        _runtime_type(name)
        for kind, name in ((str, "UnknownValue"), (int, "UnknownInteger"))
        if kind in kinds and schema.open
    ]
    return union((constants(values), *more))
