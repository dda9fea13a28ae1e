"""Computes what can be tested about a value to see which alternative it is."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import assert_never

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import (
    AliasSchema,
    Direction,
    EnumSchema,
    JsonKind,
    ObjectSchema,
    Presence,
    Schema,
    Shape,
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

_SCALARS = {
    PrimitiveKind.INTEGER: (JsonKind.INTEGER,),
    PrimitiveKind.NUMBER: (JsonKind.INTEGER, JsonKind.NUMBER),
    PrimitiveKind.BOOLEAN: (JsonKind.BOOLEAN,),
    PrimitiveKind.NULL: (JsonKind.NULL,),
}


def compute_shapes(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with the shape of every alternative of every union."""
    shapes = _Shapes(Bodies(schemas_by_id(api)))
    changed = []
    for schema in api.schemas:
        if isinstance(schema, UnionSchema):
            variants = tuple(
                replace(variant, shape=shapes.of(variant.type))
                for variant in schema.variants
            )
            changed.append(replace(schema, variants=variants))
    return with_schemas(api, changed)


@dataclass(frozen=True, slots=True)
class _Shapes:
    bodies: Bodies

    def of(self, used: Type) -> Shape:
        own = self.kinds(used)
        schema = self.bodies.as_object(used)
        if schema is None:
            return Shape(own)
        fields = self.bodies.fields(schema).values()
        answered = [f for f in fields if f.direction is not Direction.REQUEST_ONLY]
        return Shape(
            kinds=own,
            required=tuple(
                f.wire_name for f in answered if f.presence is Presence.REQUIRED
            ),
            known=tuple(f.wire_name for f in fields),
            member_kinds=tuple(
                (f.wire_name, kinds) for f in fields if (kinds := self.kinds(f.type))
            ),
            member_values=tuple(
                (f.wire_name, values) for f in fields if (values := self.values(f.type))
            ),
        )

    def values(self, used: Type) -> tuple[Json, ...]:
        """The values that a type is limited to; none where it is not."""
        found = self.bodies.resolved(used)
        if isinstance(found, Const):
            return (found.value,)
        if isinstance(found, EnumSchema):
            return tuple(member.value for member in found.members)
        return ()

    def kinds(
        self, used: Type, seen: frozenset[SchemaId] = frozenset()
    ) -> tuple[JsonKind, ...]:
        """The JSON types that a value of the type may have; none where any may be."""
        found: tuple[JsonKind, ...]
        match used:
            case Ref():
                schema = self.bodies.schemas.get(used.target)
                is_new = schema is not None and used.target not in seen
                found = self._declared(schema, seen) if schema and is_new else ()
            case Nullable():
                inner = self.kinds(used.inner, seen)
                found = tuple(dict.fromkeys((*inner, JsonKind.NULL))) if inner else ()
            case Primitive():
                found = _SCALARS.get(used.kind, (JsonKind.STRING,))
            case ListOf() | TupleOf():
                found = (JsonKind.ARRAY,)
            case MapOf():
                found = (JsonKind.OBJECT,)
            case Const():
                found = (_kind(used.value),)
            case Unknown():
                found = ()
            case _:
                assert_never(used)
        return found

    def _declared(
        self, schema: Schema, seen: frozenset[SchemaId]
    ) -> tuple[JsonKind, ...]:
        seen = seen | {schema.id}
        match schema:
            case ObjectSchema():
                return (JsonKind.OBJECT,)
            case EnumSchema():
                return tuple(dict.fromkeys(_kind(m.value) for m in schema.members))
            case AliasSchema():
                return self.kinds(schema.target, seen)
            case UnionSchema():
                each = [self.kinds(variant.type, seen) for variant in schema.variants]
                if not all(each):
                    return ()
                return tuple(dict.fromkeys(kind for kinds in each for kind in kinds))
            case _:
                assert_never(schema)


_KINDS: dict[type, JsonKind] = {
    type(None): JsonKind.NULL,
    bool: JsonKind.BOOLEAN,
    int: JsonKind.INTEGER,
    float: JsonKind.NUMBER,
    str: JsonKind.STRING,
    list: JsonKind.ARRAY,
    dict: JsonKind.OBJECT,
}


def _kind(value: Json) -> JsonKind:
    return _KINDS[type(value.value)]
