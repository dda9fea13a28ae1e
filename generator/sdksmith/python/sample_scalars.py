"""Scalars to show: something plausible that keeps the limits, if there is such a thing."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal

from sdksmith.ir.types import Constraints, Primitive, PrimitiveKind
from sdksmith.python.patterns import texts_of
from sdksmith.python.validity import is_scalar

_TEXTS = {
    PrimitiveKind.DATE_TIME: "2026-01-31T12:00:00Z",
    PrimitiveKind.DATE: "2026-01-31",
    PrimitiveKind.TIME: "12:00:00",
    PrimitiveKind.DURATION: "PT1H",
    PrimitiveKind.UUID: "6f1c1b52-9a6e-4c0c-8f3a-2d7e5b9a4c11",
    PrimitiveKind.DECIMAL: "1.50",
}
_FORMATS: Mapping[str, tuple[str, ...]] = {
    "email": ("user@example.com", "u@a.co"),
    "idn-email": ("user@example.com", "u@a.co"),
    "uri": ("https://example.com", "a:b"),
    "url": ("https://example.com", "a:b"),
    "iri": ("https://example.com", "a:b"),
    "hostname": ("example.com", "a"),
    "idn-hostname": ("example.com", "a"),
    "ipv4": ("192.0.2.1",),
    "ipv6": ("2001:db8::1",),
}
_LONGEST = 200


def scalar_sample(of: Primitive, name: str) -> object:
    """A value of any kind but bytes, for what has this name."""
    match of.kind:
        case PrimitiveKind.BOOLEAN:
            return True
        case PrimitiveKind.NULL:
            return None
        case PrimitiveKind.INTEGER | PrimitiveKind.NUMBER:
            candidates: Iterator[object] = _numbers(of)
        case _:
            candidates = _texts(of, name)
    first = next(candidates)
    if is_scalar(first, of):
        return first
    return next((each for each in candidates if is_scalar(each, of)), first)


def _numbers(of: Primitive) -> Iterator[int | float]:
    is_whole = of.kind is PrimitiveKind.INTEGER
    yield 1 if is_whole else 1.5
    limits = of.constraints
    for limit in _near(limits):
        step = limits.multiple_of or Decimal(1)
        multiple = limit // step * step
        for each in (limit, multiple, multiple + step):
            whole = each == each.to_integral_value()
            if whole or not is_whole:
                yield int(each) if whole else float(each)


def _near(limits: Constraints) -> Iterator[Decimal]:
    yield Decimal(0)
    low = limits.minimum if limits.minimum is not None else limits.exclusive_minimum
    high = limits.maximum if limits.maximum is not None else limits.exclusive_maximum
    if low is not None and high is not None:
        yield (low + high) / 2
    for limit in (low, high):
        if limit is not None:
            yield from (limit, limit + 1, limit - 1)


def _texts(of: Primitive, name: str) -> Iterator[str]:
    limits = of.constraints
    if of.kind in _TEXTS:
        yield _TEXTS[of.kind]
    else:
        yield from _FORMATS.get(of.format or "", (name,))
        least = min(limits.min_length or 0, _LONGEST)
        yield name[: limits.max_length].ljust(least, "x")
    if limits.pattern is not None:
        yield from texts_of(
            limits.pattern, 1, limits.min_length or 0, limits.max_length
        )
