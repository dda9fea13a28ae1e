"""The edge of the program: arguments come in, an exit code goes out, nothing leaks."""

from __future__ import annotations

import io
import os
import sys
import traceback
from collections.abc import Sequence
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from types import TracebackType
from typing import Self

import click

from sdksmith.cli.commands import sdksmith
from sdksmith.cli.telling import Teller
from sdksmith.diagnostics.stop import Stop

BUG = 70
"""Exit code for a mistake of ours, as in sysexits.h (EX_SOFTWARE)."""
INTERRUPTED = 130


def main() -> None:
    """Run the program with the arguments of the process, and exit."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # Documents may hold what a console's code page has no sign for.
            stream.reconfigure(errors="backslashreplace")
    sys.exit(run(sys.argv[1:]))


def run(arguments: Sequence[str]) -> int:
    """Run one command; gives its exit code, whatever happens."""
    with _Edge(verbose=not {"-v", "--verbose"}.isdisjoint(arguments)) as edge:
        outcome = sdksmith.main(list(arguments), "sdksmith", standalone_mode=False)
        edge.exit_code = outcome if isinstance(outcome, int) else 0
    return edge.exit_code


@dataclass(slots=True)
class _Edge:
    """Turns every exception into a message and an exit code."""

    verbose: bool
    exit_code: int = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self,
        _kind: type[BaseException] | None,
        error: BaseException | None,
        _where: TracebackType | None,
    ) -> bool:
        match error:
            case None:
                pass
            case click.ClickException():
                error.show()
                self.exit_code = error.exit_code
            case Stop():
                Teller().tell(error.diagnostics)
                self.exit_code = error.exit_code
            case KeyboardInterrupt() | click.Abort():
                click.echo("stopped", err=True)
                self.exit_code = INTERRUPTED
            case BrokenPipeError():
                _quiet_stdout()
            case Exception():
                self._tell_bug(error)
                self.exit_code = BUG
        return isinstance(error, Exception | KeyboardInterrupt)

    def _tell_bug(self, error: Exception) -> None:
        if self.verbose:
            traceback.print_exception(error)
        last = traceback.extract_tb(error.__traceback__)[-1]
        what = f"{type(error).__name__}: {error}".replace("\n", " ")
        hint = "" if self.verbose else " and what the same command prints with `-v`"
        click.echo(
            f"sdksmith made a mistake ({what}, {Path(last.filename).name}:{last.lineno})."
            f" Please report it, with the document{hint}.",
            err=True,
        )


def _quiet_stdout() -> None:
    # The reader of the pipe has gone; Python would complain once more at exit.
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
