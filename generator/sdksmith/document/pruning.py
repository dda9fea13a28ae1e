"""Leaves out the component schemas that overlays took every use from."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet

from sdksmith.document.node import Node
from sdksmith.document.pointer import escape, from_fragment, split


def orphans(before: dict[str, Node], after: dict[str, Node]) -> frozenset[str]:
    """The names of the schemas that only the document before the overlays uses.

    None where schemas are known by anchors: who uses them cannot be told quickly.
    """
    names = _schemas(after).keys() & _used(before)
    if not names or _refers_by_name(after):
        return frozenset()
    return frozenset(names - _used(after))


def without(root: dict[str, Node], names: AbstractSet[str]) -> dict[str, Node]:
    """The document without these component schemas."""
    kept = {k: v for k, v in _schemas(root).items() if k not in names}
    if "swagger" in root:
        return {**root, "definitions": kept}
    return {**root, "components": {**root["components"], "schemas": kept}}


def schema_pointer(root: dict[str, Node], name: str) -> str:
    """Where a component schema stands."""
    return f"{_start(root)}{escape(name)}"


def _start(root: dict[str, Node]) -> str:
    return "/definitions/" if "swagger" in root else "/components/schemas/"


def _schemas(root: dict[str, Node]) -> dict[str, Node]:
    components = root if "swagger" in root else root.get("components")
    key = "definitions" if "swagger" in root else "schemas"
    schemas = components.get(key) if isinstance(components, dict) else None
    return schemas if isinstance(schemas, dict) else {}


def _used(root: dict[str, Node]) -> set[str]:
    """The schemas that are reached from outside of them."""
    schemas = _schemas(root)
    children = _children(root, schemas)
    outside = dict(root)
    if "swagger" in root:
        outside.pop("definitions", None)
    elif isinstance(components := root.get("components"), dict):
        outside["components"] = {k: v for k, v in components.items() if k != "schemas"}
    used: set[str] = set()
    waiting = list(_names(root, schemas, outside))
    while waiting:
        name = waiting.pop()
        if name not in used:
            used.add(name)
            waiting += _names(root, schemas, schemas[name])
            if isinstance(schemas[name], dict) and "discriminator" in schemas[name]:
                waiting += children.get(name, [])
    return used


def _children(root: dict[str, Node], schemas: dict[str, Node]) -> dict[str, list[str]]:
    """Which schemas extend which with `allOf`: a discriminator means them all."""
    children: dict[str, list[str]] = {}
    for name, schema in schemas.items():
        parts = schema.get("allOf") if isinstance(schema, dict) else None
        for part in parts if isinstance(parts, list) else []:
            ref = part.get("$ref") if isinstance(part, dict) else None
            for parent in _names(root, schemas, {"$ref": ref}):
                children.setdefault(parent, []).append(name)
    return children


def _names(
    root: dict[str, Node], schemas: dict[str, Node], node: Node
) -> Iterator[str]:
    """The schemas that a node refers to, and those that a mapping in it names."""
    for text in _texts(node):
        name = text
        if text.startswith(f"#{_start(root)}"):
            name = split(from_fragment(text[1:]))[len(split(_start(root))) - 1]
        if name in schemas:
            yield name


def _texts(node: Node) -> Iterator[str]:
    """What stands as a `$ref` or in the mapping of a discriminator, and all pointers."""
    waiting = [node]
    while waiting:
        inner = waiting.pop()
        if isinstance(inner, list):
            waiting += inner
        elif isinstance(inner, str) and inner.startswith("#/"):
            yield inner
        elif isinstance(inner, dict):
            waiting += inner.values()
            told = inner.get("discriminator")
            yield from _named(told if isinstance(told, dict) else {})


def _named(discriminator: dict[str, Node]) -> Iterator[str]:
    """The schemas that a discriminator names."""
    mapping = discriminator.get("mapping")
    values = [*mapping.values()] if isinstance(mapping, dict) else []
    for text in (*values, discriminator.get("defaultMapping")):
        if isinstance(text, str):
            yield text


def _refers_by_name(root: dict[str, Node]) -> bool:
    """Whether schemas are known by anchors or identifiers, which are not followed."""
    waiting: list[Node] = [root]
    while waiting:
        node = waiting.pop()
        if isinstance(node, list):
            waiting += node
        elif isinstance(node, dict):
            refs = (node.get(key) for key in ("$ref", "$dynamicRef", "$recursiveRef"))
            if any(isinstance(ref, str) and ref[:2] != "#/" for ref in refs):
                return True
            waiting += node.values()
    return False
