"""Python types for scalars: what is decoded, what may be passed, and constants."""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal

from sdksmith.ir.schemas import EnumSchema
from sdksmith.ir.types import Json, PrimitiveKind
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    ANY,
    NONE,
    STR,
    PyType,
    builtin,
    literal_of,
    named,
    shown,
    union,
)

Kind = PrimitiveKind

_BYTES = builtin("bytes")
_UUID = named("uuid", "UUID")
_DECIMAL = named("decimal", "Decimal")


def _runtime_type(name: str) -> PyType:
    return shown(runtime(name))


RECEIVED: Mapping[PrimitiveKind, PyType] = {
    Kind.STRING: STR,
    Kind.INTEGER: builtin("int"),
    Kind.NUMBER: builtin("float"),
    Kind.BOOLEAN: builtin("bool"),
    Kind.NULL: NONE,
    Kind.DATE_TIME: _runtime_type("DateTime"),
    Kind.DATE: _runtime_type("Date"),
    Kind.TIME: _runtime_type("Time"),
    Kind.DURATION: _runtime_type("Duration"),
    Kind.UUID: _UUID,
    Kind.DECIMAL: _DECIMAL,
    Kind.BYTE: _BYTES,
    Kind.BINARY: STR,
}
SENT: Mapping[PrimitiveKind, PyType] = {
    **RECEIVED,
    Kind.DATE_TIME: union((named("datetime", "datetime"), STR)),
    Kind.DATE: union((named("datetime", "date"), STR)),
    Kind.TIME: union((named("datetime", "time"), STR)),
    Kind.DURATION: union((named("datetime", "timedelta"), STR)),
    Kind.UUID: union((_UUID, STR)),
    Kind.DECIMAL: union((_DECIMAL, STR)),
    Kind.BINARY: union((_BYTES, STR)),
}
SENT_IN_FORMS: Mapping[PrimitiveKind, PyType] = {
    **SENT,
    Kind.BINARY: _runtime_type("File"),
}


def constants(values: tuple[Json, ...]) -> PyType:
    """Exactly these scalars; a number with a fraction has no literal type."""
    alternatives: list[PyType] = []
    literals: list[str | int | bool] = []
    for json in values:
        match json.value:
            case None:
                alternatives.append(NONE)
            case bool() | str() | int() as value:
                literals.append(value)
            case float() | Decimal():
                alternatives.append(builtin("float"))
            case _:
                alternatives.append(ANY)
    if literals:
        alternatives.insert(0, literal_of(literals))
    return union(alternatives)


def open_enum(schema: EnumSchema) -> PyType:
    """The listed values, and where new ones may come, the class that keeps them."""
    values = tuple(member.value for member in schema.members)
    kinds = {type(json.value) for json in values}
    if schema.takes_text:
        return union((constants(values), STR))
    more = [
        _runtime_type(name)
        for kind, name in ((str, "UnknownValue"), (int, "UnknownInteger"))
        if kind in kinds and schema.open
    ]
    return union((constants(values), *more))
