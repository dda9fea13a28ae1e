"""Texts and numbers that a schema allows."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from random import Random
from typing import Any

from rstr import Rstr

PLAIN = "some text & é"
_TRIES = 20
_FORMATS = {
    "date-time": "2024-01-02T03:04:05Z",
    "datetime": "2024-01-02T03:04:05Z",
    "date": "2024-01-02",
    "time": "03:04:05Z",
    "duration": "P1DT2H",
    "uuid": "123e4567-e89b-12d3-a456-426614174000",
    "email": "someone@example.com",
    "idn-email": "someone@example.com",
    "uri": "https://example.com/there",
    "uri-reference": "/there",
    "url": "https://example.com/there",
    "hostname": "example.com",
    "ip": "192.0.2.1",
    "ipv4": "192.0.2.1",
    "ipv6": "2001:db8::1",
    "byte": "aGVsbG8=",
    "base64": "aGVsbG8=",
    "decimal": "12.50",
    "regex": "^a$",
    "json-pointer": "/a",
    "binary": "binary",
}
_OTHERS = _FORMATS | {
    "date-time": "2024-01-02T03:04:05.678+02:00",
    "time": "03:04:05.25+02:00",
    "duration": "PT36H30M",
    "byte": "aGVsbG8h",
    "decimal": "0.10",
}


class _Steady(Random):
    """The same choices every time."""


class _Short(Rstr):
    """Repeats little, so that what may be long is short."""

    def _handle_repeat(self, start_range: int, end_range: int, value: str) -> str:
        return super()._handle_repeat(
            start_range, min(end_range, start_range + 2), value
        )


def text(
    node: Mapping[str, Any], plain: str, fits: Callable[[Any], bool], *, other: bool
) -> str:
    """A string: by its pattern, its format, its length; spelled in another way."""
    pattern = node.get("pattern")
    formats = _OTHERS if other else _FORMATS
    value = formats.get(node.get("format", ""), plain)
    if isinstance(pattern, str) and not fits(value):
        return _by_pattern(pattern, fits) or value
    least, most = node.get("minLength", 0), node.get("maxLength")
    cut = value[:most].rstrip()
    return cut.ljust(max(least, 1 if most is None or most else 0), "x")


def _by_pattern(pattern: str, fits: Callable[[Any], bool]) -> str | None:
    source = _Short(_Steady(0))
    for _ in range(_TRIES):
        try:
            value = source.xeger(pattern)
        except (ValueError, KeyError, TypeError, NotImplementedError):
            return None
        if fits(value):
            return value
    return None


def number(node: Mapping[str, Any], kind: str) -> int | float:
    """A number within its limits."""
    value: int | float = 1 if kind == "integer" else 1.5
    lowest, highest = node.get("minimum"), node.get("maximum")
    above, below = node.get("exclusiveMinimum"), node.get("exclusiveMaximum")
    gap = 1 if kind == "integer" else 0.125
    if lowest is not None and above is True:
        lowest += gap
    elif above is not None and not isinstance(above, bool):
        lowest = above + gap
    if highest is not None and below is True:
        highest -= gap
    elif below is not None and not isinstance(below, bool):
        highest = below - gap
    if lowest is not None:
        value = max(value, lowest)
    if highest is not None:
        value = min(value, highest)
    step = node.get("multipleOf")
    if step:
        value = -(-value // step) * step
    return int(value) if kind == "integer" else value
