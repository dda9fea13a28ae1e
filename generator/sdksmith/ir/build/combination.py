"""Reads `allOf`: a use of one schema, an object with parents, or several merged."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TypeGuard

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.addresses import place_at
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.inherited import Inherited, inherit
from sdksmith.ir.build.keywords import COMPOSITES, constrains, is_null, is_object
from sdksmith.ir.build.merging import merge_nodes
from sdksmith.ir.build.nodes import Node, mapping, sequence, text, texts, without
from sdksmith.ir.build.objects import (
    ObjectParts,
    declare_object,
    read_discriminator,
    read_extra,
    read_field,
    required_field,
)
from sdksmith.ir.build.places import Place
from sdksmith.ir.build.unions import (
    Told,
    declare_union,
    referred,
    variant_words,
)
from sdksmith.ir.schemas import (
    Discriminator,
    Extra,
    Field,
    HintSource,
    ObjectSchema,
    Presence,
    Schema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import MapOf, Ref, SchemaId, Type, Unknown

_ANNOTATIONS = (
    "title",
    "description",
    "example",
    "examples",
    "default",
    "deprecated",
    "readOnly",
    "writeOnly",
)

_SAYS_ALL = ("type", "$ref", "enum", "const", "properties", "items", "allOf", *COMPOSITES)


@dataclass(frozen=True, slots=True)
class Part:
    """One schema that must hold; `target` is what a reference leads to.

    `pending` is the id of an object that is referred to while it is being read.
    """

    node: Node
    place: Place
    target: Schema | Type | None = None
    pending: SchemaId | None = None

    @property
    def ref(self) -> str | None:
        """The reference, where the part is one."""
        return text(self.node, "$ref")

    @property
    def is_object(self) -> bool:
        """Whether the part describes objects."""
        if self.ref:
            is_declared = isinstance(self.target, ObjectSchema | MapOf)
            return is_declared or self.pending is not None
        return is_object(self.node) and not self.is_union

    @property
    def is_union(self) -> bool:
        """Whether the part is a choice between schemas."""
        return not self.ref and any(sequence(self.node, keyword) for keyword in COMPOSITES)


def read_combination(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of a schema with `allOf`, or of a reference with constraints beside it."""
    parts = [part for part in _parts(reader, node, place) if constrains(part.node)]
    parts = [part for part in parts if not isinstance(part.target, Unknown)]
    if not parts:
        return Unknown()
    is_child = place.hint.source is HintSource.COMPONENT and _has_base(reader, parts)
    if len(parts) == 1 and not is_child:
        said = {key: node[key] for key in _ANNOTATIONS if key in node}
        only = parts[0]
        return reader.read(only.node if only.ref else {**said, **only.node}, only.place)
    opened: set[str] = set()
    parts = [*_opened(reader, parts, opened)]
    unions = [part for part in parts if part.is_union]
    if unions and all(part.is_union or part.is_object for part in parts):
        reader.context.unfolding |= opened
        found = _distributed(reader, node, place, parts, unions[0])
        reader.context.unfolding -= opened
        return found
    if all(part.is_object for part in parts):
        return _object(reader, node, place, parts, is_child=is_child)
    return _merged(reader, place, parts)


def _parts(reader: TypeReader, node: Node, place: Place) -> Iterator[Part]:
    """Every schema that `allOf` brings together, nested ones included, own one last."""
    for index, part in enumerate(sequence(node, "allOf")):
        inner = place.part("allOf", index)
        if isinstance(part, Mapping):
            yield from _parts(reader, part, inner)
        elif part is not True:
            message = "a part of `allOf` is no schema, so it was left out"
            reader.context.warn(Code.SCHEMA_NOT_UNDERSTOOD, message, inner.pointer)
    ref = text(node, "$ref")
    if ref:
        yield _reference(reader, ref, place)
    yield Part(without(node, "allOf", "$ref", *_ANNOTATIONS), place)


def _reference(reader: TypeReader, ref: str, place: Place) -> Part:
    target = reader.declared(ref)
    found = reader.context.target(ref)
    if target is not None or found is None:
        return Part({"$ref": ref}, place, target)
    node, pointer = found
    is_whole = isinstance(node, Mapping) and (is_object(node) or "allOf" in node)
    pending = SchemaId(f"#{pointer}") if is_whole else None
    return Part({"$ref": ref}, place, None, pending)


def _opened(
    reader: TypeReader, parts: Sequence[Part], opened: set[str]
) -> Iterator[Part]:
    """The parts with what a union is made of in the place of a reference to it.

    One that is taken apart already says nothing new within itself.
    """
    for part in parts:
        found = reader.context.target(part.ref) if part.ref else None
        if found is None or not isinstance(part.target, UnionSchema):
            yield part
            continue
        known = opened | reader.context.unfolding
        if part.ref and part.ref not in known and isinstance(found[0], Mapping):
            opened.add(part.ref)
            place = place_at(reader.context.document.tree, found[1])
            inner = [p for p in _parts(reader, found[0], place) if constrains(p.node)]
            yield from _opened(reader, inner, opened)


def _distributed(
    reader: TypeReader, node: Node, place: Place, parts: Sequence[Part], union: Part
) -> Type:
    """A union of every alternative together with the other parts."""
    keyword = next(k for k in COMPOSITES if sequence(union.node, k))
    variants = [v for v in sequence(union.node, keyword) if not is_null(v)]
    rest = without(union.node, *COMPOSITES, "discriminator")
    others = [*(part.node for part in parts if part is not union), rest]
    words = variant_words(variants)
    types = [
        reader.read(
            {"allOf": [*others, variant]}, place.variant("oneOf", index, words[index])
        )
        for index, variant in enumerate(variants)
    ]
    if not types:
        return Unknown()
    made_of = [referred(reader, variant) for variant in variants]
    discriminator = read_discriminator(reader, union.node, union.place)
    return declare_union(reader, node, place, types, Told(discriminator, made_of))


def _merged(reader: TypeReader, place: Place, parts: Sequence[Part]) -> Type:
    """One schema that says all that its parts say, for scalars and arrays."""
    nodes = []
    for part in parts:
        if part.ref and part.target is None:
            message = f"`{part.ref}` leads back here, so that part was left out"
            reader.context.warn(Code.CIRCULAR_SCHEMA, message, place.pointer)
        else:
            nodes.append(without(_followed(reader, part.node), *_ANNOTATIONS))
    together = merge_nodes(nodes)
    if together is None:
        message = "the parts of `allOf` contradict each other, so any value is accepted"
        reader.context.warn(Code.SCHEMA_NOT_UNDERSTOOD, message, place.pointer)
        return Unknown()
    return reader.read(together, place)


def _followed(reader: TypeReader, node: Node) -> Node:
    """The schema object behind references."""
    seen: set[str] = set()
    while (ref := text(node, "$ref")) and ref not in seen:
        seen.add(ref)
        found = reader.context.target(ref)
        node = found[0] if found and isinstance(found[0], Mapping) else {}
    return node


def _has_base(reader: TypeReader, parts: Sequence[Part]) -> bool:
    """Whether a part is a schema whose children are told apart by their names."""
    targets = [p.target for p in parts if isinstance(p.target, ObjectSchema)]
    return inherit(reader.context.schemas, targets).is_polymorphic


def _object(
    reader: TypeReader,
    node: Node,
    place: Place,
    parts: Sequence[Part],
    *,
    is_child: bool,
) -> Type:
    """An object with the fields of its parts, and with parents where they are named."""
    inline = [part for part in parts if not part.ref]
    targets = [part.target for part in parts if part.ref]
    parents = [target for target in targets if isinstance(target, ObjectSchema)]
    pending = [part.pending for part in parts if part.pending is not None]
    inherited = inherit(reader.context.schemas, parents, pending)
    own = _own_fields(reader, place, inline, inherited)
    own = {**_settled(reader, place, inherited, own), **own}
    extra = _extra(reader, inline, targets)
    discriminator = _discriminator(reader, inline)
    is_plain_use = not own and extra is None and discriminator is None
    if len(inherited.parents) == 1 and is_plain_use and not is_child:
        return Ref(inherited.parents[0])
    if not inherited.parents and is_plain_use:
        return reader.read_plain({"type": "object"}, place)
    if inherited.must_flatten(own):
        extra = extra or inherited.extra
        together = ObjectParts(inherited.with_own(own), extra, (), discriminator)
    else:
        fields = tuple(own.values())
        together = ObjectParts(fields, extra, inherited.parents, discriminator)
    return declare_object(reader, _described(node), place, together)


def _settled(
    reader: TypeReader, place: Place, inherited: Inherited, own: Mapping[str, Field]
) -> dict[str, Field]:
    """The members that parents dispute, each as all that is said of it together."""
    settled: dict[str, Field] = {}
    for name, said in inherited.disputed.items():
        members = reader.context.members
        refs = [members[f.origin] for f in said if f.origin in members]
        key = frozenset(field.origin for field in said)
        if name not in own and key not in reader.context.unfolding:
            reader.context.unfolding.add(key)
            settled[name] = replace(
                said[0],
                type=reader.read({"allOf": refs}, place.member(name)),
                presence=_strictest(field.presence for field in said),
            )
            reader.context.unfolding.discard(key)
    return settled


def _strictest(said: Iterable[Presence]) -> Presence:
    found = set(said)
    if Presence.REQUIRED in found:
        return Presence.REQUIRED
    return Presence.DEFAULTED if Presence.DEFAULTED in found else Presence.OPTIONAL


def _described(node: Node) -> Node:
    """The schema with the description of its inline part, where it has none itself."""
    for part in sequence(node, "allOf"):
        if "description" not in node and not text(part, "$ref"):
            said = text(part, "description")
            node = {**node, "description": said} if said else node
    return node


def _own_fields(
    reader: TypeReader, place: Place, inline: Sequence[Part], inherited: Inherited
) -> dict[str, Field]:
    """The fields that the inline parts add or change, by wire name."""
    required = {name for part in inline for name in texts(part.node, "required")}
    nodes: dict[str, list[tuple[object, Place]]] = {}
    for part in inline:
        for name, node in mapping(part.node, "properties").items():
            nodes.setdefault(name, []).append((node, part.place.member(name)))
    own: dict[str, Field] = {}
    for name, found in nodes.items():
        said, at = found[-1]
        if any(other != said for other, _ in found):
            said = {"allOf": [other for other, _ in found]}
        known = inherited.fields.get(name)
        said = _narrowed(reader, said, at, known)
        field = read_field(reader, said, at, is_required=name in required)
        _keep_words(reader, field, said, known)
        changed = inherited.changed(field, says_type=constrains(said))
        if changed is not None:
            own[name] = changed
    for name in sorted(required - nodes.keys()):
        field = inherited.fields.get(name) or required_field(reader, name, place)
        if field.presence is not Presence.REQUIRED or name not in inherited.fields:
            own[name] = replace(field, presence=Presence.REQUIRED)
    return own


def _narrowed(
    reader: TypeReader, said: object, place: Place, known: Field | None
) -> object:
    """What is said of a member together with what is inherited, as both must hold."""
    if known is None or isinstance(known.type, Unknown) or not constrains(said):
        return said
    inherited = reader.context.members.get(known.origin)
    if inherited is None or not _is_node(said):
        return said
    if _stands_alone(said) and any(
        _is_combined(reader, each) for each in (inherited, said)
    ):
        return said
    nodes = [*_spread(reader, inherited), *_spread(reader, said)]
    if merge_nodes(nodes) is None:
        name = known.wire_name
        message = f"no `{name}` can be both this and what is inherited, so only this counts"
        reader.context.warn(Code.CONTRADICTS_INHERITED, message, place.pointer)
        return said
    own = {key: said[key] for key in _ANNOTATIONS if key in said}
    return {**own, "allOf": [inherited, said]}


def _keep_words(
    reader: TypeReader, field: Field, said: object, known: Field | None
) -> None:
    """Remember a member with what it inherits, for those who inherit it in turn."""
    members = reader.context.members
    if not constrains(said) and known is not None and known.origin in members:
        members[field.origin] = members[known.origin]
    elif _is_node(said):
        members[field.origin] = said


def _is_node(said: object) -> TypeGuard[Node]:
    return isinstance(said, Mapping)


def _is_combined(reader: TypeReader, node: Node) -> bool:
    """Whether a schema is a choice, or an object that several make together."""
    parts = list(_spread(reader, node))
    if any(sequence(part, keyword) for part in parts for keyword in COMPOSITES):
        return True
    return len(parts) > 1 and any(map(is_object, parts))


def _spread(
    reader: TypeReader, node: Node, within: frozenset[int] = frozenset()
) -> Iterator[Node]:
    """All that must hold where a schema does, behind references and `allOf`."""
    node = _followed(reader, node)
    if id(node) in within:
        return
    for part in sequence(node, "allOf"):
        if _is_node(part):
            yield from _spread(reader, part, within | {id(node)})
    if own := without(node, "allOf", *_ANNOTATIONS):
        yield own


def _stands_alone(node: Node) -> bool:
    """Whether a schema says of itself what values are, and not only which of them."""
    return any(key in node for key in _SAYS_ALL)


def _extra(
    reader: TypeReader, inline: Sequence[Part], targets: Sequence[Schema | Type | None]
) -> Extra | None:
    for part in inline:
        found = read_extra(reader, part.node, part.place)
        if found is not None:
            return found
    maps = [target for target in targets if isinstance(target, MapOf)]
    typed = [found.value for found in maps if not isinstance(found.value, Unknown)]
    return TypedExtra(typed[0]) if typed else None


def _discriminator(
    reader: TypeReader, inline: Sequence[Part]
) -> Discriminator | None:
    for part in inline:
        found = read_discriminator(reader, part.node, part.place)
        if found is not None:
            return found
    return None
