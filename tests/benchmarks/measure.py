"""CPU time of processes and of snippets, taken in turn, so that noise hits both sides alike."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass, field
from statistics import median
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from pathlib import Path


@dataclass(frozen=True)
class Side:
    """One of the things compared: a command, and what it measures.

    A command that `tells` prints its own seconds; of another the whole process counts.
    """

    command: Sequence[str]
    environment: Mapping[str, str] = field(default_factory=dict)
    tells: bool = False
    before: Callable[[], object] = dict
    """Done before each run, and not measured."""

    def run(self) -> float:
        """CPU seconds of one run, children included."""
        self.before()
        process = subprocess.Popen(
            self.command,
            env=os.environ | self.environment,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
        )
        assert process.stdout is not None
        with process.stdout:
            output = process.stdout.read()
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            raise RuntimeError(f"{' '.join(self.command)} failed; run it to see why")
        return float(output) if self.tells else usage.ru_utime + usage.ru_stime


def snippet(
    file: Path, *arguments: str, path: Path | None = None, python: str = sys.executable
) -> Side:
    """A script that prints the CPU seconds of what it measures."""
    environment = {"PYTHONPATH": str(path)} if path else {}
    return Side([python, str(file), *arguments], environment, tells=True)


@dataclass(frozen=True)
class Measured:
    """The CPU seconds of each side in each round."""

    rounds: Sequence[Mapping[str, float]]

    def __contains__(self, name: str) -> bool:
        return name in self.rounds[0]

    def __getitem__(self, name: str) -> float:
        return median(times[name] for times in self.rounds)

    def ratio(self, one: str, other: str) -> float:
        """How much one side takes of the other: of each round, and of these the median."""
        return median(times[one] / times[other] for times in self.rounds)


def measured(sides: Mapping[str, Side], rounds: int) -> Measured:
    """Every side in turn, after one run of each that does not count."""
    for side in sides.values():
        side.run()
    return Measured(
        [{name: side.run() for name, side in sides.items()} for _ in range(rounds)]
    )
