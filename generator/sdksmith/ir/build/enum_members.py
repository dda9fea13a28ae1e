"""The values of an enum with the names and texts that extensions give them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from sdksmith.ir.build.nodes import Node, is_scalar, mapping, sequence, text
from sdksmith.ir.schemas import EnumMember
from sdksmith.ir.types import Json

ENUM = "x-ms-enum"

# Lists in the order of the values, or maps from them.
_NAMES = ("x-enum-varnames", "x-enumNames", "x-enum-names", "x-speakeasy-enums")
_TEXTS = ("x-enum-descriptions", "x-enumDescriptions")

_EXTENSIBLE = "x-extensible-enum"
_FERN = "x-fern-enum"
_SQUARE = "x-enum-elements"


def enum_members(node: Node, values: Sequence[object]) -> list[EnumMember]:
    """The values as members, each with what extensions beside them say of it."""
    described = dict(_described(node))
    members = []
    for index, value in enumerate(values):
        said = described.get(Json.of(value), {})
        name = _at(node, _NAMES, index, value) or text(said, "name")
        doc = _at(node, _TEXTS, index, value) or text(said, "description")
        members.append(EnumMember(Json.of(value), name, doc))
    return members


def extensible_values(node: Node) -> list[object] | None:
    """The values that are known so far of a text that may have others."""
    values = list(sequence(node, _EXTENSIBLE))
    fits = values and all(isinstance(value, str) for value in values)
    return values if fits and node.get("type") == "string" else None


def enum_name(node: Node) -> str | None:
    """What AutoRest calls the type of the values."""
    return text(mapping(node, ENUM), "name")


def _at(
    node: Node, extensions: Sequence[str], index: int, value: object
) -> str | None:
    for key in extensions:
        listed, mapped = sequence(node, key), mapping(node, key)
        found = listed[index] if index < len(listed) else mapped.get(str(value))
        if isinstance(found, str) and found:
            return found
    return None


def _described(node: Node) -> Iterator[tuple[Json, Node]]:
    """What extensions with an object for each value say."""
    for said in sequence(node, _SQUARE):
        if isinstance(said, Mapping) and is_scalar(name := said.get("name")):
            yield Json.of(name), {"description": said.get("description")}
    for value, said in mapping(node, _FERN).items():
        if isinstance(said, Mapping):
            yield Json.of(value), said
    for said in sequence(mapping(node, ENUM), "values"):
        if isinstance(said, Mapping) and is_scalar(said.get("value")):
            yield Json.of(said["value"]), said
