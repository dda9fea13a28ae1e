"""Runs mypy and pyright once over everything that a test wants type-checked."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from places import ROOT

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


_NOTES = {"note", "information"}


@dataclass(frozen=True)
class Finding:
    """One line of a checker's output; `note` is what `reveal_type` says, and the like."""

    path: Path
    line: int
    severity: str
    message: str

    def __str__(self) -> str:
        return f"{self.path}:{self.line}: {self.severity}: {self.message}"


@dataclass(frozen=True)
class Findings:
    """What one checker said."""

    items: tuple[Finding, ...]

    def errors(self, *folders: Path) -> list[str]:
        """Everything but notes, in files of these folders."""
        return [str(item) for item in self._in(folders) if item.severity not in _NOTES]

    def lines(self, path: Path) -> list[int]:
        """The lines of a file where something is wrong."""
        items = self._in([path])
        return sorted({i.line for i in items if i.severity not in _NOTES})

    def revealed(self, path: Path) -> list[str]:
        """What `reveal_type` showed, in order of the lines."""
        return [
            item.message.replace("builtins.", "")
            for item in sorted(self._in([path]), key=lambda item: item.line)
            if item.severity in _NOTES and "type" in item.message.lower()
        ]

    def _in(self, folders: Iterable[Path]) -> list[Finding]:
        wanted = [folder.resolve() for folder in folders]
        return [
            item
            for item in self.items
            if any(item.path.is_relative_to(folder) for folder in wanted)
        ]


@dataclass(frozen=True)
class Checked:
    """What both checkers said about all that is generated and all that uses it."""

    mypy: Findings
    pyright: Findings


def run_mypy(targets: Sequence[Path], search: Sequence[Path], folder: Path) -> Findings:
    """`mypy --strict` over files and folders, run in the folder of the clients.

    Paths in that folder are given relative to it: the cache keeps what was said
    about a file that has not changed, and would say it of last time's folder.
    """
    command = [
        *(sys.executable, "-m", "mypy", "--strict", "--output=json"),
        *("--config-file=", f"--cache-dir={ROOT / '.mypy_cache' / 'clients'}"),
        *("--explicit-package-bases", "--namespace-packages"),
        *(_inside(target, folder) for target in targets),
    ]
    path = os.pathsep.join(_inside(place, folder) for place in search)
    output = _run(command, {"MYPYPATH": path}, folder)
    if not output.lstrip().startswith(("{", "Success")) and output.strip():
        raise AssertionError(output)
    rows = [json.loads(line) for line in output.splitlines() if line.startswith("{")]
    return Findings(
        tuple(
            Finding(
                (folder / row["file"]).resolve(),
                row["line"],
                row["severity"],
                row["message"],
            )
            for row in rows
        )
    )


def _inside(path: Path, folder: Path) -> str:
    return str(path.relative_to(folder) if path.is_relative_to(folder) else path)


def run_pyright(
    targets: Sequence[Path], search: Sequence[Path], scratch: Path
) -> Findings:
    """Pyright in strict mode over files and folders."""
    settings = {
        # Pyright takes no absolute paths here.
        "include": [os.path.relpath(target, scratch) for target in targets],
        "exclude": [],
        "extraPaths": [str(path) for path in search],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    project = scratch / "pyrightconfig.json"
    project.write_text(json.dumps(settings), "utf-8")
    command = [
        *(sys.executable, "-m", "pyright", "--outputjson"),
        *("--project", str(project), "--pythonpath", sys.executable),
    ]
    output = _run(command, {"PYRIGHT_PYTHON_IGNORE_WARNINGS": "1"}, ROOT)
    return Findings(
        tuple(
            Finding(
                Path(row["file"]).resolve(),
                row["range"]["start"]["line"] + 1,
                row["severity"],
                row["message"],
            )
            for row in json.loads(output)["generalDiagnostics"]
        )
    )


def _run(command: Sequence[str], environment: dict[str, str], folder: Path) -> str:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        cwd=folder,
        env=os.environ | environment,
        check=False,
    )
    assert done.stdout or done.returncode == 0, done.stderr
    return done.stdout
