"""What importing and calling a client shows."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from places import TESTS

from judge.cells import Cell, crashed, hanging, parts
from judge.importing import OK, modules
from judge.running import Done, run

if TYPE_CHECKING:
    from pathlib import Path

IMPORT_SECONDS = 300
CALL_SECONDS = 600

_ENVIRONMENT = {"PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": ""}


def imports(package: Path, python: str = sys.executable) -> Cell:
    """Whether every module can be imported, alone, with warnings as errors."""
    script = str(TESTS / "judge" / "importing.py")
    command = [python, "-W", "error", script, str(package)]
    done = run(command, package.parent, IMPORT_SECONDS)
    if done.hangs:
        return hanging(done)
    if done.exit_code or done.errors:
        return crashed(done)
    rows = [line.split("\t") for line in done.output.splitlines()]
    bad = [f"{name}: {said}" for name, said in rows if said != OK]
    return parts(len(rows) - len(bad), len(modules(package)), bad)


@dataclass(frozen=True)
class Tried:
    """One thing that was tried, and what went wrong; `subject` is a method or a model."""

    kind: str
    operation: str
    subject: str
    said: str


def tried(package: Path) -> tuple[Done, list[Tried]]:
    """Every method called, and every model completed."""
    script = str(TESTS / "judge" / "calling.py")
    command = [sys.executable, script, str(package)]
    done = run(command, package.parent, CALL_SECONDS, _ENVIRONMENT)
    rows = [line.split("\t") for line in done.output.splitlines()]
    return done, [
        Tried(row[0], f"{row[1]} {row[2]}".strip(), row[3], row[4])
        for row in rows
        if len(row) == _FIELDS
    ]


_FIELDS = 5


def judged(done: Done, rows: list[Tried], kind: str) -> Cell:
    """How many of one kind went well."""
    if done.hangs:
        return hanging(done)
    if done.exit_code:
        return crashed(done)
    mine = [row for row in rows if row.kind == kind]
    bad = [f"{row.subject}: {row.said}" for row in mine if row.said]
    return parts(len(mine) - len(bad), len(mine), bad)
