"""Identifiers for the values of enums, for documentation."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping

from sdksmith.ir.schemas import EnumMember, EnumSchema, Schema
from sdksmith.ir.types import Json, SchemaId
from sdksmith.naming.published import value_key
from sdksmith.naming.register import Register, Scope
from sdksmith.naming.subjects import Subject
from sdksmith.naming.words import constant_case, speak_figure, spelled_out, told_words


def assign_enum_members(
    schemas: Iterable[Schema], register: Register
) -> Mapping[tuple[SchemaId, Json], str]:
    """Name every value of every enum; equal values share a name."""
    found: dict[tuple[SchemaId, Json], str] = {}
    for schema in schemas:
        if isinstance(schema, EnumSchema):
            found |= _name_values(schema, register)
    return found


def _name_values(
    schema: EnumSchema, register: Register
) -> Mapping[tuple[SchemaId, Json], str]:
    scope = Scope(register)
    found: dict[tuple[SchemaId, Json], str] = {}
    members = {member.value: member for member in schema.members}
    ranked = sorted(members.values(), key=_plainest_first)
    for member in ranked:
        if name := scope.wish(value_subject(schema, member)):
            found[schema.id, member.value] = name
    for member in ranked:
        key = (schema.id, member.value)
        if key not in found:
            subject = value_subject(schema, member)
            found[key] = scope.claim(subject, _candidates(member), tell=False)
    return found


def value_subject(schema: EnumSchema, member: EnumMember) -> Subject:
    """What the config calls a value of an enum."""
    text = _text(member.value)
    aliases = (f"{schema.id}/enum/{text}",)
    return Subject(value_key(schema.id, text), aliases, schema.origin)


def _plainest_first(member: EnumMember) -> tuple[bool, str]:
    return (_text(member.value) != next(_candidates(member)), member.value.text)


def _candidates(member: EnumMember) -> Iterator[str]:
    text = member.hint or _text(member.value)
    words, spoken = told_words(text), spelled_out(text)
    yield _constant(words)
    yield _constant(spoken)
    if text.islower():
        yield f"{_constant(words)}_LOWER"
    yield f"{_constant(words)}_{'_'.join(f'{ord(c):X}' for c in text)}"


def _constant(words: tuple[str, ...]) -> str:
    name = constant_case(speak_figure(words))
    if name.isidentifier():
        return name
    return f"VALUE_{name}" if name else "EMPTY"


def _text(value: Json) -> str:
    plain = value.value
    return plain if isinstance(plain, str) else value.text
