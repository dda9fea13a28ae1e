"""Example arguments for path parameters, which must leave something in the path."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.ir.schemas import (
    AliasSchema,
    Doc,
    EnumSchema,
    ObjectSchema,
    UnionSchema,
)
from sdksmith.ir.types import ListOf, MapOf, Nullable, Ref, SchemaId, Type, Unknown
from sdksmith.python.objects import members, sent
from sdksmith.python.samples import Samples

_UNFIT: tuple[object, ...] = (None, "", ".", "..", [], {})
"""What a path cannot hold: nothing, and what would lead to another path."""


def path_value(samples: Samples, of: Type, name: str, doc: Doc) -> object:
    """A value that can be sent in a path; what the type gives where there is none."""
    usual = samples.value(of, name, doc)
    others = (each for each in _others(samples, of, name) if each not in _UNFIT)
    return usual if usual not in _UNFIT else next(others, usual)


def _others(samples: Samples, of: Type, name: str) -> Iterator[object]:
    match of:
        case Nullable():
            yield from _others(samples, of.inner, name)
        case ListOf() if samples.ends(of.item):
            yield [samples.value(of.item, name)]
        case MapOf() if samples.ends(of.value):
            yield {"key": samples.value(of.value, name)}
        case Ref():
            yield from _declared(samples, of.target, name)
        case Unknown():
            yield name
        case _:
            yield samples.value(of, name)


def _declared(samples: Samples, target: SchemaId, name: str) -> Iterator[object]:
    match samples.schemas.get(target):
        case AliasSchema() as alias if samples.ends(alias.target):
            yield from _others(samples, alias.target, name)
        case EnumSchema() as enum:
            yield from (member.value.value for member in enum.members)
        case UnionSchema() as union:
            for variant in union.variants:
                yield from _others(samples, variant.type, name)
        case ObjectSchema() as found:
            for member in sent(members(found, samples.schemas)):
                if samples.ends(member.field.type):
                    key = member.field.wire_name
                    yield {key: samples.value(member.field.type, key)}
        case _:
            return
