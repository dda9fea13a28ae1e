"""What a name in a template may mean, read from the views' annotations."""

from __future__ import annotations

import dataclasses
import difflib
import functools
import operator
import types
import typing
from typing import TypeAlias

from jinja2 import nodes


@dataclasses.dataclass(frozen=True, slots=True)
class MacroType:
    """A macro, and the template it is written in."""

    template: str
    node: nodes.Macro


@dataclasses.dataclass(frozen=True, slots=True)
class MacrosType:
    """A template imported under a name: its macros."""

    template: str
    macros: typing.Mapping[str, MacroType]


@dataclasses.dataclass(frozen=True, slots=True)
class LoopType:
    """Jinja's own `loop` variable inside a `for`."""


Meaning: TypeAlias = object
"""A type hint, or one of the kinds above; `typing.Any` after a reported fault."""

LOOP_FLAGS = frozenset({"first", "last"})


def field_of(owner: Meaning, name: str) -> Meaning | None:
    """The type of a field of a view; None where there is no such field."""
    if owner is typing.Any:
        return typing.Any
    if isinstance(owner, LoopType):
        return bool if name in LOOP_FLAGS else None
    if isinstance(owner, MacrosType):
        return owner.macros.get(name)
    found = [_hints(member).get(name) for member in _alternatives(owner)]
    if not found or any(hint is None for hint in found):
        return None
    return _union(found)


def item_of(sequence: Meaning) -> Meaning | None:
    """The type of the items a `for` would give; None where it is no sequence."""
    if sequence is typing.Any:
        return typing.Any
    items = []
    for member in _alternatives(sequence):
        arguments = typing.get_args(member)
        if typing.get_origin(member) is not tuple or arguments[1:] != (...,):
            return None
        items.append(arguments[0])
    return _union(items) if items else None


def is_text(meaning: Meaning) -> bool:
    """Whether a value of this type can be printed as it is."""
    return meaning is typing.Any or all(
        member in (str, int) for member in _alternatives(meaning)
    )


def describe(meaning: Meaning) -> str:
    """The name of a type, for messages."""
    if isinstance(meaning, MacrosType | MacroType):
        return f"`{meaning.template}`"
    if isinstance(meaning, LoopType):
        return "`loop`"
    return " or ".join(
        f"`{getattr(member, '__name__', str(member))}`"
        for member in _alternatives(meaning)
    )


def suggestion(owner: Meaning, name: str) -> str:
    """A hint at the field that was probably meant; empty where nothing is near."""
    known: set[str] = set()
    if isinstance(owner, MacrosType):
        known = set(owner.macros)
    elif not isinstance(owner, LoopType):
        known = {key for member in _alternatives(owner) for key in _hints(member)}
    near = difflib.get_close_matches(name, sorted(known), n=1)
    return f"; did you mean `{near[0]}`?" if near else ""


def _union(members: list[object]) -> object:
    return functools.reduce(operator.or_, members)


def _alternatives(meaning: Meaning) -> tuple[object, ...]:
    origin = typing.get_origin(meaning)
    if origin is typing.Union or origin is types.UnionType:
        return tuple(
            inner
            for member in typing.get_args(meaning)
            if member is not types.NoneType
            for inner in _alternatives(member)
        )
    return (meaning,)


@functools.cache
def _hints(owner: object) -> dict[str, object]:
    if not isinstance(owner, type) or not dataclasses.is_dataclass(owner):
        return {}
    hints = typing.get_type_hints(owner)
    return {f.name: hints[f.name] for f in dataclasses.fields(owner)}
