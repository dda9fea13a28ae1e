"""Reads strings, numbers and booleans with their formats and limits."""

from __future__ import annotations

from decimal import Decimal

from sdksmith.ir.build.nodes import Node, count, text
from sdksmith.ir.types import Constraints, Primitive, PrimitiveKind

_FORMATS = {
    "date-time": PrimitiveKind.DATE_TIME,
    "datetime": PrimitiveKind.DATE_TIME,
    "date": PrimitiveKind.DATE,
    "time": PrimitiveKind.TIME,
    "duration": PrimitiveKind.DURATION,
    "uuid": PrimitiveKind.UUID,
    "decimal": PrimitiveKind.DECIMAL,
    "byte": PrimitiveKind.BYTE,
    "base64": PrimitiveKind.BYTE,
    "binary": PrimitiveKind.BINARY,
}
_TEXT_MEDIA_TYPES = ("text/", "application/json", "application/xml", "application/jwt")
_PLAIN = {
    "integer": PrimitiveKind.INTEGER,
    "number": PrimitiveKind.NUMBER,
    "boolean": PrimitiveKind.BOOLEAN,
    "null": PrimitiveKind.NULL,
}


def scalar(node: Node, kind: str) -> Primitive:
    """The scalar of a JSON type."""
    said = text(node, "format")
    if kind in ("integer", "number"):
        return Primitive(_PLAIN[kind], _number_limits(node), said)
    if kind in _PLAIN:
        return Primitive(_PLAIN[kind])
    found = _string_kind(node, said)
    kept = said if found is PrimitiveKind.STRING else None
    return Primitive(found, _string_limits(node), kept)


def _string_kind(node: Node, said: str | None) -> PrimitiveKind:
    if text(node, "contentEncoding") == "base64":
        return PrimitiveKind.BYTE
    media_type = text(node, "contentMediaType")
    if said is None and media_type and "contentEncoding" not in node:
        is_text = media_type.startswith(_TEXT_MEDIA_TYPES) or "+json" in media_type
        return PrimitiveKind.STRING if is_text else PrimitiveKind.BINARY
    return _FORMATS.get(said or "", PrimitiveKind.STRING)


def _string_limits(node: Node) -> Constraints:
    return Constraints(
        min_length=count(node, "minLength"),
        max_length=count(node, "maxLength"),
        pattern=text(node, "pattern"),
    )


def _number_limits(node: Node) -> Constraints:
    return Constraints(
        minimum=_number(node, "minimum"),
        maximum=_number(node, "maximum"),
        exclusive_minimum=_number(node, "exclusiveMinimum"),
        exclusive_maximum=_number(node, "exclusiveMaximum"),
        multiple_of=_number(node, "multipleOf"),
    )


def _number(node: Node, key: str) -> Decimal | None:
    found = node.get(key)
    if isinstance(found, bool) or not isinstance(found, int | float):
        return None
    number = Decimal(str(found))
    return number if number.is_finite() else None
