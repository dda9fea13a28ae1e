"""Reads `oneOf`, `anyOf` and lists of JSON types."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import split
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import schema_doc
from sdksmith.ir.build.enums import declare_enum, is_plain_text, variants_as_members
from sdksmith.ir.build.keywords import COMPOSITES, constrains, is_null, kinds
from sdksmith.ir.build.nodes import Node, mapping, sequence, text, texts, without
from sdksmith.ir.build.objects import read_discriminator
from sdksmith.ir.build.places import Place
from sdksmith.ir.schemas import Discriminator, TagValue, UnionSchema, Variant
from sdksmith.ir.types import (
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
)
from sdksmith.ir.words import split_words

_STRUCTURE = ("properties", "allOf", "$ref", "additionalProperties", "patternProperties")
_LONGEST_TITLE = 3


def read_union(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `oneOf` or `anyOf`, with what stands beside it in every alternative."""
    keyword = next(keyword for keyword in COMPOSITES if sequence(node, keyword))
    if keyword == "oneOf" and sequence(node, "anyOf"):
        message = "`anyOf` beside `oneOf` was left out"
        reader.context.warn(Code.SCHEMA_NOT_UNDERSTOOD, message, place.pointer)
    indexed = {
        index: variant
        for index, variant in enumerate(sequence(node, keyword))
        if not is_null(variant)
    }
    if not indexed:
        return Primitive(PrimitiveKind.NULL)
    variants: list[object] = list(indexed.values())
    made_of = [referred(reader, variant) for variant in variants]
    rest = without(node, *COMPOSITES, "discriminator")
    if any(key in rest for key in _STRUCTURE):
        if all(_only_requires(variant) for variant in variants):
            return reader.read_plain(without(node, *COMPOSITES), place)
        variants = [{"allOf": [_base(rest), variant]} for variant in variants]
    elif all(_only_requires(variant) for variant in variants) and kinds(rest):
        return reader.read_plain(rest, place)
    else:
        variants = [_with_kind(variant, rest) for variant in variants]
    members = variants_as_members(variants)
    if members is not None and "discriminator" not in node:
        takes_text = any(map(is_plain_text, variants))
        return declare_enum(reader, node, place, members, takes_text=takes_text)
    if len(variants) == 1:
        return reader.read(variants[0], place.alternative(keyword, next(iter(indexed))))
    words = variant_words(sequence(node, keyword))
    types = [
        reader.read(variant, place.variant(keyword, index, words[index]))
        for index, variant in zip(indexed, variants, strict=True)
    ]
    discriminator = read_discriminator(reader, node, place)
    return declare_union(reader, node, place, types, Told(discriminator, made_of))


def read_kinds(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `type` with several JSON types (JSON Schema Validation, 6.1.1)."""
    types = [
        reader.read({**node, "type": kind}, place.variant("type", index, (kind,)))
        for index, kind in enumerate(kinds(node))
    ]
    return declare_union(reader, node, place, types)


@dataclass(frozen=True, slots=True)
class Told:
    """How alternatives are told apart: by what, and the schemas that each was made of."""

    discriminator: Discriminator | None
    made_of: Sequence[tuple[SchemaId, ...]]

    def tags(
        self, used: Type, made_of: tuple[SchemaId, ...]
    ) -> tuple[TagValue, ...]:
        """The values that the mapping gives an alternative."""
        known = _known(used, made_of)
        mapping = self.discriminator.mapping if self.discriminator else ()
        return tuple(tag for tag, target in mapping if target in known)

    def is_default(self, used: Type, made_of: tuple[SchemaId, ...]) -> bool:
        """Whether an alternative is meant where no tag says so."""
        default = self.discriminator.default if self.discriminator else None
        return default in _known(used, made_of)

    def unlisted(
        self, variants: Mapping[Type, tuple[SchemaId, ...]]
    ) -> tuple[tuple[TagValue | None, SchemaId], ...]:
        """What the mapping and the default lead to that is no alternative."""
        known = {name for each in variants.items() for name in _known(*each)}
        if self.discriminator is None:
            return ()
        default = self.discriminator.default
        told = [*self.discriminator.mapping, *([(None, default)] if default else [])]
        return tuple((tag, target) for tag, target in told if target not in known)


def _known(used: Type, made_of: tuple[SchemaId, ...]) -> set[SchemaId | None]:
    return {*made_of, used.target} if isinstance(used, Ref) else {*made_of}


def referred(reader: TypeReader, variant: object) -> tuple[SchemaId, ...]:
    """The schema that an alternative refers to, if it is a reference."""
    ref = text(variant, "$ref")
    found = reader.context.target(ref) if ref else None
    return (SchemaId(f"#{found[1]}"),) if found else ()


def declare_union(
    reader: TypeReader,
    node: Node,
    place: Place,
    types: Sequence[Type],
    told: Told | None = None,
) -> Type:
    """The use of a union declared at the place; nulls inside move around the whole."""
    told = told or Told(None, [()] * len(types))
    discriminator = told.discriminator
    plain: dict[Type, tuple[SchemaId, ...]] = {}
    for found, made_of in zip(types, told.made_of, strict=True):
        inner = found.inner if isinstance(found, Nullable) else found
        plain[inner] = (*plain.get(inner, ()), *made_of)
    nullable = any(isinstance(found, Nullable) for found in types)
    if len(plain) == 1:
        only = next(iter(plain))
        return Nullable(only) if nullable else only
    union = reader.context.declare(
        UnionSchema(
            id=place.id,
            hint=place.hint,
            variants=tuple(
                Variant(
                    found,
                    tags=told.tags(found, made_of),
                    made_of=made_of,
                    is_default=told.is_default(found, made_of),
                )
                for found, made_of in plain.items()
            ),
            discriminator=discriminator.wire_name if discriminator else None,
            unlisted=told.unlisted(plain),
            doc=schema_doc(node),
            origin=reader.context.origin(place.pointer),
        )
    )
    return Nullable(union) if nullable else union


def variant_words(variants: Sequence[object]) -> list[tuple[str, ...]]:
    """Words for each alternative, from what it alone has; a position where it has none."""
    named = [_own_words(variant, variants) for variant in variants]
    return [
        words if words and named.count(words) == 1 else (*words, "Option", str(index + 1))
        for index, words in enumerate(named)
    ]


def _own_words(variant: object, variants: Sequence[object]) -> tuple[str, ...]:
    title, ref = text(variant, "title"), text(variant, "$ref")
    if title and len(split_words(title)) <= _LONGEST_TITLE:
        return (title,)
    if ref:
        return split(ref.partition("#")[2])[-1:]
    if not isinstance(variant, Mapping):
        return ()
    for part in sequence(variant, "allOf"):
        if text(part, "$ref"):
            return _own_words(part, variants)
    tag = _tag(variant)
    if tag:
        return (tag,)
    others = [other for other in variants if other is not variant]
    for name in (*texts(variant, "required"), *mapping(variant, "properties")):
        if all(name not in mapping(other, "properties") for other in others):
            return (name,)
    return kinds(variant)[:1]


def _tag(variant: Node) -> str | None:
    for member in mapping(variant, "properties").values():
        values = [*sequence(member, "enum")] or [text(member, "const")]
        if len(values) == 1 and isinstance(values[0], str):
            return values[0]
    return None


def _only_requires(variant: object) -> bool:
    """Whether an alternative just says which members must, or must not, be there."""
    if not isinstance(variant, Mapping):
        return False
    described = mapping(variant, "properties").values()
    keys = {key for key in variant if constrains({key: None}) or key == "not"}
    return keys <= {"required", "properties", "type"} | {"not"} and not any(
        constrains(member) for member in described
    ) and (bool(keys & {"required", "not"}))


def _base(rest: Node) -> Node:
    return without(rest, "title", "description", "example", "examples", "default")


def _with_kind(variant: object, rest: Node) -> object:
    """An inline alternative with the JSON type that stands beside the list of them."""
    if not isinstance(variant, Mapping) or "$ref" in variant or "type" in variant:
        return variant
    kind = rest.get("type")
    inherits = kind is not None and kind != "object" and "const" not in variant
    return {"type": kind, **variant} if inherits and "enum" not in variant else variant
