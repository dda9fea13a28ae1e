"""The declared tags, and which of them stands within which."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.parts import Part, checked
from sdksmith.openapi.texts import fields, mapping
from sdksmith.openapi.work import Spot, Work


def tags(work: Work, node: Node, spot: Spot) -> list[dict[str, Node]]:
    """The declared tags, each once; each `parent` is a tag, and there is no circle."""
    if not isinstance(node, list):
        work.warn(Code.BAD_VALUE, "`tags` must be a list; left out", spot)
        return []
    found: dict[str, dict[str, Node]] = {}
    places: dict[str, Spot] = {}
    for index, item in enumerate(node):
        place = spot / index
        tag = {"name": item} if isinstance(item, str) else item
        out = fields(work, mapping(work, tag, place), place)
        name = out.get("name")
        if not isinstance(name, str):
            work.warn(Code.BAD_VALUE, "a tag must have a `name`; left out", place)
        elif name not in found:
            found[name] = checked(work, out, Part.TAG, place)
            places[name] = place / "parent"
    _mend_parents(work, found, places)
    return list(found.values())


def _mend_parents(
    work: Work, found: Mapping[str, dict[str, Node]], places: Mapping[str, Spot]
) -> None:
    """Leave out what cannot be a parent; of a circle, the parent that closes it."""
    for name, tag in found.items():
        parent = tag.get("parent")
        if parent is None:
            continue
        if parent not in found:
            wrong = f"there is no tag `{parent}`"
        elif name in _above(found, parent):
            wrong = f"the parents of `{name}` lead back to it"
        else:
            continue
        message = f"{wrong}; `parent` is left out"
        work.warn(Code.TAG_PARENT, message, places[name])
        del tag["parent"]


def _above(found: Mapping[str, dict[str, Node]], name: str | None) -> dict[str, None]:
    """A tag and all that it stands within."""
    chain: dict[str, None] = {}
    while name is not None and name not in chain:
        chain[name] = None
        name = found[name].get("parent") if name in found else None
    return chain
