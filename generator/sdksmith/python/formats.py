"""Tells whether a text is of a format, so that an example of it can be shown."""

from __future__ import annotations

import re
from base64 import b64decode
from collections.abc import Callable, Mapping
from datetime import date, datetime, time
from ipaddress import IPv4Address, IPv6Address
from uuid import UUID

_INSTANT = re.compile(
    r"\d{4}-\d\d-\d\d[Tt]\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)", re.ASCII
)
_CLOCK = re.compile(r"\d\d:\d\d:\d\d(\.\d{1,6})?([Zz]|[+-]\d\d:\d\d)?", re.ASCII)
_DURATION = re.compile(r"P(?!$)(\d+W|(\d+D)?(T(?=\d)(\d+H)?(\d+M)?(\d+S)?)?)", re.ASCII)
_DECIMAL = re.compile(r"-?\d+(\.\d+)?", re.ASCII)
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+")
_URI = re.compile(r"[A-Za-z][A-Za-z0-9+.-]*:[^\s<>\"{}|\\^`]*")
_HOST = re.compile(r"[A-Za-z0-9]([A-Za-z0-9.-]{0,250}[A-Za-z0-9])?")


def _is_date(text: str) -> bool:
    return len(text) == len("2024-01-31") and bool(date.fromisoformat(text))


def _is_instant(text: str) -> bool:
    found = _INSTANT.fullmatch(text) is not None
    return found and bool(datetime.fromisoformat(text.upper()))


def _is_clock(text: str) -> bool:
    return _CLOCK.fullmatch(text) is not None and time.fromisoformat(text) is not None


def _is_uuid(text: str) -> bool:
    return str(UUID(text)) == text.lower()


def _is_base64(text: str) -> bool:
    return b64decode(text, validate=True) is not None


def _fully(pattern: re.Pattern[str]) -> Callable[[str], bool]:
    return lambda text: pattern.fullmatch(text) is not None


_CHECKS: Mapping[str, Callable[[str], bool]] = {
    "date-time": _is_instant,
    "date": _is_date,
    "time": _is_clock,
    "duration": _fully(_DURATION),
    "uuid": _is_uuid,
    "decimal": _fully(_DECIMAL),
    "byte": _is_base64,
    "email": _fully(_EMAIL),
    "uri": _fully(_URI),
    "hostname": _fully(_HOST),
    "ipv4": lambda text: bool(IPv4Address(text)),
    "ipv6": lambda text: bool(IPv6Address(text)),
}

FORMATS = frozenset(
    {
        *_CHECKS,
        *("idn-email", "uri-reference", "uri-template", "url", "iri", "iri-reference"),
        *("idn-hostname", "json-pointer", "regex"),
    }
)
"""The formats of which the testing kit makes texts."""


def is_format(text: str, name: str) -> bool:
    """Whether a text is of a format; one of an unknown format is."""
    check = _CHECKS.get(name)
    if check is None:
        return True
    try:
        return check(text)
    except ValueError:
        return False
