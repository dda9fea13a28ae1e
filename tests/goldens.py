"""The one mechanism for snapshots: files in the checkout that must be what the code gives.

`pytest --update-goldens` writes them anew.
"""

from __future__ import annotations

import difflib
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest
from places import ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

LONGEST = 150
"""Lines of a difference that a failure shows."""


@dataclass(frozen=True)
class Goldens:
    """Compares with the files in the checkout, or refreshes them."""

    refresh: bool

    def file(self, path: Path, fresh: str) -> None:
        """One file holds exactly this text."""
        self.tree(path.parent, {path.name: fresh}, [path] if path.exists() else [])

    def tree(
        self, folder: Path, fresh: Mapping[str, str], there: list[Path] | None = None
    ) -> None:
        """A folder holds exactly these files."""
        paths = sorted(folder.rglob("*")) if there is None else there
        old = {
            path.relative_to(folder).as_posix(): path.read_bytes().decode("utf-8")
            for path in paths
            if path.is_file() and "__pycache__" not in path.parts
        }
        changed = [
            name for name in sorted({*old, *fresh}) if old.get(name) != fresh.get(name)
        ]
        if self.refresh:
            for name in changed:
                _put(folder / name, fresh.get(name))
        elif changed:
            pytest.fail(_told(folder, changed, old, fresh), pytrace=False)


def _put(path: Path, text: str | None) -> None:
    if text is None:
        path.unlink()
        return
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_text(text, "utf-8", newline="")


def _told(
    folder: Path, changed: list[str], old: Mapping[str, str], fresh: Mapping[str, str]
) -> str:
    shown = folder.relative_to(ROOT).as_posix()
    lines = [
        line.rstrip("\n")
        for name in changed
        for line in difflib.unified_diff(
            old.get(name, "").splitlines(keepends=True),
            fresh.get(name, "").splitlines(keepends=True),
            f"{shown}/{name}" if name in old else "(no such file)",
            f"{shown}/{name}, as generated now" if name in fresh else "(not generated)",
        )
    ]
    more = len(lines) - LONGEST
    rest = [f"... and {more} lines more"] if more > 0 else []
    head = f"{len(changed)} of the files in {shown} are not what the code gives:"
    hint = "If that is right: pytest --update-goldens, and commit."
    return "\n".join([head, *lines[:LONGEST], *rest, hint])
