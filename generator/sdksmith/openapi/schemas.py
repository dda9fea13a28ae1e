"""Schema Objects of every version in the shape of JSON Schema 2020-12."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.document.grammar import Kind
from sdksmith.document.node import Node
from sdksmith.openapi.enums import repair_values
from sdksmith.openapi.keywords import ANNOTATIONS, EXPECTED, INNER, Expected
from sdksmith.openapi.nullable import allow_null
from sdksmith.openapi.resources import in_resource, settle_dynamic
from sdksmith.openapi.types import repair_type
from sdksmith.openapi.values import UNFIT, fits, fitted
from sdksmith.openapi.version import Version
from sdksmith.openapi.work import Spot, Work

_STAYS_BOOLEAN = frozenset(
    (
        "additionalProperties",
        "additionalItems",
        "unevaluatedProperties",
        "unevaluatedItems",
    )
)
_EXCLUSIVE = (("minimum", "exclusiveMinimum"), ("maximum", "exclusiveMaximum"))


def schema(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """The schema in canonical shape; what cannot be understood is `{}`, reported."""
    if isinstance(node, bool):
        return {} if node else {"not": {}}
    if not isinstance(node, dict):
        message = "a schema must be a mapping; read as `{}`, which allows anything"
        work.warn(Code.SCHEMA_NOT_UNDERSTOOD, message, spot)
        return {}
    out: dict[str, Node] = {}
    for keyword, said in node.items():
        value = said
        if (kind := INNER.get(keyword)) is not None:
            value = _inner(work, keyword, said, kind, spot)
        elif (expected := EXPECTED.get(keyword)) is not None:
            if not fits(said, expected):
                value = _fitted(work, keyword, said, expected, spot)
        elif said is None:
            value = _null(work, keyword, spot)
        if value is not UNFIT:
            out[keyword] = value
    return _finished(work, node, out, spot)


def _finished(
    work: Work, node: dict[str, Node], out: dict[str, Node], spot: Spot
) -> dict[str, Node]:
    """Repairs that need several keywords at once."""
    if "items" in node and isinstance(node["items"], list):
        _list_of_items(work, node, out, spot)
    if "properties" in out:
        _required_flags(work, node["properties"], out, spot)
    if "type" in out:
        repair_type(work, out, spot)
    for limit, exclusive in _EXCLUSIVE:
        if exclusive in out:
            _exclusive_limit(work, out, limit, exclusive, spot)
    repair_values(work, out, spot)
    if "discriminator" in out:
        _discriminator(work, out, spot)
    _examples(out)
    return _with_reference(work, out, spot)


def _with_reference(work: Work, out: dict[str, Node], spot: Spot) -> dict[str, Node]:
    settle_dynamic(work, out, spot)
    if "$ref" in out:
        out = _reference(work, out, spot)
    if "nullable" in out or "x-nullable" in out:
        out = allow_null(work, out, spot)
    return out


def _inner(work: Work, keyword: str, value: Node, kind: Kind, spot: Spot) -> Node:
    """A keyword that holds schemas."""
    here = spot / keyword
    if kind is Kind.SCHEMA_LIST:
        return _schema_list(work, value, here)
    if kind is Kind.SCHEMA:
        return _single(work, keyword, value, here)
    if not isinstance(value, dict):
        return _bad(work, "a mapping", value, here)
    return {
        name: (
            inner
            if keyword == "dependencies" and isinstance(inner, list)
            else schema(work, inner, here / name)
        )
        for name, inner in value.items()
    }


def _single(work: Work, keyword: str, value: Node, here: Spot) -> Node:
    if value is None:
        return _bad(work, "a schema", value, here)
    if isinstance(value, bool) and keyword in _STAYS_BOOLEAN:
        return value
    if keyword == "items" and (value is False or isinstance(value, list)):
        return value
    return schema(work, value, here)


def _schema_list(work: Work, value: Node, here: Spot) -> Node:
    if isinstance(value, dict):
        message = f"`{here.token}` must be a list; read as a list of one"
        work.warn(Code.BAD_VALUE, message, here)
        return [schema(work, value, here)]
    if not isinstance(value, list):
        return _bad(work, "a list", value, here)
    if not value:
        message = f"`{here.token}` lists no schema; left out, so anything is allowed"
        work.warn(Code.EMPTY_CHOICE, message, here)
        return UNFIT
    return [schema(work, item, here / index) for index, item in enumerate(value)]


def _bad(work: Work, noun: str, value: Node, here: Spot) -> Node:
    if value is None:
        work.warn(Code.NULL_VALUE, f"`{here.token}` is null; left out", here)
    else:
        message = f"`{here.token}` must be {noun}; left out"
        work.warn(Code.BAD_VALUE, message, here)
    return UNFIT


def _null(work: Work, keyword: str, spot: Spot) -> Node:
    if keyword.startswith("x-"):
        return None
    work.warn(Code.NULL_VALUE, f"`{keyword}` is null; left out", spot / keyword)
    return UNFIT


def _fitted(
    work: Work, keyword: str, value: Node, expected: Expected, spot: Spot
) -> Node:
    # draft 3 and many hand-written documents mark a property as required itself
    if keyword == "required" and isinstance(value, bool):
        return UNFIT
    return fitted(work, value, expected, spot / keyword)


def _list_of_items(
    work: Work, node: dict[str, Node], out: dict[str, Node], spot: Spot
) -> None:
    """`items: [A, B]` of older drafts is `prefixItems` now."""
    here = spot / "items"
    message = "`items` is a list; read as `prefixItems`"
    work.warn(Code.ITEMS_LIST, message, here)
    rest = out.pop("additionalItems", None)
    del out["items"]
    if node["items"]:
        prefix = [schema(work, item, here / i) for i, item in enumerate(node["items"])]
        out.setdefault("prefixItems", prefix)
    if rest is not None and rest is not True:
        out["items"] = rest


def _required_flags(
    work: Work, properties: Node, out: dict[str, Node], spot: Spot
) -> None:
    """`required: true` on a property belongs into its object's `required` list."""
    for name, inner in properties.items():
        flag = inner.get("required") if isinstance(inner, dict) else None
        if not isinstance(flag, bool):
            continue
        message = f"`required` belongs to the object: a list that names `{name}`"
        work.warn(Code.REQUIRED_FLAG, message, spot / "properties" / name / "required")
        if flag and name not in out.get("required", ()):
            out["required"] = [*out.get("required", ()), name]


def _exclusive_limit(
    work: Work, out: dict[str, Node], limit: str, exclusive: str, spot: Spot
) -> None:
    """`exclusiveMinimum: true` beside `minimum` (draft 4) is one number now."""
    value = out[exclusive]
    if not isinstance(value, bool):
        value = fitted(work, value, Expected.NUMBER, spot / exclusive)
        if value is UNFIT:
            del out[exclusive]
        else:
            out[exclusive] = value
        return
    if work.version >= Version.V3_1:
        message = f"`{exclusive}` is a number since OpenAPI 3.1; read as in 3.0"
        work.warn(Code.OLDER_KEYWORD, message, spot / exclusive)
    del out[exclusive]
    if value and limit in out:
        out[exclusive] = out.pop(limit)


def _discriminator(work: Work, out: dict[str, Node], spot: Spot) -> None:
    told, here = out["discriminator"], spot / "discriminator"
    if isinstance(told, str):  # Swagger 2.0
        out["discriminator"] = {"propertyName": told}
        return
    if not isinstance(told, dict) or not isinstance(told.get("propertyName"), str):
        message = "`discriminator` must have a `propertyName`; left out"
        work.warn(Code.BAD_VALUE, message, here)
        del out["discriminator"]
        return
    mapping = told.get("mapping")
    if mapping is None:
        return
    good = {} if not isinstance(mapping, dict) else mapping
    kept = {key: value for key, value in good.items() if isinstance(value, str)}
    if len(kept) < len(good) or not isinstance(mapping, dict):
        message = "`mapping` must map texts to schemas; the rest is left out"
        work.warn(Code.BAD_VALUE, message, here / "mapping")
    for key, ref in tuple(kept.items()):
        if ref.startswith("#") and not work.exists(ref):
            work.dangling(ref, here / "mapping" / key)
            del kept[key]
    out["discriminator"] = {**told, "mapping": kept}


def _examples(out: dict[str, Node]) -> None:
    """`example` of 3.0 is a list of one in `examples` now."""
    if "example" in out:
        example = out.pop("example")
        out.setdefault("examples", [example])
    examples = out.get("examples", [])
    if isinstance(examples, dict):  # as in Media Type Objects; seen in schemas too
        out["examples"] = [
            value["value"] if isinstance(value, dict) and "value" in value else value
            for value in examples.values()
        ]
    elif not isinstance(examples, list):
        out["examples"] = [examples]


def _reference(work: Work, out: dict[str, Node], spot: Spot) -> dict[str, Node]:
    ref = out["$ref"]
    if not isinstance(ref, str):
        out.pop("$ref")
        message = "`$ref` must be text; left out"
        work.warn(Code.BAD_VALUE, message, spot / "$ref")
        return out
    ref = in_resource(work, work.local(ref), spot)
    if not work.exists(ref) or work.circles(ref):
        work.dangling(ref, spot / "$ref", circular=work.exists(ref))
        return {key: out[key] for key in out if key in ANNOTATIONS}
    out["$ref"] = ref
    work.schema_refs[ref] = None
    if work.version >= Version.V3_1 or len(out) == 1:
        return out
    ignored = [k for k in out if not _may_stand_beside_ref(k)]
    if ignored:
        names = ", ".join(f"`{keyword}`" for keyword in ignored)
        message = f"{names} beside `$ref` says nothing before OpenAPI 3.1; left out"
        work.warn(Code.REF_SIBLINGS, message, spot / ignored[0])
    return {key: value for key, value in out.items() if key not in ignored}


def _may_stand_beside_ref(keyword: str) -> bool:
    return (
        keyword in ANNOTATIONS
        or keyword in ("$ref", "nullable")
        or keyword.startswith("x-")
    )
