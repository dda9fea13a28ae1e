"""What AutoRest adds to Swagger: paths that overlap, and hosts with parameters."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import NamedTuple

from sdksmith.document.bundled import BundledDocument
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape, from_fragment, parents, split
from sdksmith.openapi.top import NO_DEFAULT

_PATHS = "x-ms-paths"
_HOST = "x-ms-parameterized-host"
_TAG = "x-ms-discriminator-value"
_SAME = ("default", "enum", "description")


def with_more_paths(
    document: BundledDocument,
) -> tuple[BundledDocument, dict[str, str]]:
    """The document with `x-ms-paths` among its paths, and where those really stand."""
    paths, more = document.root.get("paths") or {}, document.root.get(_PATHS)
    if not isinstance(more, dict) or not isinstance(paths, dict):
        return document, {}
    added = {path: item for path, item in more.items() if path not in paths}
    moved = {f"/paths/{escape(path)}": f"/{_PATHS}/{escape(path)}" for path in added}
    root = {name: node for name, node in document.root.items() if name != _PATHS}
    return replace(document, root={**root, "paths": {**paths, **added}}), moved


def real_place(pointer: str, moved: Mapping[str, str]) -> str:
    """Where it really stands what the document with more paths has at a pointer."""
    for above in parents(pointer):
        if above in moved:
            return moved[above] + pointer[len(above) :]
    return pointer


def with_tags(definitions: dict[str, Node]) -> dict[str, Node]:
    """The definitions, with each `x-ms-discriminator-value` in a `mapping` of its base."""
    found: dict[str, dict[str, Node]] = {}
    for name, node in definitions.items():
        tag = node.get(_TAG) if isinstance(node, dict) else None
        base = _base(definitions, name) if isinstance(tag, str) else None
        if base is not None:
            found.setdefault(base, {})[
                str(tag)
            ] = f"#/components/schemas/{escape(name)}"
    return {
        name: (
            {
                **node,
                "discriminator": {
                    "propertyName": node["discriminator"],
                    "mapping": found[name],
                },
            }
            if name in found
            else node
        )
        for name, node in definitions.items()
    }


def _base(definitions: Mapping[str, Node], name: str) -> str | None:
    """The definition with a discriminator that this is, or that it is made of."""
    waiting, seen = [name], {name}
    while waiting:
        current = waiting.pop(0)
        node = definitions.get(current)
        if not isinstance(node, dict):
            continue
        if isinstance(node.get("discriminator"), str):
            return current
        parts = node.get("allOf")
        for part in parts if isinstance(parts, list) else []:
            ref = part.get("$ref") if isinstance(part, dict) else None
            if isinstance(ref, str) and ref.startswith("#/definitions/"):
                [further] = split(from_fragment(ref[1:]))[1:2] or [""]
                if further not in seen:
                    seen.add(further)
                    waiting.append(further)
    return None


class Host(NamedTuple):
    """The template of a host, whether a scheme goes before it, and its variables."""

    template: str
    takes_scheme: bool
    variables: dict[str, Node]


def parameterized_host(
    root: Mapping[str, Node], target: Callable[[Node], Node]
) -> Host | None:
    """The host that has parameters, each followed to its target; None if none has."""
    node = root.get(_HOST)
    if not isinstance(node, dict) or not isinstance(node.get("hostTemplate"), str):
        return None
    said = node.get("parameters")
    found = [target(each) for each in said] if isinstance(said, list) else []
    variables = {
        each["name"]: _variable(each)
        for each in found
        if isinstance(each, dict) and isinstance(each.get("name"), str)
    }
    takes_scheme = node.get("useSchemePrefix") is not False
    return Host(node["hostTemplate"], takes_scheme, variables)


def _variable(said: dict[str, Node]) -> dict[str, Node]:
    """A variable of a server; it is asked for where the document gives no default."""
    given = {key: said[key] for key in _SAME if key in said}
    return given if "default" in given else {**given, "default": "", NO_DEFAULT: True}
