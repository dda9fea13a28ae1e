"""The intermediate representation as plain JSON data."""

from __future__ import annotations

from dataclasses import MISSING, fields, is_dataclass
from decimal import Decimal
from enum import Enum

from sdksmith.ir.api import Api
from sdksmith.ir.types import Json


def dump(api: Api) -> object:
    """Everything the API says; members that hold their default are left out."""
    return _plain(api)


def _plain(value: object) -> object:
    match value:
        case Json():
            return value.value
        case Enum():
            return value.value
        case Decimal():
            return int(value) if value == value.to_integral_value() else float(value)
        case tuple():
            return [_plain(item) for item in value]
        case _ if is_dataclass(value):
            return {"is": type(value).__name__} | {
                field.name: _plain(getattr(value, field.name))
                for field in fields(value)
                if field.default is MISSING
                or getattr(value, field.name) != field.default
            }
        case _:
            return value
