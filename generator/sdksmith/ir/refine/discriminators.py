"""Finds how the alternatives of unions, and the children of bases, are told apart."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.pointer import escape, split
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.inheritance import ancestors
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.refine.tag_values import is_constant, tag_values, typed_tag
from sdksmith.ir.schemas import (
    Discriminator,
    ObjectSchema,
    Presence,
    Schema,
    Tag,
    TagValue,
    UnionSchema,
    Variant,
)
from sdksmith.ir.types import Nullable, Ref, SchemaId, Type

_USUAL = ("type", "kind", "object", "event", "action", "method", "op")


def map_children(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """Bases whose discriminator leads to every object that descends from them."""
    schemas = schemas_by_id(api)
    bodies = Bodies(schemas)
    lines = {
        schema.id: ancestors(schemas, schema)
        for schema in api.schemas
        if isinstance(schema, ObjectSchema)
    }
    changed: dict[SchemaId, Schema] = {}
    for base in api.schemas:
        if isinstance(base, ObjectSchema) and base.discriminator is not None:
            children = [name for name, line in lines.items() if base.id in line]
            mapping = _full_mapping(bodies, base.id, base.discriminator, children)
            for name in (base.id, *children):
                own = [
                    pair
                    for pair in mapping
                    if name in (pair[1], *lines.get(pair[1], ()))
                ]
                below = any(name in lines.get(target, ()) for _, target in own)
                schema = changed.get(name, schemas[name])
                if isinstance(schema, ObjectSchema) and (below or name == base.id):
                    found = replace(
                        base.discriminator, mapping=tuple(own), default=None
                    )
                    if name == base.id:
                        found = replace(base.discriminator, mapping=mapping)
                    changed[name] = replace(schema, discriminator=found)
    return with_schemas(api, changed.values())


def _full_mapping(
    bodies: Bodies,
    base: SchemaId,
    declared: Discriminator,
    children: Iterable[SchemaId],
) -> tuple[tuple[TagValue, SchemaId], ...]:
    """The declared mapping, then the children that it leaves out, by their names."""
    left = sorted({*children} - {target for _, target in declared.mapping})
    values = [
        tag_values(bodies, bodies.schemas[name], declared.wire_name)
        for name in (base, *left)
    ]
    names = [None if is_inline(name) else _key(name) for name in (base, *left)]
    full = {
        typed: target
        for tag, target in declared.mapping
        if (typed := typed_tag(bodies, Ref(target), declared.wire_name, tag))
        is not None
    }
    for name, tags in zip(left, [*_own_tags(values, names)][1:], strict=True):
        for tag in tags:
            full.setdefault(tag, name)
    return tuple(full.items())


def tag_variants(api: Api, _: BuildOptions, diagnostics: Diagnostics) -> Api:
    """Unions whose alternatives know their tags, declared or implied."""
    bodies = Bodies(schemas_by_id(api))
    unions = [schema for schema in api.schemas if isinstance(schema, UnionSchema)]
    tagged = (_tagged(bodies, union, diagnostics) for union in unions)
    return with_schemas(api, tagged)


def _tagged(
    bodies: Bodies, union: UnionSchema, diagnostics: Diagnostics
) -> UnionSchema:
    """The union by tags where every alternative has some; else it goes by shape."""
    wire_name = union.discriminator or implied_discriminator(bodies, union)
    if wire_name is None:
        return union
    variants = _with_tags(bodies, union.variants, wire_name)
    _tell_unlisted(union, variants, diagnostics)
    union = replace(union, unlisted=())
    mute = [each for each in variants if not each.tags and not each.is_default]
    if not mute:
        return replace(union, variants=variants, discriminator=wire_name)
    if any(bodies.as_object(variant.type) for variant in mute):
        message = f"`{wire_name}` does not say when an alternative is meant"
        diagnostics.warn(Code.DISCRIMINATOR, message, at=union.origin)
    return replace(union, discriminator=None)


def _tell_unlisted(
    union: UnionSchema, variants: Iterable[Variant], diagnostics: Diagnostics
) -> None:
    """Tell what the discriminator leads to that is no alternative, nor within one."""
    tags = {tag for variant in variants for tag in variant.tags}
    for tag, target in union.unlisted:
        if tag is not None and tag in tags:
            continue
        said = "`defaultMapping` leads" if tag is None else f"`{tag}` is mapped"
        message = f"{said} to `{_key(target)}`, which is no alternative; left out"
        place = "defaultMapping" if tag is None else f"mapping/{escape(str(tag))}"
        pointer = f"{union.origin.pointer}/discriminator/{place}"
        at = replace(union.origin, pointer=pointer)
        diagnostics.warn(Code.DISCRIMINATOR, message, at=at)


def _with_tags(
    bodies: Bodies,
    variants: Sequence[Variant],
    wire_name: str,
    seen: frozenset[SchemaId] = frozenset(),
) -> tuple[Variant, ...]:
    """The alternatives with tags, each of which leads to one of them."""
    variants = [_typed(bodies, variant, wire_name) for variant in variants]
    values = [_tags(bodies, each.type, wire_name, seen) for each in variants]
    names = [_name(bodies, variant) for variant in variants]
    taken = {tag for variant in variants for tag in variant.tags}
    found = []
    for variant, own in zip(variants, _own_tags(values, names), strict=True):
        tags = variant.tags or tuple(tag for tag in own if tag not in taken)
        taken.update(tags)
        found.append(_typed(bodies, replace(variant, tags=tags), wire_name))
    return tuple(found)


def _typed(bodies: Bodies, variant: Variant, wire_name: str) -> Variant:
    """The alternative with its tags of the kind that its member holds."""
    typed = (typed_tag(bodies, variant.type, wire_name, tag) for tag in variant.tags)
    return replace(variant, tags=tuple(tag for tag in typed if tag is not None))


def _own_tags(
    values: Sequence[tuple[TagValue, ...]], names: Sequence[str | None]
) -> Iterator[tuple[TagValue, ...]]:
    """Of the values of each those that none says as closely; else its name.

    Many publishers list the values of all children in the base, and name the schemas
    alike: `Cat` where the value is `cat`.
    """
    sayers: dict[TagValue, list[int]] = {}
    for said in values:
        for value in said:
            sayers.setdefault(value, []).append(len(said))
    for said, name in zip(values, names, strict=True):
        own = tuple(v for v in said if _is_closest(len(said), sayers[v]))
        if not own and name is not None:
            folded = _folded(name)
            own = tuple(value for value in said if _folded(str(value)) == folded)
            own = own or (name,)
        yield own or said


def _is_closest(count: int, counts: Sequence[int]) -> bool:
    return min(counts) == count and counts.count(count) == 1


def _folded(text: str) -> str:
    return "".join(filter(str.isalnum, text)).casefold()


def _name(bodies: Bodies, variant: Variant) -> str | None:
    """What an alternative is called, if it is an object."""
    inner = variant.type.inner if isinstance(variant.type, Nullable) else variant.type
    if bodies.as_object(variant.type) is None:
        return None
    own = (inner.target,) if isinstance(inner, Ref) else ()
    named = [name for name in (*own, *variant.made_of) if not is_inline(name)]
    return _key(named[0]) if named else None


def _tags(
    bodies: Bodies, used: Type, wire_name: str, seen: frozenset[SchemaId]
) -> tuple[TagValue, ...]:
    schema = bodies.resolved(used)
    if isinstance(schema, UnionSchema) and schema.id not in seen:
        nested = _with_tags(bodies, schema.variants, wire_name, seen | {schema.id})
        return tuple(tag for variant in nested for tag in variant.tags)
    if not isinstance(schema, ObjectSchema):
        return ()
    base = schema.discriminator
    if base is not None and base.wire_name == wire_name and base.mapping:
        return tuple(tag for tag, _ in base.mapping)
    return tag_values(bodies, schema, wire_name)


def implied_discriminator(bodies: Bodies, union: UnionSchema) -> str | None:
    """The required member that each alternative limits to values of its own."""
    objects = [bodies.as_object(variant.type) for variant in union.variants]
    known = [found for found in objects if found is not None]
    if len(known) < len(objects):
        return None
    required = [
        {
            field.wire_name
            for field in bodies.fields(found).values()
            if field.presence is Presence.REQUIRED
        }
        for found in known
    ]
    candidates = [
        name
        for name in sorted(set.intersection(*required))
        if _apart([tag_values(bodies, found, name) for found in known])
    ]
    usual = [name for name in _USUAL if name in candidates]
    return next(iter([*usual, *candidates]), None)


def _apart(values: Sequence[tuple[TagValue, ...]]) -> bool:
    every = [value for listed in values for value in listed]
    return all(values) and len(every) == len(set(every))


def _key(name: SchemaId) -> str:
    return split(name[1:])[-1]


def tag_objects(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """Objects that know by which tags unions and bases take them."""
    bodies = Bodies(schemas_by_id(api))
    found: dict[SchemaId, dict[str, tuple[TagValue, ...]]] = {}
    for wire_name, mapping in _mappings(bodies.schemas):
        for tag, target in mapping:
            tags = found.setdefault(target, {})
            tags[wire_name] = tuple(dict.fromkeys((*tags.get(wire_name, ()), tag)))
    changed = []
    for name, tags in found.items():
        schema = bodies.schemas.get(name)
        if isinstance(schema, ObjectSchema):
            said = [
                Tag(wire_name, values)
                for wire_name, values in sorted(tags.items())
                if not is_constant(bodies, schema, wire_name)
            ]
            changed.append(replace(schema, tags=tuple(said)))
    return with_schemas(api, changed)


def _mappings(
    schemas: Mapping[SchemaId, Schema],
) -> Iterable[tuple[str, list[tuple[TagValue, SchemaId]]]]:
    """The tags by which schemas must be taken: the default is taken without any."""
    for schema in schemas.values():
        if isinstance(schema, ObjectSchema) and schema.discriminator is not None:
            told = schema.discriminator
            yield told.wire_name, [
                pair for pair in told.mapping if pair[1] != told.default
            ]
        elif isinstance(schema, UnionSchema) and schema.discriminator is not None:
            yield schema.discriminator, [
                (tag, variant.type.target)
                for variant in schema.variants
                for tag in variant.tags
                if isinstance(variant.type, Ref) and not variant.is_default
            ]
