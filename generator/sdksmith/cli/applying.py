"""The `apply` command: a document with its overlays applied."""

from __future__ import annotations

import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click

from sdksmith.cli.choosing import Choice, choose
from sdksmith.cli.telling import Teller
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.stop import WRONG_USE, Stop
from sdksmith.document.printing import printed
from sdksmith.pipeline import Run


def run_apply(given: Mapping[str, Any], cwd: Path) -> int:
    """Print or write the document that a client is made from."""
    client = choose(Choice(given["spec"], overlays=given["overlays"]), cwd)[0]
    run = Run(stdin=sys.stdin.buffer.read, strict=bool(given["strict"]))
    try:
        document = run.read(client, alone=True)
        run.stop_if_strict()
        format_ = document.sources[document.entry].format
        _give(printed(document.root, format_), given["output"], cwd, run)
    except Stop as stop:
        return stop.exit_code
    finally:
        teller = Teller(verbose=bool(given["verbose"]), locate=run.locate)
        teller.tell(run.diagnostics.items)
    return 0


def _give(text: str, output: Path | None, cwd: Path, run: Run) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    try:
        (cwd / output).write_text(text, encoding="utf-8", newline="\n")
    except OSError as error:
        message = f"`{output}` cannot be written: {error.strerror or error}"
        run.diagnostics.error(Code.OUTPUT_NOT_WRITABLE, message)
        raise Stop(run.diagnostics, WRONG_USE) from error
