"""Values that travel as texts: forms that are received, and headers."""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping
from typing import Any, TypeAlias, cast

from .decode import Decoded, Mode, decode
from .encode import to_json_bytes
from .mismatches import Mismatch, UndecodableError, spelled

Texts: TypeAlias = "str | list[str] | Mapping[str, str | list[str]]"
Spelling: TypeAlias = Callable[[object], object]


def decode_texts(form: object, texts: Texts, *, mode: Mode = "warn") -> Decoded[Any]:
    """Texts as a value of the type form; mismatches are as with `decode`.

    Where a string does not fit, the text is taken for the JSON that it spells, or
    for the only item of a list.
    """
    found: object = texts
    for spelling in (as_json, as_item):
        misfits = _misfits(form, found)
        if not misfits:
            break
        changed = _respelled(found, misfits, spelling)
        if len(_misfits(form, changed)) < len(misfits):
            found = changed
    return decode(form, to_json_bytes(found), mode=mode)


def header_value(form: object, text: str, delimiter: str = ",") -> Decoded[Any]:
    """A header as a value of the type form (style `simple`, RFC 6570, 3.2.2)."""
    parts = [part.strip() for part in text.split(delimiter)]
    pairs = dict(zip(parts[::2], parts[1::2], strict=False))
    named = {k: v for k, mark, v in (part.partition("=") for part in parts) if mark}
    readings: tuple[Texts, ...] = (text, parts if text.strip() else [], named, pairs)
    best = min(readings, key=lambda texts: _rank(_misfits(form, _spelt(form, texts))))
    return decode_texts(form, best)


def header_lines(form: object, lines: list[str]) -> Decoded[Any]:
    """Like `header_value` for a header that is not a list, but sent several times."""
    readings: tuple[Texts, ...] = (", ".join(lines), lines)
    best = min(readings, key=lambda texts: _rank(_misfits(form, _spelt(form, texts))))
    return decode_texts(form, best)


def _rank(misfits: tuple[Mismatch, ...]) -> tuple[bool, int]:
    return (any(misfit.path == "$" for misfit in misfits), len(misfits))


def as_json(value: object) -> object:
    """The scalar that a text spells, or the text."""
    try:
        found = json.loads(value) if isinstance(value, str) else value
    except (ValueError, RecursionError):
        return value
    return value if isinstance(found, (str, list, dict)) else found


def as_item(value: object) -> object:
    """A list of the one value."""
    return [value]


def _spelt(form: object, texts: Texts) -> object:
    return _respelled(texts, _misfits(form, texts), as_json)


def _misfits(form: object, value: object) -> tuple[Mismatch, ...]:
    try:
        return decode(form, to_json_bytes(value)).mismatches
    except UndecodableError as error:
        return error.mismatches


def _respelled(
    value: object, misfits: tuple[Mismatch, ...], spelling: Spelling
) -> object:
    """The value with the texts at these places spelled otherwise."""
    paths = {misfit.path for misfit in misfits}

    def at(place: tuple[str | int, ...], inner: object) -> object:
        path: Any = None
        for step in place:
            path = (path, step)
        if spelled(path) in paths:
            return spelling(inner)
        if isinstance(inner, list):
            items = enumerate(cast("list[object]", inner))
            return [at((*place, index), item) for index, item in items]
        if isinstance(inner, Mapping):
            members = cast("Mapping[str, object]", inner).items()
            return {name: at((*place, name), member) for name, member in members}
        return inner

    return at((), value)
