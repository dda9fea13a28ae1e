"""Which class a generated class inherits from, and which fields it repeats."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.ir.schemas import ObjectSchema
from sdksmith.ir.types import SchemaId
from sdksmith.python.objects import Member, Schemas, ancestors, members


@dataclass(frozen=True, slots=True)
class Lineage:
    """The parents a class can have, and the fields that it must declare itself.

    `tagged` are inherited fields of which it only knows the value better.
    """

    parents: tuple[SchemaId, ...]
    own: tuple[Member, ...]
    tagged: tuple[Member, ...] = ()


def lineage(schema: ObjectSchema, schemas: Schemas) -> Lineage:
    """How to declare an object: with its parents where Python types allow that.

    A class cannot change the type of what it inherits, so a schema that does so, or
    whose parents disagree, is declared with all of its fields and no parent.
    """
    own = tuple(Member(schema.id, field) for field in schema.fields)
    parents = _independent(schema, schemas)
    if not parents or not _agree(schema, parents, schemas):
        return Lineage((), members(schema, schemas))
    inherited = {
        member.field.wire_name: member
        for parent in parents
        for member in members(parent, schemas)
    }
    kept = tuple(each for each in own if each.field.wire_name not in inherited)
    tags = [tag.wire_name for tag in schema.tags]
    tagged = tuple(inherited[name] for name in tags if name in inherited)
    return Lineage(tuple(parent.id for parent in parents), kept, tagged)


def _independent(schema: ObjectSchema, schemas: Schemas) -> list[ObjectSchema]:
    """The parents without those that another parent descends from."""
    found = [schemas.get(parent) for parent in dict.fromkeys(schema.parents)]
    parents = [each for each in found if isinstance(each, ObjectSchema)]
    above = {a.id for parent in parents for a in ancestors(parent, schemas)}
    return [p for p in parents if p.id not in above and p.id != schema.id]


def _agree(schema: ObjectSchema, parents: list[ObjectSchema], schemas: Schemas) -> bool:
    seen: dict[str, tuple[object, ...]] = {}
    sources = [members(parent, schemas) for parent in parents]
    sources.append(tuple(Member(schema.id, field) for field in schema.fields))
    for source in sources:
        for member in source:
            field = member.field
            facts = (field.type, field.presence, field.direction)
            if seen.setdefault(field.wire_name, facts) != facts:
                return False
    return True
