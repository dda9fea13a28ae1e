"""Makes the client of a document with the real command, in a folder of its own."""

from __future__ import annotations

import re
import shutil
import sys
from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from judge.running import Done, run

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from judge.documents import Document

SECONDS = 180
"""Time for one document; the largest known takes a sixth of it."""

_COMMAND = "from sdksmith.cli import main; main()"
_HEAD = re.compile(r"(?:^|: )(error|warning|note)\[([\w-]+)\]: ")


@dataclass(frozen=True)
class Made:
    """A client on the disk, and how it came to be there."""

    project: Path
    done: Done
    diagnostics: Mapping[str, int]

    @property
    def package(self) -> Path | None:
        """The folder of the package, if there is one."""
        return next((path.parent for path in self.project.glob("*/_client.py")), None)

    def lines(self) -> int:
        """How long the package is besides the runtime."""
        if self.package is None:
            return 0
        return sum(
            path.read_text("utf-8").count("\n")
            for path in self.package.rglob("*.py")
            if "_runtime" not in path.parts
        )


def make(document: Document, scratch: Path) -> Made:
    """The client of a document, made anew."""
    project = scratch / document.name
    shutil.rmtree(project, ignore_errors=True)
    scratch.mkdir(parents=True, exist_ok=True)
    command = [
        *(sys.executable, "-c", _COMMAND, "generate", str(document.path.resolve())),
        *("--output", str(project), "--verbose"),
    ]
    done = run(command, scratch, SECONDS)
    heads = (_HEAD.search(line) for line in done.errors.splitlines())
    said = Counter(head[1] for head in heads if head)
    return Made(project, done, said)
