"""Python literals for values of a document: one of the two doors for its text."""

from __future__ import annotations

import math
import unicodedata
from collections.abc import Mapping, Sequence


def literal(value: object) -> str:
    """The Python expression that evaluates to this JSON value (or ASCII bytes) alone.

    Raises:
        TypeError: for what JSON cannot hold.

    """
    if value is None or isinstance(value, bool):
        return str(value)
    if isinstance(value, str):
        return _string(value)
    if isinstance(value, bytes):
        return "b" + _string(value.decode("ascii"))
    if isinstance(value, int):
        return repr(int(value))
    if isinstance(value, float):
        return repr(value) if math.isfinite(value) else f'float("{value}")'
    if isinstance(value, Mapping):
        entries = (f"{literal(str(k))}: {literal(v)}" for k, v in value.items())
        return "{" + ", ".join(entries) + "}"
    if isinstance(value, Sequence):
        return "[" + ", ".join(literal(item) for item in value) + "]"
    raise TypeError(f"no literal for {type(value).__name__}")


def spread(value: object, indent: int = 0, width: int = 80) -> str:
    """The literal over several lines where one would be too long."""
    flat = literal(value)
    if len(flat) + indent <= width or not value:
        return flat
    pad = " " * (indent + 4)
    if isinstance(value, Mapping):
        lines = [
            f"{pad}{literal(str(key))}: {spread(item, indent + 4, width)},"
            for key, item in value.items()
        ]
        return "\n".join(["{", *lines, " " * indent + "}"])
    if isinstance(value, Sequence) and not isinstance(value, (str, bytes)):
        lines = [f"{pad}{spread(item, indent + 4, width)}," for item in value]
        return "\n".join(["[", *lines, " " * indent + "]"])
    return flat


def toml_string(text: str) -> str:
    """A TOML basic string (TOML 1.0, String) with this value."""
    return '"' + "".join(_toml_character(character) for character in text) + '"'


def _string(text: str) -> str:
    """A string in double quotes where that needs no more escapes, like black."""
    quoted = repr(str(text))
    if quoted.startswith("'") and '"' not in quoted:
        return '"' + quoted[1:-1] + '"'
    return quoted


def _toml_character(character: str) -> str:
    if character in '"\\':
        return "\\" + character
    if character.isprintable():
        return character
    if unicodedata.category(character) == "Cs":  # TOML holds no surrogates
        return "\\uFFFD"
    return f"\\U{ord(character):08X}"
