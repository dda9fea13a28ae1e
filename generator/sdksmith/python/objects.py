"""What an object schema amounts to once its parents are counted in."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.schemas import (
    AliasSchema,
    Direction,
    EnumSchema,
    Field,
    ObjectSchema,
    Schema,
    TagValue,
    UnionSchema,
)
from sdksmith.ir.types import (
    Const,
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
    Unknown,
)

Schemas = Mapping[SchemaId, Schema]


@dataclass(frozen=True, slots=True)
class Member:
    """A field, with the object that declares it."""

    owner: SchemaId
    field: Field


def resolved(of: Type, schemas: Schemas) -> Type:
    """The type behind references to aliases; a circle of aliases gives itself."""
    seen: set[SchemaId] = set()
    while isinstance(of, Ref) and of.target not in seen:
        schema = schemas.get(of.target)
        if not isinstance(schema, AliasSchema):
            return of
        seen.add(of.target)
        of = schema.target
    return of


def is_null(of: Type, schemas: Schemas) -> bool:
    """Whether null is the only value of a type."""
    match resolved(of, schemas):
        case Primitive(kind=kind):
            return kind is PrimitiveKind.NULL
        case Const(value=value):
            return value.value is None
        case Nullable(inner=inner):
            return is_null(inner, schemas)
        case Ref(target=target):
            found = schemas.get(target)
            members = found.members if isinstance(found, EnumSchema) else ()
            values = [member.value.value for member in members]
            return values == [None]
        case _:
            return False


def allows_null(of: Type, schemas: Schemas) -> bool:
    """Whether null is among the values of a type."""
    return _allows_null(of, schemas, frozenset())


def _allows_null(of: Type, schemas: Schemas, seen: frozenset[SchemaId]) -> bool:
    match resolved(of, schemas):
        case Nullable() | Unknown() | Primitive(kind=PrimitiveKind.NULL):
            return True
        case Const(value=value):
            return value.value is None
        case Ref(target=target) if target not in seen:
            match schemas.get(target):
                case EnumSchema(members=listed):
                    return any(member.value.value is None for member in listed)
                case UnionSchema(variants=found):
                    now = seen | {target}
                    return any(_allows_null(v.type, schemas, now) for v in found)
                case declared:
                    return not isinstance(declared, ObjectSchema)
        case _:
            return False


def object_of(of: Type, schemas: Schemas) -> ObjectSchema | None:
    """The object schema that this type is, if it is one."""
    found = resolved(of, schemas)
    schema = schemas.get(found.target) if isinstance(found, Ref) else None
    return schema if isinstance(schema, ObjectSchema) else None


def tag_value(tag: TagValue | None, of: Type, schemas: Schemas) -> object:
    """The value of a type that a discriminator's tag spells; None where there is none."""
    if tag is None:
        return None
    match resolved(of, schemas):
        case Nullable(inner=inner):
            return tag_value(tag, inner, schemas)
        case Primitive(kind=PrimitiveKind.STRING) | Unknown():
            return tag
        case Primitive(kind=PrimitiveKind.INTEGER):
            return None if isinstance(tag, str | bool) else tag
        case Ref(target=target):
            found = schemas.get(target)
            members = found.members if isinstance(found, EnumSchema) else ()
            values = [member.value.value for member in members]
            return next((value for value in values if value == tag), None)
        case _:
            return None


def ancestors(schema: ObjectSchema, schemas: Schemas) -> Iterator[ObjectSchema]:
    """The parents of an object, and theirs, each once; nearest first."""
    seen = {schema.id}
    pending = list(schema.parents)
    while pending:
        parent = schemas.get(pending.pop(0))
        if isinstance(parent, ObjectSchema) and parent.id not in seen:
            seen.add(parent.id)
            pending += parent.parents
            yield parent


def members(schema: ObjectSchema, schemas: Schemas) -> tuple[Member, ...]:
    """All fields of an object, inherited ones first; a redefined one stands once."""
    found: dict[str, Member] = {}
    for each in reversed([schema, *ancestors(schema, schemas)]):
        for field in each.fields:
            found[field.wire_name] = Member(each.id, field)
    return tuple(found.values())


def sent(found: tuple[Member, ...]) -> tuple[Member, ...]:
    """Without what only travels in answers."""
    return tuple(m for m in found if m.field.direction is not Direction.RESPONSE_ONLY)


def received(found: tuple[Member, ...]) -> tuple[Member, ...]:
    """Without what only travels in requests."""
    return tuple(m for m in found if m.field.direction is not Direction.REQUEST_ONLY)
