"""The attributes of objects: unique among an object's own and inherited members."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping

from sdksmith.ir.schemas import Field, ObjectSchema, Schema
from sdksmith.ir.types import SchemaId
from sdksmith.naming.published import member_key
from sdksmith.naming.register import Register, Scope, settle
from sdksmith.naming.reserved import MEMBERS, avoid
from sdksmith.naming.subjects import Subject
from sdksmith.naming.words import identifier, spelled_out, told_words

Objects = Mapping[SchemaId, ObjectSchema]
Members = dict[tuple[SchemaId, str], str]


def assign_members(
    schemas: Iterable[Schema], register: Register, known: Iterable[str]
) -> Mapping[tuple[SchemaId, str], str]:
    """Name every member of every object, those of parents first.

    `known` are the pointers of all schemas.
    """
    objects = {s.id: s for s in schemas if isinstance(s, ObjectSchema)}
    kin = _kin(objects)
    order = sorted(objects.values(), key=lambda s: (len(_line(s, objects)), s.id))
    result: Members = {}
    pointers = frozenset(map(str, known))
    for schema in order:
        inherited = _inherited(kin.get(schema.id, ()), objects, result)
        result |= _name_members(schema, inherited, register, pointers)
    return result


def _inherited(
    kin: Iterable[SchemaId], objects: Objects, known: Members
) -> Mapping[str, str]:
    """What relatives call their members, by wire name."""
    found: dict[str, str] = {}
    for relative in kin:
        for field in objects[relative].fields:
            name = known.get((relative, field.wire_name))
            if name is not None:
                found.setdefault(field.wire_name, name)
    return found


def _name_members(
    schema: ObjectSchema,
    inherited: Mapping[str, str],
    register: Register,
    pointers: frozenset[str],
) -> Members:
    """A member that a relative has under the same wire name is called the same."""
    scope = Scope(register, MEMBERS)
    for name in inherited.values():
        scope.namespace.take(name)
    same = {
        (schema.id, field.wire_name): inherited[field.wire_name]
        for field in schema.fields
        if field.wire_name in inherited
    }
    left = [field for field in schema.fields if field.wire_name not in inherited]
    return same | _claimed(
        schema,
        sorted(left, key=lambda field: plainest_first(field.wire_name)),
        scope,
        pointers,
    )


def _claimed(
    schema: ObjectSchema, fields: list[Field], scope: Scope, pointers: frozenset[str]
) -> Members:
    found = settle(
        ((schema.id, field.wire_name), _subject(schema, field, pointers), scope)
        for field in fields
    )
    for field in fields:
        key = (schema.id, field.wire_name)
        if key not in found:
            candidates = member_candidates(field.wire_name)
            found[key] = scope.claim(_subject(schema, field, pointers), candidates)
    return found


def _subject(schema: ObjectSchema, field: Field, pointers: frozenset[str]) -> Subject:
    token = field.wire_name.replace("~", "~0").replace("/", "~1")
    aliases = (f"{schema.id}/properties/{token}", f"#{field.origin.pointer}")
    key = member_key(schema.id, field.wire_name)
    shared = pointers.intersection(aliases)
    return Subject(key, aliases, field.origin, shared=shared)


def plainest_first(wire_name: str) -> tuple[bool, str]:
    """An order in which a wire name that is an attribute as it stands comes first."""
    return (wire_name != next(member_candidates(wire_name)), wire_name)


def member_candidates(wire_name: str) -> Iterator[str]:
    """Attributes for a wire name, best first; symbols are spoken only at need."""
    for candidate in spellings(wire_name, "field"):
        yield avoid(candidate, MEMBERS)


def spellings(wire_name: str, unspeakable: str) -> Iterator[str]:
    """Names that tell a wire name from others that differ by case or symbols only.

    `unspeakable` is for one without words.
    """
    plain = identifier(told_words(wire_name), unspeakable)
    yield plain
    yield identifier(spelled_out(wire_name), unspeakable)
    if any(char.isupper() for char in wire_name):
        yield f"{plain}_{_case_of(wire_name)}"


def _case_of(wire_name: str) -> str:
    """How a wire name is spelled, when only that tells it from another."""
    letters = [char for char in json.dumps(wire_name)[1:-1] if char.isalpha()]
    if all(char.isupper() for char in letters):
        return "upper"
    return "pascal" if letters[0].isupper() else "camel"


def _kin(objects: Objects) -> Mapping[SchemaId, tuple[SchemaId, ...]]:
    """All that shares a heir with an object: its ancestors, and those of its heirs.

    Two parents that never met still meet in a class that inherits from both.
    """
    kin: dict[SchemaId, set[SchemaId]] = {}
    for schema in objects.values():
        line = sorted(_line(schema, objects))
        if len(line) > 1:
            for each in line:
                kin.setdefault(each, set()).update(line)
    return {each: tuple(sorted(found - {each})) for each, found in kin.items()}


def _line(schema: ObjectSchema, objects: Objects) -> set[SchemaId]:
    """An object and all it inherits from."""
    found: set[SchemaId] = set()
    pending = [schema.id]
    while pending:
        each = pending.pop()
        if each in objects and each not in found:
            found.add(each)
            pending.extend(objects[each].parents)
    return found
