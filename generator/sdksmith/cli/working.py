"""The `generate` and `check` commands, client by client."""

from __future__ import annotations

import shlex
import sys
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from types import MappingProxyType
from typing import Any, TypeAlias

import click

from sdksmith.cli.choosing import Choice, choose
from sdksmith.cli.telling import Progress, Teller
from sdksmith.compare.report import DriftReport
from sdksmith.compare.show import as_github, as_json, as_text
from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics import formats
from sdksmith.diagnostics.model import Diagnostic
from sdksmith.diagnostics.position import position_of
from sdksmith.diagnostics.stop import Stop
from sdksmith.output.writing import WriteReport
from sdksmith.pipeline import DRIFT, Edits, Run, check, generate

Outcome: TypeAlias = tuple[int, str]
"""An exit code, and what to print."""
Task: TypeAlias = Callable[[ClientConfig, Run], Outcome]


def run_generate(given: Mapping[str, Any], cwd: Path) -> int:
    """Generate every client that is meant; gives the worst exit code."""
    work = _Work(given)
    edits = Edits(given["edits"] or "stop")
    dry_run = bool(given["dry_run"])

    def one(client: ClientConfig, run: Run) -> Outcome:
        report, written = generate(client, run, edits, dry_run=dry_run)
        if dry_run:
            return 0, _dry_text(report)
        text = _written_text(report, written, verbose=work.verbose)
        if run.tally is not None and (written.written or written.removed):
            text += f"\n  {run.tally}"
        return 0, "" if work.quiet else text

    return work.on_all(choose(_choice(given), cwd), one)


def run_check(given: Mapping[str, Any], cwd: Path) -> int:
    """Check every client that is meant; gives the worst exit code."""
    work = _Work(given)
    form, diff, command = given["form"], bool(given["diff"]), _command(given)
    reports: list[DriftReport] = []

    def one(client: ClientConfig, run: Run) -> Outcome:
        report = check(client, run)
        reports.append(report)
        text = ""
        if form == "text" and not (work.quiet and report.is_clean):
            text = as_text(report, command=command, diff=diff)
        elif form == "github":
            text = as_github(report, command=command)
        return 0 if report.is_clean else DRIFT, text

    worst = work.on_all(choose(_choice(given), cwd), one)
    if form == "json":
        click.echo(as_json(reports, command=command))
    return worst


@dataclass(frozen=True, slots=True)
class _Work:
    """How a command works on each client: what it tells meanwhile and afterwards."""

    given: Mapping[str, Any]

    @property
    def quiet(self) -> bool:
        """Whether only what is wrong is told."""
        return bool(self.given["quiet"])

    @property
    def verbose(self) -> bool:
        """Whether notes and file names are told too."""
        return bool(self.given["verbose"])

    def on_all(self, clients: Iterable[ClientConfig], one: Task) -> int:
        """Do a task on each client; gives the worst exit code.

        Diagnostics for machines are told once, when all is done.
        """
        kept: list[Diagnostic] = []
        worst = max(self._on(client, one, kept) for client in clients)
        form = self.given["diagnostics"]
        if form in _FORMS:
            click.echo(_FORMS[form](kept), err=True)
        return worst

    def _on(self, client: ClientConfig, one: Task, kept: list[Diagnostic]) -> int:
        progress = Progress()
        run = Run(
            stdin=sys.stdin.buffer.read,
            progress=progress,
            strict=bool(self.given["strict"]),
            update_remote=bool(self.given.get("update_remote")),
        )
        with progress:
            exit_code, text = _attempt(one, client, run)
        if self.given["diagnostics"] in _FORMS:
            kept += [
                replace(item, position=position_of(item, run.locate))
                for item in run.diagnostics.items
            ]
        else:
            github = self.given.get("form") == "github"
            teller = Teller(self.quiet, self.verbose, run.locate, github=github)
            teller.tell(run.diagnostics.items)
        if text:
            click.echo(text)
        return exit_code


_FORMS: Mapping[str, Callable[[Sequence[Diagnostic]], str]] = MappingProxyType(
    {
        "json": formats.as_json,
        "github": formats.as_github,
        "sarif": formats.as_sarif,
    }
)


def _attempt(one: Task, client: ClientConfig, run: Run) -> Outcome:
    try:
        return one(client, run)
    except Stop as stop:
        return stop.exit_code, ""


def _choice(given: Mapping[str, Any]) -> Choice:
    return Choice(
        spec=given["spec"],
        output=given["output"],
        package=given["package"],
        templates=given["templates"],
        overlays=given["overlays"],
        config=given["config"],
        include=given["include"],
        exclude=given["exclude"],
    )


def _command(given: Mapping[str, Any]) -> str:
    """The `generate` command that goes with the arguments of a `check`."""
    words = ["sdksmith", "generate"]
    if given["spec"]:
        words.append(given["spec"])
    for option in ("output", "package", "templates", "config"):
        if given[option]:
            words += [f"--{option}", str(given[option])]
    for option in ("include", "exclude"):
        for entry in given[option]:
            words += [f"--{option}", entry]
    for overlay in given["overlays"]:
        words += ["--overlay", overlay]
    return shlex.join(words)


def _dry_text(report: DriftReport) -> str:
    if report.is_clean:
        return f"{report.client}: {report.output} is up to date"
    lines = [f"  {change.kind.value:<10} {change.path}" for change in report.changes]
    head = f"{report.client}: {report.output} would change (nothing was written)"
    return "\n".join([head, *lines])


def _written_text(report: DriftReport, written: WriteReport, *, verbose: bool) -> str:
    head = f"{report.client}: {report.output}"
    if not written.written and not written.removed:
        return f"{head} is up to date"
    count = len(written.written)
    text = f"{head}: wrote {count} file{'' if count == 1 else 's'}"
    if written.removed:
        text += f", removed {len(written.removed)}"
    if verbose:
        text += "".join(f"\n  wrote      {path}" for path in written.written)
        text += "".join(f"\n  removed    {path}" for path in written.removed)
    return text
