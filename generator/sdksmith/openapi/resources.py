"""References that JSON Schema resolves by the schema resource they stand in."""

from __future__ import annotations

from collections.abc import Iterator

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.document.pointer import Missing, follow, from_fragment, parents, split
from sdksmith.openapi.work import Spot, Work

_COMPONENT = ("components", "schemas")


def settle_dynamic(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Let `$dynamicRef` and `$recursiveRef` be a `$ref`, with a note.

    They mean what a schema further out may override (JSON Schema 2020-12, 8.2.3.2);
    here they mean what they are where nothing does.
    """
    for keyword in ("$dynamicRef", "$recursiveRef"):
        said = out.get(keyword)
        if not isinstance(said, str) or "$ref" in out:
            continue
        del out[keyword]
        out["$ref"] = said if keyword == "$dynamicRef" else _recursive(work, said, spot)
        message = f"`{keyword}` is read as a `$ref` to what it is unless overridden"
        at = work.origin_of((spot / keyword).pointer)
        work.diagnostics.note(Code.DYNAMIC_REF, message, at=at)


def in_resource(work: Work, ref: str, spot: Spot) -> str:
    """A pointer that is no pointer of the document, as one in the schema with `$id`."""
    if not ref.startswith("#/") or work.exists(ref):
        return ref
    for pointer, node in _around(work, spot):
        if isinstance(node.get("$id"), str):
            inner = f"#{pointer}{from_fragment(ref[1:])}"
            return inner if work.exists(inner) else ref
    return ref


def _recursive(work: Work, said: str, spot: Spot) -> str:
    """What `#` means: the outermost schema around that says it may be overridden."""
    if said != "#":
        return said
    found = said
    for pointer, node in _around(work, spot):
        is_component = split(pointer)[:-1] == _COMPONENT
        if node.get("$recursiveAnchor") is True or "$id" in node or is_component:
            found = f"#{pointer}"
        if "$id" in node or is_component:
            break
    return found


def _around(work: Work, spot: Spot) -> Iterator[tuple[str, dict[str, Node]]]:
    """The objects around a place, from the nearest to the farthest."""
    for pointer in parents(spot.pointer):
        try:
            node = follow(work.root, pointer)
        except Missing:
            continue
        if pointer and isinstance(node, dict):
            yield pointer, node
