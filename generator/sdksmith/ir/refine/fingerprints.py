"""Tells which inline schemas say the same, whatever they are called."""

from __future__ import annotations

from collections.abc import Mapping
from typing import assert_never

from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    Extra,
    ObjectSchema,
    Schema,
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
    Ref,
    SchemaId,
    TupleOf,
    Type,
    Unknown,
)


def is_inline(name: SchemaId) -> bool:
    """Whether a schema was declared in passing, so that only its content matters."""
    return not name.startswith("#/components/schemas/") or name.count("/") > len("###")


class Fingerprints:
    """Numbers that are equal where schemas say the same, apart from texts and names.

    With `ignore_values`, enums whose values are of the same JSON types count as equal.
    """

    def __init__(
        self, schemas: Mapping[SchemaId, Schema], *, ignore_values: bool = False
    ) -> None:
        self._schemas = schemas
        self._ignore_values = ignore_values
        self._numbers: dict[object, int] = {}
        self._known: dict[SchemaId, object] = {}

    def of(self, name: SchemaId) -> object:
        """The fingerprint of a schema; that of a component is its id."""
        schema = self._schemas.get(name)
        if schema is None or not is_inline(name):
            return name
        if name not in self._known:
            # A schema that contains itself is equal to itself only.
            self._known[name] = name
            said = self._schema(schema)
            self._known[name] = self._numbers.setdefault(said, len(self._numbers))
        return self._known[name]

    def _schema(self, schema: Schema) -> object:
        match schema:
            case ObjectSchema():
                fields = frozenset(
                    (
                        f.wire_name,
                        self._type(f.type),
                        f.presence,
                        f.direction,
                        f.default,
                    )
                    for f in schema.fields
                )
                extra, parents = self._extra(schema.extra), schema.parents
                return ("object", fields, extra, parents, schema.discriminator)
            case EnumSchema():
                values = [member.value for member in schema.members]
                kinds = frozenset(type(value.value) for value in values)
                listed = frozenset[Json]() if self._ignore_values else frozenset(values)
                return ("enum", schema.open, schema.takes_text, kinds, listed)
            case UnionSchema():
                variants = tuple((self._type(v.type), v.tags) for v in schema.variants)
                return ("union", variants, schema.discriminator)
            case AliasSchema():
                return ("alias", self._type(schema.target))
            case _:
                assert_never(schema)

    def _extra(self, extra: Extra) -> object:
        return self._type(extra.type) if isinstance(extra, TypedExtra) else extra

    def _type(self, used: Type) -> object:
        match used:
            case Ref():
                return ("use", self.of(used.target))
            case ListOf():
                return ("list", self._type(used.item), used.min_items, used.max_items)
            case TupleOf():
                items = tuple(self._type(item) for item in used.items)
                return ("tuple", items, used.rest and self._type(used.rest))
            case MapOf():
                key = used.key and self._type(used.key)
                limits = (used.min_entries, used.max_entries)
                return ("map", self._type(used.value), key, limits)
            case Nullable():
                return ("nullable", self._type(used.inner))
            case Primitive() | Const() | Unknown():
                return used
            case _:
                assert_never(used)
