"""What an unquoted YAML scalar means, by the core schema of YAML 1.2 (section 10.3)."""

from __future__ import annotations

import math
import re

_WORDS: dict[str, bool | None] = {
    **dict.fromkeys(("", "~", "null", "Null", "NULL")),
    **dict.fromkeys(("true", "True", "TRUE"), True),
    **dict.fromkeys(("false", "False", "FALSE"), False),
}
_NUMBER_STARTS = frozenset("+-.0123456789")
_INTEGER = re.compile(r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+")
_FLOAT = re.compile(r"[-+]?(?:\.[0-9]+|[0-9]+(?:\.[0-9]*)?)(?:[eE][-+]?[0-9]+)?")
_BASES = {"0o": 8, "0x": 16}
_LONGEST_NUMBER = 400


def plain(written: str) -> str | int | float | bool | None:
    """The value of an unquoted scalar.

    Numbers that JSON cannot hold (`.inf`, `.nan`, `1e999`) stay text.
    """
    if written in _WORDS:
        return _WORDS[written]
    if written[0] in _NUMBER_STARTS and len(written) <= _LONGEST_NUMBER:
        return _number(written)
    return written


def _number(written: str) -> str | int | float:
    if _INTEGER.fullmatch(written):
        base = _BASES.get(written[:2])
        return int(written[2:], base) if base else int(written)
    if _FLOAT.fullmatch(written):
        number = float(written)
        return number if math.isfinite(number) else written
    return written
