"""Strings and numbers of a recipe, another one for each number of a value."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Callable, Mapping
from datetime import UTC, datetime, timedelta
from fractions import Fraction
from ipaddress import IPv4Address, IPv6Address
from math import ceil, floor
from uuid import UUID

from ..encode import to_plain
from .recipes import Number, Text

_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_DAYS = 365 * 70
_SECONDS = 24 * 60 * 60
_FIRST_ADDRESS = int(IPv4Address("192.0.2.1"))
_FIRST_LONG_ADDRESS = int(IPv6Address("2001:db8::1"))
_ADDRESSES = 250

_FIXED: Mapping[str, Callable[[int], str]] = {
    "date-time": lambda n: str(to_plain(_FIRST_DAY + timedelta(0, n % 2**31))),
    "date": lambda n: str((_FIRST_DAY + timedelta(n % _DAYS)).date()),
    "time": lambda n: f"{(_FIRST_DAY + timedelta(0, 43200 + n % _SECONDS)):%H:%M:%SZ}",
    "duration": lambda n: f"PT{n % 10**9 + 1}S",
    "decimal": lambda n: f"{n + 1}.00",
    "uuid": lambda n: str(UUID(int=n % 2**60 + 1, version=4)),
    "ipv4": lambda n: str(IPv4Address(_FIRST_ADDRESS + n % _ADDRESSES)),
    "ipv6": lambda n: str(IPv6Address(_FIRST_LONG_ADDRESS + n % 2**60)),
}
"""Formats whose text is as long as it is."""

_PATTERNS: Mapping[str, tuple[str, ...]] = {
    "email": ("user{}@example.com", "u{}@a.co", "{}@a"),
    "uri": ("https://example.com/{}", "https://a.co/{}", "a:{}"),
    "uri-reference": ("https://example.com/{}", "/{}", "{}"),
    "hostname": ("host{}.example.com", "h{}"),
    "json-pointer": ("/member{}", "/{}"),
    "regex": ("a{}", "{}"),
}
"""Formats with room for a number, the first one that is short enough."""

_LATER = 10
"""Multiples of a step that are tried until one is exact."""

_ALIKE = {
    "idn-email": "email",
    "url": "uri",
    "iri": "uri",
    "uri-template": "uri",
    "iri-reference": "uri-reference",
    "idn-hostname": "hostname",
}


def text_of(recipe: Text, name: str, number: int) -> str:
    """A string for the member of this name."""
    if recipe.samples:
        return recipe.samples[number % len(recipe.samples)]
    kind = _ALIKE.get(recipe.format, recipe.format)
    if kind in _FIXED:
        return _FIXED[kind](number)
    if kind == "byte":
        return _encoded(recipe, number)
    if kind in _PATTERNS:
        return _patterned(recipe, _PATTERNS[kind], number + 1)
    suffix = f"-{number}" if number else ""
    if recipe.most is not None and len(name) + len(suffix) > recipe.most:
        suffix = str(number)[-recipe.most :] if number and recipe.most else ""
        name = name[: recipe.most - len(suffix)]
    return f"{name}{suffix}".ljust(recipe.least, "x")


def _encoded(recipe: Text, number: int) -> str:
    """Base64, of which four characters hold three bytes."""
    data = str(number).encode() if number else b""
    return b64encode(data.ljust(ceil(recipe.least / 4) * 3, b"x")).decode()


def _patterned(recipe: Text, patterns: tuple[str, ...], number: int) -> str:
    for pattern in patterns:
        fixed = len(pattern) - len("{}")
        text = pattern.format(str(number).zfill(recipe.least - fixed))
        if recipe.most is None or len(text) <= recipe.most:
            return text
    room = (recipe.most or 0) - len(patterns[-1]) + len("{}")
    return patterns[-1].format(str(number)[-max(room, 1) :])


def number_of(recipe: Number, number: int) -> float:
    """A number: the smallest that is not negative, if there is one, or a later one."""
    step = Fraction(str(recipe.step)) if recipe.step else Fraction(1)
    # Multiples that are whole are exact, and so still multiples once they are floats.
    steps = (Fraction(step.numerator), *(() if recipe.whole else (step,)))
    found = (
        _stepped(recipe, each, later)
        for each in steps
        for later in range(number, number + _LATER)
    )
    multiples = (each for each in found if each is not None)
    exact = (
        each for each in multiples if each.denominator == 1 or _is_exact(each, step)
    )
    value = next(exact, None)
    if value is None:
        return _between(recipe, number)
    return int(value) if value.denominator == 1 else float(value)


def _is_exact(value: Fraction, step: Fraction) -> bool:
    """Whether floats divide without a rest, as most validators do it: 0.07 by 0.01."""
    return (float(value) / float(step)).is_integer()


def _stepped(recipe: Number, step: Fraction, number: int) -> Fraction | None:
    """A multiple of the step between the limits; None where there is none."""
    first, last = _first(recipe, step), _last(recipe, step)
    if last is None:
        return (max(first or 0, 0) + number) * step
    if first is None and last < 0:
        return (last - number) * step
    if first is None or last >= 0:
        first = max(first or 0, 0)
    if first > last:
        return None
    return (first + number % (last - first + 1)) * step


def _first(recipe: Number, step: Fraction) -> int | None:
    found: list[int] = []
    if recipe.low is not None:
        found.append(ceil(_exact(recipe.low) / step))
    if recipe.above is not None:
        found.append(floor(_exact(recipe.above) / step) + 1)
    return max(found, default=None)


def _last(recipe: Number, step: Fraction) -> int | None:
    found: list[int] = []
    if recipe.high is not None:
        found.append(floor(_exact(recipe.high) / step))
    if recipe.below is not None:
        found.append(ceil(_exact(recipe.below) / step) - 1)
    return min(found, default=None)


def _between(recipe: Number, number: int) -> float:
    """A fraction between limits that have no whole number between them."""
    low = max((x for x in (recipe.low, recipe.above) if x is not None), default=0)
    high = min((x for x in (recipe.high, recipe.below) if x is not None), default=low)
    return low + (high - low) * (number % 2**20 + 1) / (number % 2**20 + 2)


def _exact(number: float) -> Fraction:
    return Fraction(str(number))
