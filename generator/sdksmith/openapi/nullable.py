"""`nullable: true` of OpenAPI 3.0, and its kin, in the words of JSON Schema."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.keywords import ANNOTATIONS
from sdksmith.openapi.version import Version
from sdksmith.openapi.work import Spot, Work

_NULL = {"type": "null"}


def allow_null(work: Work, out: dict[str, Node], spot: Spot) -> dict[str, Node]:
    """The schema without `nullable`, and with null among its values if it was true."""
    flag = "nullable" if "nullable" in out else "x-nullable"
    is_nullable = out.pop("nullable", None) is True
    is_nullable = out.pop("x-nullable", None) is True or is_nullable
    if not is_nullable:
        return out
    if work.version >= Version.V3_1 and flag == "nullable":
        message = "`nullable` is gone since OpenAPI 3.1; read as in 3.0"
        work.warn(Code.OLDER_KEYWORD, message, spot / flag)
    if "$ref" in out:
        if work.version is Version.V3_0:
            message = (
                f"`nullable` beside `$ref` is ignored by the letter of OpenAPI 3.0; "
                f"read as `{out['$ref'].rpartition('/')[2]}` or null"
            )
            work.warn(Code.NULLABLE_REF, message, spot / flag)
        return _either(out)
    if "type" in out:
        return _with_null_type(out)
    return _with_null_choice(out)


def _with_null_type(out: dict[str, Node]) -> dict[str, Node]:
    types = out["type"] if isinstance(out["type"], list) else [out["type"]]
    if "null" not in types:
        out["type"] = [*types, "null"]
    for choice in ("oneOf", "anyOf"):
        if choice in out:
            out[choice] = _or_null(out[choice])
    if isinstance(out.get("enum"), list) and None not in out["enum"]:
        out["enum"] = [*out["enum"], None]
    return out


def _with_null_choice(out: dict[str, Node]) -> dict[str, Node]:
    for choice in ("oneOf", "anyOf"):
        if choice in out and "allOf" not in out:
            out[choice] = _or_null(out[choice])
            return out
    if "enum" in out:
        out["enum"] = [*(v for v in out["enum"] if v is not None), None]
        return out
    if "allOf" in out:
        return _either(out)
    if "properties" in out or "additionalProperties" in out:
        out["type"] = ["object", "null"]
    elif "items" in out:
        out["type"] = ["array", "null"]
    return out


def _or_null(choices: list[Node]) -> list[Node]:
    return choices if _NULL in choices else [*choices, dict(_NULL)]


def _either(out: dict[str, Node]) -> dict[str, Node]:
    """The schema or null, with what describes the use kept outside."""
    outside = {k: v for k, v in out.items() if k in ANNOTATIONS or k.startswith("x-")}
    inside = {k: v for k, v in out.items() if k not in outside}
    parts = inside.get("allOf")
    if len(inside) == 1 and isinstance(parts, list) and len(parts) == 1:
        inside = parts[0]
    return {**outside, "anyOf": [inside, dict(_NULL)]}
