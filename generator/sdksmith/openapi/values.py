"""Values brought to what their keyword or field expects, where that is plain."""

from __future__ import annotations

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.document.scalars import plain
from sdksmith.openapi.keywords import NOUNS, Expected
from sdksmith.openapi.work import Spot, Work

_FLAGS = {"true": True, "false": False}


class Unfit:
    """Stands for a value that has no meaning where it stands."""


UNFIT = Unfit()


def fitted(work: Work, value: Node, expected: Expected, spot: Spot) -> Node:
    """The value as it should have been written, or `UNFIT`; both are reported."""
    if fits(value, expected):
        return value
    meant = _meant(work, value, expected, spot)
    noun = NOUNS[expected]
    if value is None:
        work.warn(Code.NULL_VALUE, f"`{spot.token}` is null; left out", spot)
    elif meant is UNFIT:
        message = f"`{spot.token}` must be {noun}; left out"
        work.warn(Code.BAD_VALUE, message, spot)
    elif expected is not Expected.TEXT:
        message = f"`{spot.token}` must be {noun}; read as {meant!r}"
        work.warn(Code.BAD_VALUE, message, spot)
    return meant


def fits(value: Node, expected: Expected) -> bool:
    """Whether the value is what is expected, as it stands."""
    match expected:
        case Expected.TEXT:
            return isinstance(value, str)
        case Expected.NUMBER:
            return isinstance(value, (int, float)) and not isinstance(value, bool)
        case Expected.COUNT:
            return type(value) is int and value >= 0
        case Expected.FLAG:
            return isinstance(value, bool)
        case Expected.TEXTS:
            return isinstance(value, list) and all(isinstance(v, str) for v in value)
        case Expected.ANY:
            return True


def _meant(work: Work, value: Node, expected: Expected, spot: Spot) -> Node:
    meant: Node = UNFIT
    match expected, value:
        case Expected.TEXT, bool() | int() | float():
            meant = written_text(work, value, spot)
        case Expected.FLAG, str() if value.lower() in _FLAGS:
            meant = _FLAGS[value.lower()]
        case Expected.COUNT, float() if value.is_integer():
            meant = int(value)
        case (Expected.NUMBER | Expected.COUNT), str():
            meant = number_of(value)
        case Expected.TEXTS, str():
            meant = [value]
        case Expected.TEXTS, list():
            meant = [v for v in value if isinstance(v, str)]
    return meant if meant is UNFIT or fits(meant, expected) else UNFIT


def written_text(work: Work, value: Node, spot: Spot) -> str:
    """A scalar as it stands in the file: `1.10` and not 1.1."""
    if isinstance(value, str):
        return value
    written = work.written(spot.pointer)
    if written is not None:
        return written
    return str(value).lower() if isinstance(value, bool) else str(value)


def number_of(text: str) -> int | float | None:
    """The number that a text spells out, if it is one."""
    value = plain(text)
    return None if isinstance(value, (str, bool)) else value
