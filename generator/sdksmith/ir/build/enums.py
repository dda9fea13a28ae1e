"""Reads lists of allowed values, in every way the document may spell them."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import schema_doc
from sdksmith.ir.build.enum_members import enum_members
from sdksmith.ir.build.keywords import kinds
from sdksmith.ir.build.nodes import Node, is_scalar, sequence, text, without
from sdksmith.ir.build.places import Place
from sdksmith.ir.schemas import EnumMember, EnumSchema
from sdksmith.ir.types import Const, Json, Primitive, PrimitiveKind, Type


def read_const(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `const`: exactly one value."""
    value = node["const"]
    if value is None:
        return Primitive(PrimitiveKind.NULL)
    if is_scalar(value):
        return Const(Json.of(value))
    _warn_not_scalar(reader, place, "const")
    return reader.read_plain(without(node, "const"), place)


def read_enum(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `enum`: one of some scalars."""
    values = sequence(node, "enum")
    if not all(map(is_scalar, values)):
        _warn_not_scalar(reader, place, "enum")
        return reader.read_plain(without(node, "enum"), place)
    if values == [None]:
        return Primitive(PrimitiveKind.NULL)
    return declare_enum(reader, node, place, enum_members(node, values))


def declare_enum(
    reader: TypeReader,
    node: Node,
    place: Place,
    members: Iterable[EnumMember],
    *,
    takes_text: bool = False,
) -> Type:
    """The use of an enum declared at the place; equal values count once."""
    once: dict[Json, EnumMember] = {}
    for member in members:
        once.setdefault(member.value, member)
    unique = tuple(once.values())
    return reader.context.declare(
        EnumSchema(
            id=place.id,
            hint=place.hint,
            members=unique,
            open=any(not isinstance(m.value.value, bool) for m in unique),
            takes_text=takes_text,
            doc=schema_doc(node),
            origin=reader.context.origin(place.pointer),
        )
    )


def variants_as_members(variants: Sequence[object]) -> list[EnumMember] | None:
    """Members where every alternative is a constant or a list of them, or plain text.

    `oneOf: [{const: a, title: A}, …]` is how JSON Schema annotates the values of an
    enum; `anyOf: [{enum: […]}, {type: string}]` is how it says that more may come.
    """
    members: list[EnumMember] = []
    for variant in variants:
        if not isinstance(variant, Mapping):
            return None
        if "const" in variant and is_scalar(variant["const"]):
            hint, doc = text(variant, "title"), text(variant, "description")
            members.append(EnumMember(Json.of(variant["const"]), hint, doc))
        elif "enum" in variant and all(map(is_scalar, sequence(variant, "enum"))):
            members.extend(enum_members(variant, sequence(variant, "enum")))
        elif not is_plain_text(variant):
            return None
    return members or None


def is_plain_text(variant: object) -> bool:
    """Whether a schema allows any text, and says no more of it."""
    if not isinstance(variant, Mapping):
        return False
    said = variant.keys() - {"title", "description", "example", "examples", "default"}
    return said == {"type"} and kinds(variant) == ("string",)


def _warn_not_scalar(reader: TypeReader, place: Place, keyword: str) -> None:
    message = f"`{keyword}` holds an object or an array; any value of the type is accepted"
    reader.context.warn(Code.ENUM_VALUE_NOT_SCALAR, message, place.pointer)
