"""Reads the names that extensions of the document choose for things."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from sdksmith.document.pointer import escape
from sdksmith.ir.api import SaidName
from sdksmith.ir.build.enum_members import ENUM, enum_name
from sdksmith.ir.build.nodes import Node, sequence, text
from sdksmith.openapi.canonical import CanonicalDocument

OWN = "x-sdksmith-name"
"""Taken to the letter, as a rename of the config is."""

# Those of other tools, on what each documents them for.
_FOREIGN = (
    "x-fern-sdk-method-name",
    "x-fern-parameter-name",
    "x-fern-property-name",
    "x-fern-type-name",
    "x-speakeasy-name-override",
    "x-ms-client-name",
)
_GROUPS = ("x-fern-sdk-group-name", "x-speakeasy-group")
_VALUES = frozenset({"const", "default", "enum", "example", "examples", "value"})


def read_said_names(document: CanonicalDocument) -> tuple[SaidName, ...]:
    """Every name that an extension chooses, by the pointer of what it is for."""
    found: dict[str, SaidName] = {}
    for said in (*_in_parts(document), *_of_tags(document)):
        found.setdefault(said.key, said)
    return tuple(found[key] for key in sorted(found))


def _in_parts(document: CanonicalDocument) -> Iterator[SaidName]:
    for part in ("paths", "webhooks", "components"):
        for pointer, node in _nodes(document.tree[part], f"/{part}"):
            for extension in (OWN, *_FOREIGN):
                if name := text(node, extension):
                    at, exact = document.origin(pointer), extension == OWN
                    for key in (f"#{pointer}", f"#{at.pointer}"):
                        yield SaidName(key, name, extension, at, exact)
            if _is_component(pointer) and (name := enum_name(node)):
                at = document.origin(pointer)
                yield SaidName(f"#{pointer}", name, ENUM, at, exact=False)


def _is_component(pointer: str) -> bool:
    parent, _, _ = pointer.rpartition("/")
    return parent == "/components/schemas"


def _of_tags(document: CanonicalDocument) -> Iterator[SaidName]:
    for index, node in enumerate(sequence(document.tree, "tags")):
        tag, name = text(node, "name"), text(node, OWN)
        if tag and name:
            at = document.origin(f"/tags/{index}")
            yield SaidName(f"tag:{tag}", name, OWN, at)


def said_group(node: Node) -> str | None:
    """The resource that an extension puts an operation in: `admin.users`."""
    for key in _GROUPS:
        listed = [part for part in sequence(node, key) if isinstance(part, str)]
        if found := text(node, key) or ".".join(listed):
            return found
    return None


def _nodes(node: object, pointer: str) -> Iterator[tuple[str, Node]]:
    """Every object below a place, without those that are values."""
    if isinstance(node, Mapping):
        yield pointer, node
        for key, child in node.items():
            inside = pointer.endswith(("/properties", "/schemas"))
            if inside or (key not in _VALUES and not str(key).startswith("x-")):
                yield from _nodes(child, f"{pointer}/{escape(key)}")
    elif isinstance(node, list):
        for index, child in enumerate(node):
            yield from _nodes(child, f"{pointer}/{index}")
