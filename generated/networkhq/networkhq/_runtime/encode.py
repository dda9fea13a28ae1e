"""Python values as JSON: wire names, RFC 3339, exact numbers, never a Python repr."""

from __future__ import annotations

import json
import math
import secrets
from base64 import b64encode
from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, Final, NoReturn, TypeAlias
from uuid import UUID

from pydantic import BaseModel
from pydantic_core import SchemaSerializer, core_schema, to_json

from .complete import fields_of
from .errors import InvalidRequestError
from .exact import DecimalNumber
from .mismatches import Path, spelled
from .omit import Omit, omit
from .presence import present
from .spellings import Spelled
from .times import spelled_clock, spelled_duration
from .unions import UnknownVariant

Odd: TypeAlias = "list[object]"
"""Collects the numbers that pydantic-core would not write as they are to be."""
Spell: TypeAlias = Callable[[Any, Path, Odd], Any]

_MINUTE = timedelta(minutes=1)
_WHOLE = len("2024-05-06T07:08:09Z")
_LEAST, _MOST = 1e-4, 1e16
"""Between these, a float is written without an exponent, by Python and by others."""


def to_json_bytes(value: object) -> bytes:
    """The value as compact JSON in UTF-8; what cannot be sent is refused by path."""
    odd: Odd = []
    plain = _shallow(value, odd)
    if not odd:
        try:
            return to_json(plain)
        except ValueError:  # nested too deeply for it, or half of a surrogate pair
            pass
    try:
        return _written(plain).encode()
    except UnicodeEncodeError:
        return _written(plain, ascii_only=True).encode()


def to_json_text(value: object, *, indent: int | None = None) -> str:
    """The value as JSON text; decimals keep all their digits."""
    if indent is None:
        return to_json_bytes(value).decode()
    return _written(_shallow(value, []), indent=indent)


def _written(
    plain: object, *, indent: int | None = None, ascii_only: bool = False
) -> str:
    decimals: list[Decimal] = []
    token = secrets.token_hex(16)

    def marked(number: Decimal) -> str:
        decimals.append(number)
        return f"{token}{len(decimals)}."

    text = json.dumps(
        plain,
        default=marked,
        ensure_ascii=ascii_only,
        indent=indent,
        separators=(",", ":") if indent is None else None,
    )
    for count, number in enumerate(decimals, 1):
        text = text.replace(f'"{token}{count}."', str(number), 1)
    return text


def _shallow(value: object, odd: Odd, path: Path = None) -> object:
    try:
        return _plain(value, path, odd)
    except RecursionError:
        raise InvalidRequestError(
            f"`{spelled(path)}`: nested too deeply, or contains itself"
        ) from None


def to_plain(value: object, path: Path = None) -> object:
    """The value as plain JSON data: dicts, lists, strings, numbers, true, false, null.

    A decimal is text, as documents have it, unless the API spelt it as a number.
    """
    return _shallow(value, [], path)


def _plain(value: object, path: Path, odd: Odd) -> object:
    kind = type(value)
    return value if kind in _PLAIN else _spelling(kind)(value, path, odd)


def _found(kind: type) -> Spell:
    """How values of a type are spelled."""
    for known, spell in _SPELLINGS:
        if issubclass(kind, known):
            return spell
    return _unknown


def _unknown(value: object, path: Path, odd: Odd) -> NoReturn:
    del odd
    _refuse(path, f"a {type(value).__name__} cannot be sent as JSON")


def _refuse(path: Path, reason: str) -> NoReturn:
    raise InvalidRequestError(f"`{spelled(path)}`: {reason}")


@lru_cache(maxsize=1024)
def _wire_names(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    """The fields of a model and what each is called in JSON."""
    fields = fields_of(model)
    return tuple((name, field.alias or name) for name, field in fields.items())


def _model(model: BaseModel, path: Path, odd: Odd) -> dict[str, Any]:
    """What was set, decoded or added, under wire names; by value, not by type."""
    if model.__pydantic_extra__:
        return _open_model(model, model.__pydantic_extra__, path, odd)
    values, given = model.__dict__, model.__pydantic_fields_set__
    members: dict[str, Any] = {}
    for name, wire_name in _wire_names(type(model)):
        if name in given:
            member: object = values.get(name, omit)
            kind = type(member)
            if kind in _PLAIN:
                members[wire_name] = member
            elif kind is not Omit:
                members[wire_name] = _spelling(kind)(member, (path, wire_name), odd)
    return members


def _open_model(
    model: BaseModel, extra: Mapping[str, object], path: Path, odd: Odd
) -> dict[str, Any]:
    there = present(model)
    names = _wire_names(type(model))
    members: dict[object, object] = {
        wire_name: there[name] for name, wire_name in names if name in there
    }
    members.update(extra)
    return _mapping(members, path, odd)


def _mapping(mapping: Mapping[object, object], path: Path, odd: Odd) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, member in mapping.items():
        name = key if type(key) is str else _name(key, path)
        kind = type(member)
        if kind in _PLAIN:
            members[name] = member
        elif kind is not Omit:
            members[name] = _spelling(kind)(member, (path, name), odd)
    return members


def _name(key: object, path: Path) -> str:
    name = key if isinstance(key, str) else to_plain(key, path)
    if not isinstance(name, str):
        _refuse(path, f"the key {name!r} is no string, as JSON needs")
    return str.__str__(name)


def _sequence(items: Sequence[object], path: Path, odd: Odd) -> list[Any]:
    if _PLAIN.issuperset(map(type, items)):
        return list(items)
    return [
        item if kind in _PLAIN else _spelling(kind)(item, (path, index), odd)
        for index, item in enumerate(items)
        if (kind := type(item)) is not Omit
    ]


def _float(number: float, path: Path, odd: Odd) -> float:
    if not math.isfinite(number):
        _refuse(path, f"{number} is no JSON number")
    if number and not _LEAST <= abs(number) < _MOST:
        odd.append(number)
    return float(number)


def _decimal(number: Decimal, path: Path, odd: Odd) -> Decimal | str:
    if not number.is_finite():
        _refuse(path, f"{number} is no JSON number")
    if not isinstance(number, DecimalNumber):
        return str(number)
    odd.append(number)
    return number


def _as_sent(value: Spelled, path: Path, odd: Odd) -> object:
    return _plain(value.usual, path, odd) if value.text is None else value.text


def _instant(moment: datetime, path: Path, odd: Odd) -> str:
    del odd
    text: str = _clock(moment, mode="json")
    if text[-1] == "Z":  # with six digits of a fraction, or none
        return text if len(text) == _WHOLE else text.rstrip("0Z") + "Z"
    offset = moment.utcoffset()
    if offset is None:
        _refuse(
            path,
            "a datetime without time zone names no instant; "
            "give it one, such as tzinfo=datetime.UTC",
        )
    if offset % _MINUTE:
        moment = moment.astimezone(UTC)
    return spelled_clock(moment)


_clock: Final = SchemaSerializer(core_schema.datetime_schema()).to_python
_PLAIN: frozenset[type] = frozenset({str, bool, int, NoneType})
_SPELLINGS: tuple[tuple[Any, Spell], ...] = (
    (Spelled, _as_sent),
    (BaseModel, _model),
    (Enum, lambda member, path, odd: _plain(member.value, path, odd)),
    (str, lambda text, _path, _odd: str.__str__(text)),
    (int, lambda number, _path, _odd: int(number)),
    (float, _float),
    (datetime, _instant),
    (time, lambda moment, _path, _odd: spelled_clock(moment)),
    (date, lambda day, _path, _odd: day.isoformat()),
    (timedelta, lambda span, _path, _odd: spelled_duration(span)),
    (Decimal, _decimal),
    (UUID, lambda identifier, _path, _odd: str(identifier)),
    ((bytes, bytearray), lambda data, _path, _odd: b64encode(data).decode()),
    (UnknownVariant, lambda variant, path, odd: _plain(variant.raw, path, odd)),
    (Mapping, _mapping),
    (Sequence, _sequence),
)
# Remembered, as asking abstract bases is slow.
_spelling: Callable[[type], Spell] = lru_cache(maxsize=1024)(_found)
