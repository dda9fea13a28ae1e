"""Reads objects with named members, and objects used as maps."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import default_of, schema_doc, without_echo
from sdksmith.ir.build.keywords import constrains
from sdksmith.ir.build.nodes import Node, count, flag, mapping, text, texts
from sdksmith.ir.build.places import Place
from sdksmith.ir.schemas import (
    ClosedExtra,
    Direction,
    Discriminator,
    Extra,
    Field,
    HintSource,
    ObjectSchema,
    OpenExtra,
    Presence,
    TypedExtra,
)
from sdksmith.ir.types import MapOf, SchemaId, Type, Unknown


def read_object(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `type: object`: a declared object, or a map without fixed members."""
    named = bool(mapping(node, "properties") or texts(node, "required"))
    if named or _is_declared_empty(node, place):
        return declare_object(reader, node, place, ObjectParts.of(reader, node, place))
    extra = read_extra(reader, node, place)
    if isinstance(extra, ClosedExtra):
        return declare_object(reader, node, place, ObjectParts((), extra))
    return MapOf(
        extra.type if isinstance(extra, TypedExtra) else Unknown(),
        _key(reader, node, place),
        count(node, "minProperties"),
        count(node, "maxProperties"),
    )


def _is_declared_empty(node: Node, place: Place) -> bool:
    declared = place.hint.source is HintSource.COMPONENT
    return declared and ("properties" in node or "discriminator" in node)


@dataclass(frozen=True, slots=True)
class ObjectParts:
    """What an object schema says of its members."""

    fields: tuple[Field, ...]
    extra: Extra | None = None
    parents: tuple[SchemaId, ...] = ()
    discriminator: Discriminator | None = None

    @classmethod
    def of(cls, reader: TypeReader, node: Node, place: Place) -> ObjectParts:
        """The parts of one schema object without `allOf`."""
        required = texts(node, "required")
        properties = mapping(node, "properties")
        fields = [
            read_field(reader, properties[name], place.member(name), is_required=name in required)
            for name in properties
        ]
        unnamed = (name for name in dict.fromkeys(required) if name not in properties)
        fields.extend(required_field(reader, name, place) for name in unnamed)
        extra = read_extra(reader, node, place)
        return cls(tuple(fields), extra, (), read_discriminator(reader, node, place))


def declare_object(
    reader: TypeReader, node: Node, place: Place, parts: ObjectParts
) -> Type:
    """The use of an object declared at the place."""
    return reader.context.declare(
        ObjectSchema(
            id=place.id,
            hint=place.hint,
            fields=parts.fields,
            extra=parts.extra or OpenExtra(),
            parents=parts.parents,
            discriminator=parts.discriminator,
            min_members=count(node, "minProperties"),
            doc=schema_doc(node),
            origin=reader.context.origin(place.pointer),
        )
    )


def read_field(
    reader: TypeReader, node: object, place: Place, *, is_required: bool
) -> Field:
    """One member of `properties`."""
    wire_name = _last_token(place)
    default = default_of(node)
    origin = reader.context.origin(place.pointer)
    reader.context.members[origin] = {"$ref": f"#{place.pointer}"}
    presence = Presence.OPTIONAL if default is None else Presence.DEFAULTED
    return Field(
        wire_name=wire_name,
        type=reader.read(node, place),
        presence=Presence.REQUIRED if is_required else presence,
        direction=_direction(reader, node),
        default=default,
        doc=without_echo(schema_doc(node), wire_name),
        origin=origin,
    )


def required_field(reader: TypeReader, wire_name: str, place: Place) -> Field:
    """A member that `required` names and nothing describes."""
    origin = reader.context.origin(place.pointer)
    return Field(wire_name, Unknown(), Presence.REQUIRED, origin=origin)


def read_extra(reader: TypeReader, node: Node, place: Place) -> Extra | None:
    """What is allowed beside named members; None where nothing is said of it."""
    patterns = mapping(node, "patternProperties")
    if patterns:
        types = [
            reader.read(pattern, place.entry("patternProperties", key))
            for key, pattern in patterns.items()
        ]
        return TypedExtra(types[0] if len(set(types)) == 1 else Unknown())
    for keyword in ("additionalProperties", "unevaluatedProperties"):
        said = node.get(keyword)
        if said is False:
            return ClosedExtra()
        if said is True or (isinstance(said, Mapping) and not constrains(said)):
            return OpenExtra()
        if isinstance(said, Mapping):
            return TypedExtra(reader.read(said, place.entry(keyword)))
    return None


def _key(reader: TypeReader, node: Node, place: Place) -> Type | None:
    names = node.get("propertyNames")
    if not isinstance(names, Mapping) or not constrains(names):
        return None
    return reader.read({"type": "string", **names}, place.key())


def read_discriminator(
    reader: TypeReader, node: Node, place: Place
) -> Discriminator | None:
    """The member that tells variants or children apart, with its explicit mapping."""
    if "discriminator" not in node:
        return None
    wire_name = text(node["discriminator"], "propertyName")
    if not wire_name:
        return None
    found = []
    for tag, value in mapping(node["discriminator"], "mapping").items():
        target = _mapped(reader, value)
        if target is None:
            message = f"`{tag}` is mapped to `{value}`, which leads nowhere"
            at = place.below("discriminator", "mapping", tag)
            reader.context.warn(Code.DISCRIMINATOR, message, at)
        else:
            found.append((tag, target))
    default = _default(reader, node["discriminator"], place)
    return Discriminator(wire_name, tuple(found), default)


def _default(reader: TypeReader, node: object, place: Place) -> SchemaId | None:
    """What `defaultMapping` leads to (OpenAPI 3.2, 4.25.1)."""
    said = text(node, "defaultMapping")
    target = _mapped(reader, said)
    if said and target is None:
        message = f"`defaultMapping` is `{said}`, which leads nowhere"
        at = place.below("discriminator", "defaultMapping")
        reader.context.warn(Code.DISCRIMINATOR, message, at)
    return target


def _mapped(reader: TypeReader, value: object) -> SchemaId | None:
    """The schema that a mapping names: a reference, a bare name, or another file's."""
    if not isinstance(value, str):
        return None
    fragment = f"#{value.partition('#')[2]}" if "#" in value else None
    for ref in (fragment, f"#/components/schemas/{value}"):
        found = reader.context.target(ref) if ref else None
        if found is not None:
            return SchemaId(f"#{found[1]}")
    return None


def _direction(reader: TypeReader, node: object) -> Direction:
    nodes = [node]
    ref = text(node, "$ref")
    found = reader.context.target(ref) if ref else None
    if found is not None:
        nodes.append(found[0])
    read_only = any(flag(said, "readOnly") for said in nodes)
    write_only = any(flag(said, "writeOnly") for said in nodes)
    if read_only == write_only:
        return Direction.BOTH
    return Direction.RESPONSE_ONLY if read_only else Direction.REQUEST_ONLY


def _last_token(place: Place) -> str:
    written = place.pointer.rpartition("/")[2]
    return written.replace("~1", "/").replace("~0", "~")
