"""What type checkers, the linter and the formatter say of a package."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

from judge.cells import Cell, counted, crashed, hanging
from judge.running import Done, run

if TYPE_CHECKING:
    from pathlib import Path

SECONDS = 1200
"""Time for one tool; type checkers take minutes over the largest clients."""


def mypy(package: Path, python: str = sys.executable) -> Cell:
    """`mypy --strict`."""
    command = [
        *(python, "-m", "mypy", "--strict", "--config-file="),
        *("--no-error-summary", "--hide-error-context"),
        *("--cache-dir", str(package.parents[1] / ".mypy_cache"), package.name),
    ]
    done = run(command, package.parent, SECONDS)
    errors = [line for line in done.lines if ": error: " in line]
    return _cell(done, errors, {0, 1})


def pyright(package: Path, python: str = sys.executable) -> Cell:
    """Pyright in strict mode."""
    project = package.parents[1] / f"{package.parent.name}.pyrightconfig.json"
    settings = {
        "include": [f"{package.parent.name}/{package.name}"],
        "exclude": [],
        "typeCheckingMode": "strict",
        "pythonVersion": "3.11",
    }
    project.write_text(json.dumps(settings), "utf-8")
    command = [
        *(python, "-m", "pyright", "--project", str(project)),
        *("--pythonpath", python),
    ]
    environment = {
        "PYRIGHT_PYTHON_IGNORE_WARNINGS": "1",
        "NODE_OPTIONS": "--max-old-space-size=8192",
    }
    done = run(command, package.parent, SECONDS, environment)
    found = [line.strip() for line in done.lines if re.search(r" - (error|warn)", line)]
    return _cell(done, found, {0, 1})


def ruff(package: Path, python: str = sys.executable) -> Cell:
    """Ruff with its default rules."""
    command = [
        *(python, "-m", "ruff", "check", "--isolated", "--no-cache"),
        *("--target-version", "py311", "--output-format", "concise", package.name),
    ]
    done = run(command, package.parent, SECONDS)
    found = [line for line in done.lines if re.match(r"\S+:\d+:\d+: ", line)]
    return _cell(done, found, {0, 1})


def black(package: Path, python: str = sys.executable) -> Cell:
    """`black --check`."""
    command = [
        *(python, "-m", "black", "--check", "--workers", "1"),
        *("--config", str(_no_settings(package.parents[1])), package.name),
    ]
    done = run(command, package.parent, SECONDS)
    found = [line for line in done.lines if line.startswith(("would ", "error:"))]
    return _cell(done, found, {0, 1, 123})


def _no_settings(scratch: Path) -> Path:
    path = scratch / "black.toml"
    path.write_text("[tool.black]\n", "utf-8")
    return path


def _cell(done: Done, findings: list[str], codes: set[int]) -> Cell:
    if done.hangs:
        return hanging(done)
    if done.exit_code not in codes or bool(done.exit_code) != bool(findings):
        return crashed(done)
    return counted(findings)
