"""The `type` keyword: one name, or a list of different ones."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.keywords import MISNAMED_TYPES, TYPES
from sdksmith.openapi.version import Version
from sdksmith.openapi.work import Spot, Work


def repair_type(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Leave `type` with known names only, or take it away."""
    said = out["type"]
    if isinstance(said, str) and said in TYPES:
        return
    here = spot / "type"
    types: list[str] = []
    for name in said if isinstance(said, list) else [said]:
        for known in _known(work, name, out, here):
            if known not in types:
                types.append(known)
    if len(types) > 1:
        out["type"] = types
    elif types:
        out["type"] = types[0]
    else:
        del out["type"]


def _known(work: Work, name: Node, out: dict[str, Node], here: Spot) -> list[str]:
    if isinstance(name, str) and name in TYPES:
        return [name]
    if name is None:  # `type: [string, null]`, written without quotes
        return ["null"]
    if name == "file" and work.version is Version.V2_0:
        out.setdefault("format", "binary")
        return ["string"]
    lower = name.lower() if isinstance(name, str) else ""
    meant = {"type": lower} if lower in TYPES else MISNAMED_TYPES.get(lower)
    if meant is None:
        message = f"{name!r} is no type; left out, so anything is allowed"
        work.warn(Code.UNKNOWN_TYPE, message, here)
        return []
    for keyword, value in meant.items():
        if keyword != "type":
            out.setdefault(keyword, value)
    message = f"{name!r} is no type; read as {meant.get('type', 'anything')!r}"
    work.warn(Code.UNKNOWN_TYPE, message, here)
    return [meant["type"]] if "type" in meant else []
