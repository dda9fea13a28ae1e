"""The `names` command: every name of a client, or what moved since another table."""

from __future__ import annotations

import json
import sys
import tomllib
from collections.abc import Mapping
from dataclasses import asdict
from pathlib import Path
from typing import Any

import click

from sdksmith.cli.choosing import Choice, choose
from sdksmith.cli.telling import Progress, Teller
from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.show import harmless
from sdksmith.diagnostics.stop import SPEC_ERRORS, Stop
from sdksmith.ir.api import Api
from sdksmith.naming.listing import as_lines, differences, list_names
from sdksmith.naming.published import names_to_lock
from sdksmith.naming.table import NameTable
from sdksmith.output.folder import Folder
from sdksmith.output.lock import LockError, parse_lock
from sdksmith.pipeline import DRIFT, Run, understand


def run_names(given: Mapping[str, Any], cwd: Path) -> int:
    """Print the names of every client that is meant; gives the worst exit code."""
    choice = Choice(
        given["spec"],
        config=given["config"],
        overlays=given["overlays"],
        include=given["include"],
        exclude=given["exclude"],
    )
    clients = choose(choice, cwd)
    if given["other"] and len(clients) > 1:
        raise click.UsageError("--diff is for one client; name its SPEC")
    return max(_on(client, given, cwd) for client in clients)


def _on(client: ClientConfig, given: Mapping[str, Any], cwd: Path) -> int:
    progress = Progress()
    run = Run(stdin=sys.stdin.buffer.read, progress=progress)
    folder = Folder(client.output, client.shown_output, run.diagnostics)
    try:
        with progress:
            lock = folder.read_lock()
            api, names = understand(run.read(client, lock), client, lock, run)
            run.stop_on_errors(SPEC_ERRORS)
    except Stop as stop:
        return stop.exit_code
    finally:
        Teller(locate=run.locate).tell(run.diagnostics.items)
    if given["other"]:
        return _tell_moved(cwd / given["other"], api, names)
    rows = list_names(api, names)
    if given["as_json"]:
        click.echo(json.dumps([asdict(row) for row in rows], indent=2))
    else:
        click.echo("\n".join(map(harmless, as_lines(rows))))
    return 0


def _tell_moved(other: Path, api: Api, names: NameTable) -> int:
    """Print what moved since another table; gives 1 where anything did."""
    text = other.read_text(encoding="utf-8")
    whole = {row.key: row.name for row in list_names(api, names)}
    lines = list(differences(*_tables(text, other.name, whole, names)))
    click.echo("\n".join(map(harmless, lines)) or "every name is the same")
    return DRIFT if lines else 0


def _tables(
    text: str, shown: str, whole: Mapping[str, str], names: NameTable
) -> tuple[Mapping[str, str], Mapping[str, str]]:
    """Both tables in the same form; a lock leaves out what is called as on the wire."""
    try:
        if "\n[names]\n" not in text:
            return _printed(text), whole
        old = parse_lock(text).names
    except (ValueError, KeyError, TypeError, LockError) as error:
        raise click.UsageError(f"`{shown}` is no table of names: {error}") from error
    new = names_to_lock(names)
    kept = {key: whole[key] for key in old if key in whole}
    return old, {**kept, **new}


def _printed(text: str) -> Mapping[str, str]:
    """The table that this command printed, in either form."""
    if text.lstrip().startswith("["):
        found = {row["key"]: row["name"] for row in json.loads(text)}
    else:
        found = tomllib.loads(text)
    if not all(isinstance(name, str) for name in found.values()):
        raise TypeError("a name must be text")
    return found
