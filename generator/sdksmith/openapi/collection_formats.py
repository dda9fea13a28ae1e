"""How Swagger 2.0 delimits lists: `collectionFormat`, as `style` and `explode`."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Final

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.node import Node

DELIMITED: Final = "x-sdksmith-delimited"
"""Stands where the delimiter is none that OpenAPI 3 has a style for in that place."""
_DELIMITED: Final[Mapping[str, str]] = {
    "ssv": "spaceDelimited",
    "pipes": "pipeDelimited",
    "tsv": "tabDelimited",
}
_IN_QUERY = ("query", "formData")


def list_style(
    node: Mapping[str, Node],
    pointer: str,
    origin_of: Callable[[str], Origin],
    diagnostics: Diagnostics,
) -> dict[str, Node]:
    """What a list is written by; `csv` where its format cannot be kept, reported."""
    said, place = str(node.get("collectionFormat", "csv")), node.get("in")
    in_query = place in _IN_QUERY
    items = node.get("items")
    if isinstance(items, dict) and items.get("type") == "array":
        message = "a list within a list cannot be delimited; it travels as JSON"
        where = f"{pointer}/items" + "/collectionFormat" * ("collectionFormat" in items)
        diagnostics.warn(Code.COLLECTION_FORMAT, message, at=origin_of(where))
    delimited = _DELIMITED.get(said)
    if said == "multi" and in_query:
        return {"style": "form", "explode": True}
    if delimited is None and said != "csv":
        message = f"`collectionFormat: {said}` cannot be kept here; read as `csv`"
        at = origin_of(f"{pointer}/collectionFormat")
        diagnostics.warn(Code.COLLECTION_FORMAT, message, at=at)
    if not in_query:
        return {DELIMITED: delimited} if delimited else {}
    if delimited in ("spaceDelimited", "pipeDelimited"):
        return {"style": delimited, "explode": False}
    more = {DELIMITED: delimited} if delimited else {}
    return {"style": "form", "explode": False, **more}
