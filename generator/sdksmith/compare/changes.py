"""Changes: what each file of a client is, beside what it should be."""

from __future__ import annotations

import difflib
from collections.abc import Iterator, Mapping
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import Enum


class ChangeKind(Enum):
    """What is the matter with a file; the value is the word that is printed."""

    ADDED = "added"
    CHANGED = "changed"
    REMOVED = "removed"
    EDITED = "edited"
    DELETED = "deleted"
    IN_THE_WAY = "in the way"


BY_HAND = frozenset({ChangeKind.EDITED, ChangeKind.DELETED, ChangeKind.IN_THE_WAY})
"""What only a person can have done."""


@dataclass(frozen=True, slots=True)
class FileChange:
    """One file that is not as it should be: on the disk, and as it would be written."""

    path: str
    kind: ChangeKind
    before: str | None
    after: str | None

    def diff(self) -> str:
        """The way from the disk to what would be written, as a unified diff."""
        before = (self.before or "").splitlines(keepends=True)
        after = (self.after or "").splitlines(keepends=True)
        old = "/dev/null" if self.before is None else f"a/{self.path}"
        new = "/dev/null" if self.after is None else f"b/{self.path}"
        lines = difflib.unified_diff(before, after, old, new)
        return "".join(_with_line_end(line) for line in lines)


@dataclass(frozen=True, slots=True)
class Sides:
    """Both sides of a comparison; every path is relative to the output folder.

    `fresh` is what would be written now, `once` the part of it that is the user's as
    soon as it is there. `disk` is what is there of all paths in question. `owned` are
    the files that sdksmith wrote last time, `edited` those that are not as it left them.
    """

    fresh: Mapping[str, str]
    disk: Mapping[str, str]
    owned: AbstractSet[str] = frozenset()
    edited: AbstractSet[str] = frozenset()
    once: AbstractSet[str] = frozenset()


def changes(sides: Sides) -> tuple[FileChange, ...]:
    """Every file that is not as it should be, sorted by path."""
    found = [*_of_fresh(sides), *_of_stale(sides)]
    return tuple(sorted(found, key=lambda change: change.path))


def _of_fresh(sides: Sides) -> Iterator[FileChange]:
    for path, after in sides.fresh.items():
        before = sides.disk.get(path)
        if before is None:
            kind = ChangeKind.DELETED if path in sides.owned else ChangeKind.ADDED
        elif before == after or path in sides.once:
            continue
        elif path not in sides.owned:
            kind = ChangeKind.IN_THE_WAY
        else:
            kind = ChangeKind.EDITED if path in sides.edited else ChangeKind.CHANGED
        yield FileChange(path, kind, before, after)


def _of_stale(sides: Sides) -> Iterator[FileChange]:
    for path in sides.owned - sides.fresh.keys():
        before = sides.disk.get(path)
        if before is not None:
            kind = ChangeKind.EDITED if path in sides.edited else ChangeKind.REMOVED
            yield FileChange(path, kind, before, None)


def _with_line_end(line: str) -> str:
    return line if line.endswith("\n") else f"{line}\n\\ No newline at end of file\n"
