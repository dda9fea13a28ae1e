"""Values outside JSON bodies as text, in JSON spelling and never Python's."""

from __future__ import annotations

from decimal import Decimal
from typing import TypeAlias, cast

from .encode import to_plain

Plain: TypeAlias = "str | list[Plain] | dict[str, Plain] | None"
"""A value taken apart: text, a list, an object, or null."""


def taken_apart(value: object, name: str) -> Plain:
    """The value as text, a list or an object of such; `name` is for errors."""
    if type(value) is str:
        return value
    if isinstance(value, (set, frozenset)):
        value = list(cast("set[object]", value))
    return _texts(to_plain(value, (None, name)))


def _texts(plain: object) -> Plain:
    match plain:
        case None | str():
            return plain
        case bool():
            return "true" if plain else "false"
        case list():
            return [_texts(item) for item in cast("list[object]", plain)]
        case dict():
            members = cast("dict[str, object]", plain)
            return {name: _texts(member) for name, member in members.items()}
        case _:
            return repr(plain) if not isinstance(plain, Decimal) else str(plain)
