"""Fields of the objects around schemas: the ones of the wrong kind are left out."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.keywords import Expected
from sdksmith.openapi.values import UNFIT, fits, fitted
from sdksmith.openapi.work import Spot, Work

_FIELDS: Mapping[str, Expected] = {
    **dict.fromkeys(
        (
            *("title", "summary", "description", "operationId", "name", "url"),
            *("style", "parent", "kind"),
        ),
        Expected.TEXT,
    ),
    **dict.fromkeys(
        ("required", "deprecated", "explode", "allowReserved", "allowEmptyValue"),
        Expected.FLAG,
    ),
    "tags": Expected.TEXTS,
}
_MAY_BE_NULL = frozenset(("example", "value", "default", "dataValue"))


def fields(work: Work, node: Mapping[str, Node], spot: Spot) -> dict[str, Node]:
    """The object's fields, without those that are null or of the wrong kind."""
    out: dict[str, Node] = {}
    for name, value in node.items():
        expected = _FIELDS.get(name)
        if expected is not None and not fits(value, expected):
            meant = fitted(work, value, expected, spot / name)
            if meant is not UNFIT:
                out[name] = meant
            continue
        if value is None and name not in _MAY_BE_NULL and not name.startswith("x-"):
            work.warn(Code.NULL_VALUE, f"`{name}` is null; left out", spot / name)
            continue
        out[name] = value
    return out


def mapping(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """The node where it is a mapping; else an empty one, reported."""
    if isinstance(node, dict):
        return node
    if node is None:
        work.warn(Code.NULL_VALUE, f"`{spot.token}` is null; left out", spot)
    else:
        message = f"`{spot.token}` must be a mapping; left out"
        work.warn(Code.BAD_VALUE, message, spot)
    return {}
