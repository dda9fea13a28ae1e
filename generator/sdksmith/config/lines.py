"""Lines: where a key of a TOML file stands, which TOML readers do not tell."""

from __future__ import annotations

import re
import tomllib
from collections.abc import Iterator, Sequence

_HEADER = re.compile(r"\s*\[\[?(?P<key>[^\]#]+)\]\]?\s*(#.*)?")
_ENTRY = re.compile(r"""\s*(?P<key>(?:"[^"]*"|'[^']*'|[\w.-]|\s*\.\s*)+?)\s*=""")


def line_of(text: str, keys: Sequence[str]) -> int:
    """The line, from 1, of the key with this path, or of the nearest table around it."""
    best, depth = 1, 0
    for number, path in _paths(text):
        shared = min(len(path), len(keys))
        if shared > depth and tuple(keys[:shared]) == path[:shared]:
            best, depth = number, shared
    return best


def _paths(text: str) -> Iterator[tuple[int, tuple[str, ...]]]:
    table: tuple[str, ...] = ()
    for number, line in enumerate(text.splitlines(), start=1):
        if header := _HEADER.fullmatch(line):
            table = _split(header["key"])
            yield number, table
        elif entry := _ENTRY.match(line):
            yield number, table + _split(entry["key"])


def _split(dotted: str) -> tuple[str, ...]:
    try:
        node: object = tomllib.loads(f"{dotted} = 0")
    except tomllib.TOMLDecodeError:
        return ()
    path = []
    while isinstance(node, dict):
        key, node = next(iter(node.items()))
        path.append(key)
    return tuple(path)
