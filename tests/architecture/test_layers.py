"""Imports point down the flow, and each library is known to one stage only."""

from __future__ import annotations

import ast
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "sdksmith"


def imported(path: Path) -> Iterator[str]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (alias.name.partition(".")[0] for alias in node.names)
        elif isinstance(node, ast.ImportFrom) and node.module and not node.level:
            yield node.module.partition(".")[0]


def users(library: str) -> set[str]:
    return {
        path.relative_to(PACKAGE).as_posix()
        for path in PACKAGE.rglob("*.py")
        if library in imported(path)
    }


def test_imports_point_down_the_flow() -> None:
    command = Path(sys.executable).with_name("lint-imports")
    done = subprocess.run(
        [command, "--no-cache"], cwd=ROOT, capture_output=True, text=True, check=False
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize(
    ("library", "place"),
    [
        ("click", "cli/"),
        ("jinja2", "render/"),
        ("black", "output/"),
        ("openapi_pydantic", "openapi/typed.py"),
        ("yaml", "document/"),
    ],
)
def test_a_library_is_known_to_one_stage_only(library: str, place: str) -> None:
    assert {user for user in users(library) if not user.startswith(place)} == set()
