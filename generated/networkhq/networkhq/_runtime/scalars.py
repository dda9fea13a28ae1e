"""Values outside JSON bodies as text, in JSON spelling and never Python's."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias, cast

from .encode import to_plain

Plain: TypeAlias = "str | list[object] | dict[str, object] | None"
"""A value taken apart: text, or a list or an object of plain JSON data, or null."""


def taken_apart(value: object, name: str) -> Plain:
    """The value as text, a list or an object; `name` is for errors."""
    if type(value) is str:
        return value
    if isinstance(value, (set, frozenset)):
        value = list(cast("set[object]", value))
    plain = to_plain(value, (None, name))
    match plain:
        case None | str():
            return plain
        case list():
            return cast("list[object]", plain)
        case dict():
            return cast("dict[str, object]", plain)
        case _:
            return scalar_text(plain)


def scalar_text(plain: object) -> str:
    """A text, a number or a truth value, as JSON spells it but without quotes."""
    match plain:
        case str():
            return plain
        case bool():
            return "true" if plain else "false"
        case Decimal():
            return str(plain)
        case _:
            return repr(plain)
