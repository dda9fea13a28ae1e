"""Python values as JSON: wire names, RFC 3339, exact numbers, never a Python repr."""

from __future__ import annotations

import json
import math
import secrets
from base64 import b64encode
from collections.abc import Callable, Hashable, Mapping, Sequence
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from enum import Enum
from functools import lru_cache
from types import NoneType
from typing import Any, NoReturn, cast
from uuid import UUID

from pydantic import BaseModel

from .complete import fields_of
from .errors import InvalidRequestError
from .exact import DecimalNumber
from .mismatches import Path, spelled
from .omit import Omit
from .presence import present
from .spellings import Spelled
from .times import spelled_clock, spelled_duration
from .unions import UnknownVariant

_MINUTE = timedelta(minutes=1)


def to_json_bytes(value: object) -> bytes:
    """The value as compact JSON in UTF-8; what cannot be sent is refused by path."""
    try:
        return to_json_text(value).encode()
    except UnicodeEncodeError:
        return to_json_text(value, ascii_only=True).encode()


def to_json_text(
    value: object, *, indent: int | None = None, ascii_only: bool = False
) -> str:
    """The value as JSON text; decimals keep all their digits."""
    decimals: list[Decimal] = []
    token = secrets.token_hex(16)

    def marked(number: Decimal) -> str:
        decimals.append(number)
        return f"{token}{len(decimals)}."

    text = json.dumps(
        _shallow(value),
        default=marked,
        ensure_ascii=ascii_only,
        indent=indent,
        separators=(",", ":") if indent is None else None,
    )
    for count, number in enumerate(decimals, 1):
        text = text.replace(f'"{token}{count}."', str(number), 1)
    return text


def _shallow(value: object) -> object:
    try:
        return to_plain(value)
    except RecursionError:
        raise InvalidRequestError(
            "`$`: nested too deeply, or contains itself"
        ) from None


def to_plain(value: object, path: Path = None) -> object:
    """The value as plain JSON data: dicts, lists, strings, numbers, true, false, null.

    A decimal is text, as documents have it, unless the API spelt it as a number.
    """
    kind = type(value)
    if kind in _PLAIN:
        return value
    spell = _spelling(cast("Hashable", kind))
    if spell is None:
        return _refuse(path, f"a {kind.__name__} cannot be sent as JSON")
    return spell(value, path)


@lru_cache(maxsize=1024)
def _spelling(kind: type) -> Callable[[Any, Path], Any] | None:
    """How values of a type are spelled; remembered, as asking abstract bases is slow."""
    for known, spell in _SPELLINGS:
        if issubclass(kind, known):
            return spell
    return None


def _refuse(path: Path, reason: str) -> NoReturn:
    raise InvalidRequestError(f"`{spelled(path)}`: {reason}")


def _model(model: BaseModel, path: Path) -> dict[str, Any]:
    """What was set, decoded or added, under wire names; by value, not by type."""
    fields = fields_of(type(model))
    members: dict[object, object] = {
        fields[name].alias or name: value for name, value in present(model).items()
    }
    members.update(model.__pydantic_extra__ or {})
    return _mapping(members, path)


def _mapping(mapping: Mapping[object, object], path: Path) -> dict[str, Any]:
    members: dict[str, Any] = {}
    for key, member in mapping.items():
        name = key if type(key) is str else _name(key, path)
        if type(member) in _PLAIN:
            members[name] = member
        elif not isinstance(member, Omit):
            members[name] = to_plain(member, (path, name))
    return members


def _name(key: object, path: Path) -> str:
    name = key if isinstance(key, str) else to_plain(key, path)
    if not isinstance(name, str):
        _refuse(path, f"the key {name!r} is no string, as JSON needs")
    return str.__str__(name)


def _sequence(items: Sequence[object], path: Path) -> list[Any]:
    return [
        to_plain(item, (path, index))
        for index, item in enumerate(items)
        if not isinstance(item, Omit)
    ]


def _float(number: float, path: Path) -> float:
    if not math.isfinite(number):
        _refuse(path, f"{number} is no JSON number")
    return float(number)


def _decimal(number: Decimal, path: Path) -> Decimal | str:
    if not number.is_finite():
        _refuse(path, f"{number} is no JSON number")
    return number if isinstance(number, DecimalNumber) else str(number)


def _as_sent(value: Spelled, path: Path) -> object:
    return to_plain(value.usual, path) if value.text is None else value.text


def _instant(moment: datetime, path: Path) -> str:
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


_PLAIN: frozenset[type] = frozenset({str, bool, int, NoneType})
_SPELLINGS: tuple[tuple[Any, Callable[[Any, Path], Any]], ...] = (
    (Spelled, _as_sent),
    (BaseModel, _model),
    (Enum, lambda member, path: to_plain(member.value, path)),
    (str, lambda text, _: str.__str__(text)),
    (int, lambda number, _: int(number)),
    (float, _float),
    (datetime, _instant),
    (time, lambda moment, _: spelled_clock(moment)),
    (date, lambda day, _: day.isoformat()),
    (timedelta, lambda span, _: spelled_duration(span)),
    (Decimal, _decimal),
    (UUID, lambda identifier, _: str(identifier)),
    ((bytes, bytearray), lambda data, _: b64encode(data).decode()),
    (UnknownVariant, lambda variant, path: to_plain(variant.raw, path)),
    (Mapping, _mapping),
    (Sequence, _sequence),
)
