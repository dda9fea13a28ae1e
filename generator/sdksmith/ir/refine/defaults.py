"""Drops defaults that are not values of their own type."""

from __future__ import annotations

from dataclasses import dataclass, replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.inheritance import declared_type
from sdksmith.ir.operations import Operation
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.replacing import with_operations, with_schemas
from sdksmith.ir.schemas import EnumSchema, ObjectSchema, Presence, UnionSchema
from sdksmith.ir.types import (
    Const,
    Json,
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    PrimitiveKind,
    SchemaId,
    TupleOf,
    Type,
)

_SCALARS: dict[PrimitiveKind, tuple[type, ...]] = {
    PrimitiveKind.INTEGER: (int,),
    PrimitiveKind.NUMBER: (int, float),
    PrimitiveKind.BOOLEAN: (bool,),
    PrimitiveKind.NULL: (type(None),),
    PrimitiveKind.DECIMAL: (str, int, float),
}


def check_defaults(api: Api, _: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API with defaults that fit; the others are reported and forgotten."""
    check = _Check(Bodies(schemas_by_id(api)), diagnostics)
    objects = [schema for schema in api.schemas if isinstance(schema, ObjectSchema)]
    api = with_schemas(api, [check.of_object(schema) for schema in objects])
    return with_operations(api, [check.of_operation(o) for o in api.operations])


@dataclass(frozen=True, slots=True)
class _Check:
    bodies: Bodies
    diagnostics: Diagnostics

    def of_object(self, schema: ObjectSchema) -> ObjectSchema:
        fields = []
        for field in schema.fields:
            kept = self.fitting(
                field.default, field.type, field.wire_name, field.origin
            )
            presence = field.presence
            if kept is None and presence is Presence.DEFAULTED:
                presence = Presence.OPTIONAL
            fields.append(replace(field, default=kept, presence=presence))
        return replace(schema, fields=tuple(fields))

    def of_operation(self, operation: Operation) -> Operation:
        parameters = tuple(
            replace(p, default=self.fitting(p.default, p.type, p.wire_name, p.origin))
            for p in operation.parameters
        )
        return replace(operation, parameters=parameters)

    def fitting(
        self, default: Json | None, used: Type, wire_name: str, origin: Origin
    ) -> Json | None:
        """The default, if its type has it among its values."""
        if default is None or self.fits(default.value, used):
            return default
        message = (
            f"the default of `{wire_name}` is no value of its type: {default.text}"
        )
        self.diagnostics.warn(Code.UNFIT_DEFAULT, message, at=origin)
        return None

    def fits(
        self, value: object, used: Type, seen: frozenset[SchemaId] = frozenset()
    ) -> bool:
        """Whether a value is of the right JSON type, as far as that can be told."""
        found = declared_type(self.bodies.schemas, used)
        fits = True
        match found:
            case Nullable():
                fits = value is None or self.fits(value, found.inner, seen)
            case Primitive():
                fits = _is_scalar(value, found.kind)
            case ListOf():
                items = value if isinstance(value, list) else []
                fits = items is value and all(self.fits(i, found.item) for i in items)
            case TupleOf():
                fits = isinstance(value, list)
            case MapOf() | ObjectSchema():
                fits = isinstance(value, dict)
            case Const():
                fits = Json.of(value) == found.value
            case EnumSchema():
                fits = any(Json.of(value) == member.value for member in found.members)
            case UnionSchema():
                inner = seen | {found.id}
                fits = found.id not in seen and any(
                    self.fits(value, variant.type, inner) for variant in found.variants
                )
        return fits


def _is_scalar(value: object, kind: PrimitiveKind) -> bool:
    wanted = _SCALARS.get(kind, (str,))
    if isinstance(value, float) and kind is PrimitiveKind.INTEGER:
        return value.is_integer()
    if isinstance(value, bool):
        return bool in wanted
    return isinstance(value, wanted)
