"""References into the middle of things that stand elsewhere in the canonical tree."""

from __future__ import annotations

from sdksmith.document.node import Node
from sdksmith.document.pointer import (
    Missing,
    escape,
    follow,
    from_fragment,
    parents,
    split,
)
from sdksmith.openapi.schemas import schema
from sdksmith.openapi.work import Work, spot_at

_SCHEMAS = "#/components/schemas/"
_ROLES = frozenset(
    ("schema", "items", "content", "properties", "responses", "parameters", "paths")
)


def settle(work: Work, tree: dict[str, Node]) -> None:
    """Give each schema that no pointer reaches any more a component of its own.

    `#/paths/~1a/parameters/0/schema` is such a one: the parameters of a path are put
    into its operations.
    """
    waiting = [ref for ref in work.schema_refs if not ref.startswith(_SCHEMAS)]
    moved: dict[str, str] = {}
    while waiting:
        ref = waiting.pop()
        if ref in moved or _is_in(tree, ref):
            continue
        known = len(work.schema_refs)
        nearer = _in_operation(work, ref)
        if nearer is not None and _is_in(tree, nearer):
            moved[ref] = nearer
            continue
        moved[ref] = _SCHEMAS + escape(_new_component(work, tree, ref))
        waiting += [
            r for r in list(work.schema_refs)[known:] if not r.startswith(_SCHEMAS)
        ]
    if moved:
        _redirect(tree, moved, set())


def _is_in(tree: Node, ref: str) -> bool:
    try:
        return isinstance(follow(tree, from_fragment(ref[1:])), dict)
    except Missing:
        return False


def _in_operation(work: Work, ref: str) -> str | None:
    """Where the canonical tree has what a reference means, if it was put elsewhere."""
    pointer = from_fragment(ref[1:])
    shifted_to = {there: here for here, there in reversed(work.shifted.items())}
    for above in parents(pointer):
        if above in shifted_to:
            return "#" + shifted_to[above] + pointer[len(above) :]
    return None


def _new_component(work: Work, tree: dict[str, Node], ref: str) -> str:
    pointer = from_fragment(ref[1:])
    words = [w for w in split(pointer) if not (w.isdecimal() or w in _ROLES)]
    schemas = tree["components"]["schemas"]
    name = base = words[-1] if words else "Schema"
    count = 1
    while name in schemas:
        count += 1
        name = f"{base}_{count}"
    work.shifted[f"/components/schemas/{escape(name)}"] = pointer
    schemas[name] = {}
    schemas[name] = schema(work, follow(work.root, pointer), spot_at(pointer))
    return name


def _redirect(node: Node, moved: dict[str, str], seen: set[int]) -> None:
    if not isinstance(node, (dict, list)) or id(node) in seen:
        return
    seen.add(id(node))
    if isinstance(node, list):
        for item in node:
            _redirect(item, moved, seen)
        return
    ref = node.get("$ref")
    if isinstance(ref, str) and ref in moved:
        node["$ref"] = moved[ref]
    for inner in node.values():
        _redirect(inner, moved, seen)
