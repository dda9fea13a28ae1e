"""Reading members of the document's plain tree, whatever is found there."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TypeAlias

Node: TypeAlias = Mapping[str, object]
"""A JSON object of the document."""

_NOTHING: Node = {}


def mapping(node: object, key: str) -> Node:
    """The object at the key; an empty one where there is none."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, Mapping) else _NOTHING


def sequence(node: object, key: str) -> Sequence[object]:
    """The array at the key; an empty one where there is none."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found if isinstance(found, list | tuple) else ()


def text(node: object, key: str) -> str | None:
    """The text at the key, without blank ends; None where there is none."""
    found = node.get(key) if isinstance(node, Mapping) else None
    return found.strip() or None if isinstance(found, str) else None


def texts(node: object, key: str) -> tuple[str, ...]:
    """The strings of the array at the key."""
    return tuple(item for item in sequence(node, key) if isinstance(item, str))


def flag(node: object, key: str) -> bool:
    """Whether the key holds `true`."""
    return isinstance(node, Mapping) and node.get(key) is True


def count(node: Node, key: str) -> int | None:
    """The whole number at the key, from 0."""
    found = node.get(key)
    if isinstance(found, float) and found.is_integer():
        found = int(found)
    whole = isinstance(found, int) and not isinstance(found, bool)
    return found if whole and isinstance(found, int) and found >= 0 else None


def without(node: Node, *keys: str) -> Node:
    """The object without these members."""
    return {key: value for key, value in node.items() if key not in keys}


def is_scalar(value: object) -> bool:
    """Whether a JSON value is no object and no array."""
    return value is None or isinstance(value, str | int | float)
