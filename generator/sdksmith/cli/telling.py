"""What is told on the error stream: diagnostics, and progress on a terminal."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass
from typing import Self

import click

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.formats import as_github
from sdksmith.diagnostics.model import Diagnostic, Severity
from sdksmith.diagnostics.position import Locate, nowhere
from sdksmith.diagnostics.show import show

PATIENCE = 1.0
"""Seconds after which a terminal sees what is going on."""
MOST = 20
"""How many warnings of one code are shown to those who did not ask for all."""


@dataclass(frozen=True, slots=True)
class Teller:
    """Prints diagnostics: fewer with `quiet`; all, and notes too, where `verbose`."""

    quiet: bool = False
    verbose: bool = False
    locate: Locate = nowhere
    github: bool = False

    def tell(self, diagnostics: Sequence[Diagnostic]) -> None:
        """Print what is asked for, and how much of it was left out."""
        wanted = [item for item in diagnostics if self._is_wanted(item)]
        if self.github:
            if wanted:
                click.echo(as_github(wanted, self.locate))
            return
        shown = wanted if self.verbose else _first_of_each_code(wanted)
        if shown:
            text = show(shown, self.locate, colour=wants_colour())
            click.echo(text.rstrip("\n"), err=True, color=True)
        left = _left_out(wanted, shown)
        if not self.verbose and not self.quiet:
            left += _notes(diagnostics)
        if left:
            click.echo(f"{', '.join(left)} (-v shows them)", err=True)

    def _is_wanted(self, item: Diagnostic) -> bool:
        if item.severity is Severity.NOTE:
            return self.verbose
        return item.severity is Severity.ERROR or not self.quiet


def _first_of_each_code(items: Sequence[Diagnostic]) -> list[Diagnostic]:
    seen: Counter[Code] = Counter()
    shown = []
    for item in items:
        seen[item.code] += 1
        if item.severity is Severity.ERROR or seen[item.code] <= MOST:
            shown.append(item)
    return shown


def _left_out(wanted: Sequence[Diagnostic], shown: Sequence[Diagnostic]) -> list[str]:
    """How many of each code were wanted, but are not shown; the most first."""
    left = Counter(item.code for item in wanted)
    left.subtract(item.code for item in shown)
    return [f"{many} more of {code.value}" for code, many in left.most_common() if many]


def _notes(items: Sequence[Diagnostic]) -> list[str]:
    many = sum(item.severity is Severity.NOTE for item in items)
    if not many:
        return []
    return ["1 note" if many == 1 else f"{many} notes"]


def wants_colour() -> bool:
    """Whether the error stream is a terminal whose user wants colours (no-color.org)."""
    return sys.stderr.isatty() and not os.environ.get("NO_COLOR")


class Progress:
    """Shows the current stage on a terminal, once the work takes longer than a second."""

    def __init__(self) -> None:
        self._stage = ""
        self._done = threading.Event()
        self._thread: threading.Thread | None = None

    def __call__(self, stage: str) -> None:
        """Take note of the stage that begins."""
        self._stage = stage

    def __enter__(self) -> Self:
        if sys.stderr.isatty():
            self._thread = threading.Thread(target=self._show, daemon=True)
            self._thread.start()
        return self

    def __exit__(self, *_exception: object) -> None:
        self._done.set()
        if self._thread:
            self._thread.join()

    def _show(self) -> None:
        start = time.monotonic()
        wait = PATIENCE
        shown = False
        while not self._done.wait(wait):
            seconds = time.monotonic() - start
            click.echo(f"\r\x1b[K{self._stage} … {seconds:.0f} s", nl=False, err=True)
            wait, shown = 0.2, True
        if shown:
            click.echo("\r\x1b[K", nl=False, err=True)
