"""The command line of the judge."""

from __future__ import annotations

import argparse
import sys
import tempfile
import traceback
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path
from typing import TYPE_CHECKING

from judge.cells import Cell
from judge.documents import Document, documents
from judge.judging import TOOLS, Judge, PeerJudge, Row
from judge.peers import PEERS, Bench
from judge.table import details, passes, table

if TYPE_CHECKING:
    from collections.abc import Sequence

_BENCH = "the environment of the peers; made where there is none"
MOST = 5
"""Findings shown for each judgement."""


def main(arguments: Sequence[str]) -> int:
    """Judge a folder; 0 if all is as it should be, 1 if not, 2 for wrong use."""
    given = _parser().parse_args(arguments)
    found = [one for one in documents(given.folder) if _is_wanted(one, given.only)]
    if not found:
        sys.stderr.write("no documents found\n")
        return 2
    with tempfile.TemporaryDirectory(prefix="judge-") as temporary:
        scratch = (given.keep or Path(temporary)).resolve()
        scratch.mkdir(parents=True, exist_ok=True)
        tools = tuple(tool for tool in TOOLS if tool not in given.without)
        rows = judge(found, _judge(given, scratch, tools), given.jobs)
    sys.stdout.write(f"{table(rows)}\n")
    if given.verbose:
        sys.stdout.writelines(f"{line}\n" for line in details(rows, given.most))
    return 0 if all(map(passes, rows.values())) else 1


def _judge(
    given: argparse.Namespace, scratch: Path, tools: tuple[str, ...]
) -> Judge | PeerJudge:
    if given.peer is None:
        return Judge(scratch, tools)
    bench = Bench(given.bench.resolve())
    bench.install()
    [peer] = [peer for peer in PEERS if peer.name == given.peer]
    return PeerJudge(scratch, bench, peer, tools)


def judge(
    found: Sequence[Document], judging: Judge | PeerJudge, jobs: int = 1
) -> dict[str, Row]:
    """The rows of documents by name; progress is told on the error stream."""
    rows: dict[str, Row] = {}
    with ThreadPoolExecutor(jobs) as pool:
        futures = [pool.submit(judging.judge, document) for document in found]
        for document, future in zip(found, futures, strict=True):
            error = future.exception()
            rows[document.name] = _unjudged(error) if error else future.result()
            said = "ok" if passes(rows[document.name]) else "fails"
            sys.stderr.write(f"{document.name}: {said}\n")
    return rows


def _unjudged(error: BaseException) -> Row:
    findings = ("".join(traceback.format_exception(error)),)
    return {"exit": Cell("JUDGE", passes=False, findings=findings)}


def _is_wanted(document: Document, only: Sequence[str]) -> bool:
    return not only or any(name in document.name for name in only)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser("judge", description="Judge clients of documents.")
    add = parser.add_argument
    add("folder", type=Path, help="where the documents are; or one document")
    add("--only", action="append", default=[], metavar="NAME", help="part of a name")
    add("--jobs", type=int, default=1, metavar="N", help="documents at a time")
    add("--without", action="append", default=[], choices=TOOLS, help="leave out")
    add("--keep", type=Path, metavar="DIR", help="where the clients are left")
    add("--verbose", action="store_true", help="show what is behind each failure")
    add("--most", type=int, default=MOST, metavar="N", help="findings of each kind")
    names = [peer.name for peer in PEERS]
    add("--peer", choices=names, help="judge what this tool makes of them instead")
    add("--bench", type=Path, default=Path(".peers"), metavar="DIR", help=_BENCH)
    return parser
