"""Python types for the API's types: what callers get, and what they may pass."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    Field,
    ObjectSchema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    Ref,
    SchemaId,
    TupleOf,
    Type,
    Unknown,
)
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.objects import is_null
from sdksmith.python.runtime import runtime
from sdksmith.python.scalars import RECEIVED, SENT, SENT_IN_FORMS, constants
from sdksmith.python.types import (
    ANY,
    NONE,
    OBJECT,
    STR,
    PyType,
    dict_of,
    generic,
    list_of,
    mapping,
    optional,
    sequence_of,
    shown,
    tuple_of,
    union,
)

DICT = "Dict"
INPUT = "Input"
FAMILY = "Any"


@dataclass(frozen=True, slots=True)
class Annotations:
    """Annotates types of one API."""

    blueprint: Blueprint

    def received(self, of: Type) -> PyType:
        """What a decoded value of this type is."""
        match of:
            case Primitive():
                return RECEIVED[of.kind]
            case Ref():
                return self._declared(of.target)
            case ListOf():
                return list_of(self.received(of.item))
            case TupleOf():
                return self._received_tuple(of)
            case MapOf():
                return self._received_mapping(of)
            case Nullable():
                return optional(self.received(of.inner))
            case Const():
                return constants((of.value,))
            case Unknown():
                return ANY

    def _received_tuple(self, of: TupleOf) -> PyType:
        items = [self.received(item) for item in of.items]
        if of.rest is None and items:
            return tuple_of(items)
        rest = ANY if of.rest is None else self.received(of.rest)
        return list_of(union((*items, rest)))

    def _received_mapping(self, of: MapOf) -> PyType:
        key = STR if of.key is None else self.received(of.key)
        value = self.received(of.value)
        if of.min_entries == of.max_entries == 1:
            return generic(runtime("SingleEntry"), key, value)
        return dict_of(key, value)

    def sent_within(self, schema: SchemaId, of: Type) -> PyType:
        """What a caller may pass for a value of this type in a schema."""
        return self.sent(of, in_form=schema in self.blueprint.reach.in_forms)

    def sent(self, of: Type, *, in_form: bool = False) -> PyType:
        """What a caller may pass for a value of this type."""
        match of:
            case Primitive():
                return SENT_IN_FORMS[of.kind] if in_form else SENT[of.kind]
            case Ref():
                return self._accepted(of.target)
            case ListOf():
                return sequence_of(self.sent(of.item, in_form=in_form))
            case TupleOf():
                return self._sent_tuple(of, in_form=in_form)
            case MapOf():
                key = STR if of.key is None else self.sent(of.key)
                return mapping(key, self.sent(of.value, in_form=in_form))
            case Nullable():
                return optional(self.sent(of.inner, in_form=in_form))
            case Const():
                return constants((of.value,))
            case Unknown():
                return OBJECT

    def _sent_tuple(self, of: TupleOf, *, in_form: bool) -> PyType:
        items = [self.sent(item, in_form=in_form) for item in of.items]
        if of.rest is None and items:
            return tuple_of(items)
        rest = OBJECT if of.rest is None else self.sent(of.rest, in_form=in_form)
        return sequence_of(union((*items, rest)))

    def takes_model(self, schema: SchemaId) -> bool:
        """Whether the model class shows what a request holds as well."""
        reach = self.blueprint.reach
        return schema not in reach.two_faced or not reach.is_received(schema)

    def is_open_mapping(self, schema: ObjectSchema) -> bool:
        """Whether no typed dictionary can list what a request may hold."""
        if isinstance(schema.extra, TypedExtra):
            return True
        names = [field.wire_name for field in self._all_fields(schema)]
        # Type checkers allow no empty key in a typed dictionary.
        return not names or "" in names

    def has_input_alias(self, schema: SchemaId) -> bool:
        """Whether callers may pass more than the alias of a schema says."""
        return self._widens(Ref(schema), frozenset(), through=schema)

    def _all_fields(self, schema: ObjectSchema) -> Iterator[Field]:
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
        # `Alias | None`, where the alias is None, is no type at run time.
        if is_null(Ref(target), self.blueprint.schemas):
            return NONE
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
                return SENT[of.kind] != RECEIVED[of.kind]
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
