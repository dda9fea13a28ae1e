"""Scalars drawn by the keywords of a schema."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sdksmith.document.node import Node
from sdksmith.ir.types import Constraints, Primitive, PrimitiveKind
from sdksmith.python.exact.flat import Schema
from sdksmith.python.patterns import texts_of
from sdksmith.python.sample_scalars import scalar_sample
from sdksmith.python.validity import is_scalar

_BY_FORMAT: Mapping[str, PrimitiveKind] = {
    kind.value: kind
    for kind in (
        PrimitiveKind.DATE_TIME,
        PrimitiveKind.DATE,
        PrimitiveKind.TIME,
        PrimitiveKind.DURATION,
        PrimitiveKind.UUID,
    )
}
_TEXTS = 4
"""Texts of a pattern among which is chosen."""


def drawn_scalar(kind: str, flat: Schema, name: str, number: int) -> Node:
    """A value of the type of this name; other ones for other numbers."""
    match kind:
        case "null":
            return None
        case "boolean":
            return number % 2 == 0
        case "integer" | "number":
            return _number(kind, flat, number)
        case _:
            return drawn_text(flat, name, number)


def drawn_text(flat: Schema, name: str, number: int) -> str:
    """A string that keeps the limits of the schema."""
    if "pattern" in flat:
        least, most = flat.get("minLength", 0), flat.get("maxLength")
        texts = texts_of(flat["pattern"], max(_TEXTS, number + 1), least, most)
        if texts:
            return texts[number % len(texts)]
    said = flat.get("format")
    limits = Constraints(
        min_length=flat.get("minLength"), max_length=flat.get("maxLength")
    )
    kind = _BY_FORMAT.get(str(said), PrimitiveKind.STRING)
    of = Primitive(kind, limits, said if isinstance(said, str) else None)
    text = str(scalar_sample(of, name))
    other = f"{text}-{number}"
    return other if number and is_scalar(other, of) else text


def _number(kind: str, flat: Schema, number: int) -> Node:
    of = Primitive(
        PrimitiveKind(kind),
        Constraints(
            minimum=_decimal(flat.get("minimum")),
            maximum=_decimal(flat.get("maximum")),
            exclusive_minimum=_decimal(flat.get("exclusiveMinimum")),
            exclusive_maximum=_decimal(flat.get("exclusiveMaximum")),
            multiple_of=_decimal(flat.get("multipleOf")),
        ),
    )
    value = scalar_sample(of, "")
    assert isinstance(value, int | float), "a number is asked for"
    step = flat.get("multipleOf", 1)
    for other in (value + number * step, value - number * step):
        if is_scalar(other, of):
            return other
    return value


def _decimal(limit: Node) -> Decimal | None:
    return None if limit is None else Decimal(str(limit))
