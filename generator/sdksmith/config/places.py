"""Where the config says something, so that a later stage can point there."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.config.lines import line_of
from sdksmith.diagnostics.model import Origin, Position


@dataclass(frozen=True, slots=True)
class Said:
    """A place in a config file."""

    origin: Origin
    position: Position


Places: TypeAlias = Mapping[tuple[str, str], Said]
"""Places by key and entry: `include`, `tag:pets`; `rename`, `GET /pets`."""

_WITH_ENTRIES = ("include", "exclude", "rename")


def places_in(
    text: str, file: str, keys: tuple[str, ...], table: Mapping[str, object]
) -> Places:
    """Where each entry of a client's lists and tables stands; `keys` lead to it."""
    found = {}
    for key in _WITH_ENTRIES:
        for entry in _entries(table.get(key)):
            whole = (*keys, key, entry)
            position = _position(text, line_of(text, whole), entry)
            found[key, entry] = Said(Origin(file).child(*whole[:-1]), position)
    return found


def _entries(value: object) -> Iterable[str]:
    return map(str, value) if isinstance(value, list | dict) else ()


def _position(text: str, first: int, entry: str) -> Position:
    """The first line from there on that has the entry in quotes, or that very one."""
    lines = text.splitlines() or [""]
    for number, column in _quoted(lines, first, entry):
        return Position(number, column + 1, lines[number - 1], column)
    line = lines[first - 1]
    indent = len(line) - len(line.lstrip())
    return Position(first, indent + 1, line, indent)


def _quoted(lines: list[str], first: int, entry: str) -> Iterator[tuple[int, int]]:
    escaped = entry.replace("\\", "\\\\").replace('"', '\\"')
    for number, line in enumerate(lines[first - 1 :], start=first):
        for quoted in (f'"{escaped}"', f"'{entry}'"):
            if quoted in line:
                yield number, line.index(quoted)
