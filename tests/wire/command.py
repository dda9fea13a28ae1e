"""The command line: clients of a folder of documents, tried in processes of their own."""

from __future__ import annotations

import argparse
import sys
import tempfile
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

from judge.documents import Document, documents
from judge.making import make
from judge.running import run
from places import TESTS

from wire.figures import Row, table
from wire.outcomes import Blame, Outcome

SECONDS = 900
"""Time for the trials of one document."""


def main(arguments: Sequence[str]) -> int:
    """Try a folder; 0 if no client is at fault, 1 if one is, 2 for wrong use."""
    given = _parser().parse_args(arguments)
    wanted = given.only or [""]
    found = [
        one
        for one in documents(given.folder)
        if any(part in one.name for part in wanted)
    ]
    if not found:
        sys.stderr.write("no documents found\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="wire-") as temporary:
        scratch = (given.keep or Path(temporary)).resolve()
        scratch.mkdir(parents=True, exist_ok=True)
        with ThreadPoolExecutor(given.jobs) as pool:
            tried = pool.map(lambda one: _tried(one, scratch), found)
            rows = dict(zip((one.name for one in found), tried, strict=True))
    sys.stdout.write(f"{table(rows)}\n")
    blames = (Blame.CLIENT,) if not given.verbose else tuple(Blame)[1:]
    sys.stdout.writelines(f"{line}\n" for line in _details(rows, blames))
    return (
        1 if any(row.said or row.faults(Blame.CLIENT) for row in rows.values()) else 0
    )


def _tried(document: Document, scratch: Path) -> Row:
    made = make(document, scratch)
    if made.package is None:
        return Row(said="; ".join(made.done.lines[-3:]) or "no client")
    command = [sys.executable, str(TESTS / "wire" / "trial.py")]
    command += [str(made.package), str(document.path.resolve())]
    done = run(command, scratch, SECONDS, {"PYTHONPATH": str(TESTS)})
    outcomes = [
        Outcome.from_json(line)
        for line in done.output.splitlines()
        if line.startswith("{")
    ]
    said = "; ".join(done.errors.splitlines()[-3:]) if done.exit_code != 0 else ""
    return Row(tuple(outcomes), said or ("" if done.exit_code == 0 else "no end"))


def _details(rows: Mapping[str, Row], blames: Sequence[Blame]) -> Iterator[str]:
    for name, row in rows.items():
        if row.said:
            yield f"{name}: {row.said}"
        for one in row.faults(*blames):
            yield f"{name}: {one.blame}: {one.kind}: {one.operation}: {one.subject}: {one.said}"


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("wire", description="Try clients on the wire.")
    add = parser.add_argument
    add("folder", type=Path, help="where the documents are; or one document")
    add("--only", action="append", default=[], metavar="NAME", help="part of a name")
    add("--jobs", type=int, default=1, metavar="N", help="documents at a time")
    add("--keep", type=Path, metavar="DIR", help="where the clients are left")
    add("--verbose", action="store_true", help="show the faults of others as well")
    return parser
