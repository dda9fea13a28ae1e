"""Media types, headers and examples: what bodies and parameters are made of."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.openapi.parts import Part, checked
from sdksmith.openapi.schemas import schema
from sdksmith.openapi.texts import fields, mapping
from sdksmith.openapi.work import Spot, Work


def content(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """A map of media types."""
    return {
        name.strip(): media_type(work, inner, spot / name)
        for name, inner in mapping(work, node, spot).items()
    }


def media_type(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """A Media Type Object with its schemas and examples in canonical shape."""
    node, spot = work.part(node, spot)
    if node is None:
        return {}
    out = fields(work, mapping(work, node, spot), spot)
    with_schemas(work, out, spot)
    with_examples(work, out, spot)
    if "encoding" in out:
        out["encoding"] = {
            name: _encoding(work, inner, spot / "encoding" / name)
            for name, inner in mapping(work, out["encoding"], spot / "encoding").items()
        }
    return out


def _encoding(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    out = fields(work, mapping(work, node, spot), spot)
    if "headers" in out:
        out["headers"] = headers(work, out["headers"], spot / "headers")
    held = {name: out.pop(name) for name in _HOLD_SCHEMAS if name in out}
    return {**checked(work, out, Part.ENCODING, spot), **held}


def headers(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """A map of response headers, whose names are the same in any case."""
    found: dict[str, dict[str, Node]] = {}
    known: set[str] = set()
    for name, inner in mapping(work, node, spot).items():
        if name.lower() in known:
            message = f"the header `{name}` is described already; left out here"
            work.warn(Code.DUPLICATE_PARAMETER, message, spot / name)
            continue
        known.add(name.lower())
        made = header(work, inner, spot / name)
        if made is not None:
            found[name] = made
    return found


def header(work: Work, node: Node, spot: Spot) -> dict[str, Node] | None:
    """A Header Object, with `required`, `style` and `explode` spelt out."""
    node, spot = work.part(node, spot)
    if node is None:
        return None
    out = fields(work, mapping(work, node, spot), spot)
    for name in ("name", "in"):
        out.pop(name, None)
    out.setdefault("required", False)
    with_content_or_schema(work, out, spot)
    if "schema" in out:
        out["style"] = "simple"
        out.setdefault("explode", False)
    return out


def with_content_or_schema(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Bring `schema` or `content` of a parameter or header in canonical shape."""
    with_examples(work, out, spot)
    if isinstance(out.get("content"), dict) and out["content"]:
        out.pop("schema", None)
        out["content"] = content(work, out["content"], spot / "content")
        return
    out.pop("content", None)
    if "schema" not in out:
        _schema_beside(work, out, spot)
    with_schemas(work, out, spot)


def with_schemas(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Bring `schema` and `itemSchema` in canonical shape."""
    for name in ("schema", "itemSchema"):
        if name in out:
            out[name] = schema(work, out[name], spot / name)


def with_examples(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """Bring `example` and `examples` in one form: name -> `{value: ...}`."""
    single = out.pop("example", None)
    named = out.pop("examples", None)
    if isinstance(named, list):  # as in schemas
        named = {str(index + 1): {"value": value} for index, value in enumerate(named)}
    found: dict[str, Node] = {}
    for name, node in (named if isinstance(named, dict) else {}).items():
        inner, place = work.part(node, spot / "examples" / name)
        if isinstance(inner, dict):
            found[name] = _example(inner)
        elif inner is not None:
            message = f"the example `{name}` must be a mapping with `value`"
            work.warn(Code.BAD_VALUE, f"{message}; read as the value itself", place)
            found[name] = {"value": inner}
    if not found and single is not None:
        found["default"] = {"value": single}
    if found:
        out["examples"] = found


def _example(node: dict[str, Node]) -> dict[str, Node]:
    if "dataValue" in node and "value" not in node:  # OpenAPI 3.2
        return {
            **{k: v for k, v in node.items() if k != "dataValue"},
            "value": node["dataValue"],
        }
    return node


_HOLD_SCHEMAS = ("headers", "encoding", "prefixEncoding", "itemEncoding")
_SCHEMA_WORDS = (
    "type",
    "format",
    "items",
    "enum",
    "default",
    "pattern",
    "minimum",
    "maximum",
    "minLength",
    "maxLength",
)


def _schema_beside(work: Work, out: dict[str, Node], spot: Spot) -> None:
    """`type` and its kin directly in a parameter, as in Swagger 2.0."""
    beside = {word: out.pop(word) for word in _SCHEMA_WORDS if word in out}
    if beside:
        message = "the schema stands beside `schema` and not in it; read as if in it"
    else:
        message = "neither `schema` nor `content`; read as `schema: {}`"
    work.warn(Code.NO_SCHEMA, message, spot)
    out["schema"] = beside
