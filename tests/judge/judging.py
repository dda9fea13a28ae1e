"""Judges one document: everything that is asked of its client, as a row of cells."""

from __future__ import annotations

import sys
from collections import Counter
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING, TypeAlias

from judge import checking
from judge.cells import Cell, counted, crashed, hanging, parts
from judge.described import Described, described
from judge.making import Made, make
from judge.typed import Given, given
from judge.using import imports, judged, tried

if TYPE_CHECKING:
    from pathlib import Path

    from judge.documents import Document
    from judge.peers import Bench, Peer

Row: TypeAlias = Mapping[str, Cell]
"""The judgements of one document by column."""

TOOLS: Mapping[str, Callable[[Path, str], Cell]] = {
    "mypy": checking.mypy,
    "pyright": checking.pyright,
    "ruff": checking.ruff,
    "black": checking.black,
}
"""What may be left out, as it takes long."""


@dataclass(frozen=True)
class Judge:
    """Judges what sdksmith makes of documents, in a scratch folder."""

    scratch: Path
    tools: tuple[str, ...] = tuple(TOOLS)

    def judge(self, document: Document) -> Row:
        """The row of a document; without a client, only how making it went."""
        made = make(document, self.scratch)
        row = _made(made)
        if made.done.exit_code != 0 or made.package is None:
            return row
        package = made.package
        said, methods = described(document.path), given(package)
        row |= {"operations": _operations(said, methods), "any": _any(said, methods)}
        row["lines/op"] = Cell(f"{made.lines() / max(len(said), 1):.0f}")
        row["imports"] = imports(package)
        done, rows = tried(package)
        row["calls"] = judged(done, rows, "call")
        row["models"] = judged(done, rows, "model")
        for tool in self.tools:
            row[tool] = TOOLS[tool](package, sys.executable)
        return row


@dataclass(frozen=True)
class PeerJudge:
    """Judges what another generator makes of documents, as far as can be compared."""

    scratch: Path
    bench: Bench
    peer: Peer
    tools: tuple[str, ...] = tuple(TOOLS)

    def judge(self, document: Document) -> Row:
        """The row of a document."""
        made = self.bench.make(self.peer, document, self.scratch)
        row, package = _made(made), made.package
        if package is None:
            return row
        wanted, python = len(described(document.path)), self.bench.python
        found = made.operations()
        row["operations"] = parts(min(found, wanted), wanted, [])
        row["lines/op"] = Cell(f"{made.lines() / max(found, 1):.0f}")
        row["imports"] = imports(package, python)
        for tool in self.tools:
            row[tool] = TOOLS[tool](package, python)
        return row


def _made(made: Made) -> dict[str, Cell]:
    done = made.done
    exit_cell = Cell(str(done.exit_code), passes=True)
    if done.hangs:
        exit_cell = hanging(done)
    elif done.exit_code != 0 or made.package is None:
        exit_cell = Cell(
            str(done.exit_code), passes=False, findings=(*done.lines[-5:],)
        )
    elif "Traceback" in done.errors:
        exit_cell = crashed(done)
    counts = (made.diagnostics.get(kind, 0) for kind in ("error", "warning", "note"))
    return {
        "exit": exit_cell,
        "e/w/n": Cell("/".join(map(str, counts))),
        "cpu s": Cell(f"{done.cpu_seconds:.1f}"),
        "peak MB": Cell(f"{done.peak_megabytes:.0f}"),
    }


def _operations(said: list[Described], methods: list[Given]) -> Cell:
    wanted = Counter(one.id for one in said)
    found = Counter(method.operation for method in methods)
    missing = [f"no method: {one}" for one in (wanted - found).elements()]
    added = [f"not described: {one}" for one in sorted(found.keys() - wanted.keys())]
    return parts(len(said) - len(missing), len(said), missing + added)


def _any(said: list[Described], methods: list[Given]) -> Cell:
    typed = {one.id for one in said if one.is_typed}
    return counted(
        [
            f"{method.method} -> {method.annotation}: {method.operation}"
            for method in methods
            if method.is_anything and method.operation in typed
        ]
    )
