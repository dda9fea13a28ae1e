"""Listed values (`enum`, `const`, `default`) brought to the schema's own type."""

from __future__ import annotations

import json

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.values import number_of, written_text
from sdksmith.openapi.work import Spot, Work


def repair_values(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Leave `enum` with at least one value, each once and of the schema's type."""
    for keyword in ("const", "default"):
        if keyword in out:
            out[keyword] = _of_type(work, out[keyword], out, spot / keyword)
    if "enum" not in out:
        return
    values, here = out["enum"], spot / "enum"
    if not isinstance(values, list):
        message = "`enum` must be a list; left out"
        work.warn(Code.BAD_VALUE, message, here)
        del out["enum"]
        return
    if not values:
        message = "`enum` lists no value; left out, so any value is accepted"
        work.warn(Code.EMPTY_ENUM, message, here)
        del out["enum"]
        return
    if out.get("type") == "array" and not any(isinstance(v, list) for v in values):
        _for_items(work, out, here)
        return
    kept: dict[str, Node] = {}
    for index, value in enumerate(values):
        fitting = _of_type(work, value, out, here / index)
        text = json.dumps(fitting, sort_keys=True)
        if text in kept and len(kept) == index:
            message = f"{text} is listed more than once; kept once"
            work.warn(Code.DUPLICATE_ENUM_VALUE, message, here / index)
        kept.setdefault(text, fitting)
    out["enum"] = list(kept.values())


def _for_items(work: Work, out: dict[str, Node], here: Spot) -> None:
    """Move the values to the items: no list is among them, so no list could be right."""
    message = "`enum` beside `type: array` lists no array; read as the values of items"
    work.warn(Code.ENUM_VALUE_TYPE, message, here)
    values, items = out.pop("enum"), out.get("items")
    allowed: dict[str, Node] = {"enum": values}
    if isinstance(items, dict) and "$ref" not in items and "enum" not in items:
        out["items"] = {**items, **allowed}
    elif not isinstance(items, dict):
        out["items"] = allowed


def _of_type(work: Work, value: Node, out: dict[str, Node], spot: Spot) -> Node:
    """The value as its schema's type wants it, where the text allows that.

    YAML reads `enum: [0o14, 1.10]` as numbers, whatever `type` says.
    """
    said = out.get("type")
    types = said if isinstance(said, list) else [said]
    if value is None or ("string" in types and isinstance(value, str)):
        return value
    if types[0] == "string" and isinstance(value, (bool, int, float)):
        if len([name for name in types if name != "null"]) > 1:
            return value
        text = written_text(work, value, spot)
        message = f"{json.dumps(value)} is no text, as `type` says; read as {text!r}"
        work.warn(Code.ENUM_VALUE_TYPE, message, spot)
        return text
    if types[0] in ("integer", "number") and isinstance(value, str):
        number = number_of(value)
        fits = isinstance(number, int if types[0] == "integer" else (int, float))
        if fits and "string" not in types:
            message = f"{value!r} is no {types[0]}, as `type` says; read as {number}"
            work.warn(Code.ENUM_VALUE_TYPE, message, spot)
            return number
    return value
