"""Files and functions stay small, and carry no excuses."""

from __future__ import annotations

import ast
import re
from collections.abc import Iterator
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
MOST_LINES = 400
MOST_FUNCTION_LINES = 50
VAGUE = {"utils", "helpers", "common", "base", "manager", "data", "info"}
EXCUSES = re.compile(
    "|".join(["# type: " + "ignore", "# no" + "qa", r"\bTO" + r"DO\b", "FIX" + "ME"])
)


def sources(*folders: str) -> Iterator[Path]:
    for folder in folders:
        yield from sorted((ROOT / folder).rglob("*.py"))


def shown(path: Path) -> str:
    return path.relative_to(ROOT).as_posix()


OWN = list(sources("generator", "templates"))


@pytest.mark.parametrize("path", OWN, ids=shown)
def test_a_module_is_small_and_says_what_it_is_for(path: Path) -> None:
    text = path.read_text(encoding="utf-8")
    tree = ast.parse(text)

    assert text.count("\n") <= MOST_LINES
    assert ast.get_docstring(tree), "a module has a docstring of one sentence"
    assert path.stem not in VAGUE


@pytest.mark.parametrize("path", OWN, ids=shown)
def test_no_function_is_long(path: Path) -> None:
    tree = ast.parse(path.read_text(encoding="utf-8"))
    functions = (
        node
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)
    )

    assert [
        function.name
        for function in functions
        if (function.end_lineno or 0) - function.lineno >= MOST_FUNCTION_LINES
    ] == []


@pytest.mark.parametrize(
    "path", list(sources("generator", "templates", "tests")), ids=shown
)
def test_nothing_is_excused(path: Path) -> None:
    lines = path.read_text(encoding="utf-8").splitlines()

    assert [line for line in lines if EXCUSES.search(line)] == []
