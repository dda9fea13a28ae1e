"""One judgement: what the table shows of it, and what is behind."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from judge.running import Done


@dataclass(frozen=True)
class Cell:
    """A judgement as text; `passes` is None where there is nothing to pass."""

    text: str
    passes: bool | None = None
    findings: tuple[str, ...] = ()


def counted(findings: list[str]) -> Cell:
    """So many findings, none of which should be."""
    return Cell(str(len(findings)), not findings, tuple(findings))


def parts(good: int, of: int, findings: list[str]) -> Cell:
    """So many of so many that are as they should be."""
    return Cell(f"{good}/{of}", good == of and not findings, tuple(findings))


def hanging(done: Done) -> Cell:
    """A command that took all its time."""
    lines = done.lines[-3:]
    return Cell("HANGS", passes=False, findings=("stopped: out of time", *lines))


def crashed(done: Done) -> Cell:
    """A command that ended in a way of its own."""
    lines = done.lines[-20:]
    return Cell("CRASH", passes=False, findings=(f"exit {done.exit_code}", *lines))
