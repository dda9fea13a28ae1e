"""Every diagnostic code is explained, used, and met in a test."""

from __future__ import annotations

import re
from functools import cache
from pathlib import Path

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.explanations import EXPLANATIONS

ROOT = Path(__file__).resolve().parents[2]
PACKAGE = ROOT / "generator" / "sdksmith"


@cache
def text_of(folder: Path, besides: Path) -> str:
    return "\n".join(
        path.read_text(encoding="utf-8", errors="replace")
        for suffix in ("*.py", "*.txt", "*.yaml")
        for path in sorted(folder.rglob(suffix))
        if not path.is_relative_to(besides)
    )


def is_named(code: Code, text: str) -> bool:
    return bool(
        re.search(rf"\bCode\.{code.name}\b|(?<![\w-]){code.value}(?![\w-])", text)
    )


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_a_code_is_explained(code: Code) -> None:
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", code.value)
    assert code.title.endswith(".")
    assert code.help.strip()


def test_nothing_is_explained_that_is_no_code() -> None:
    assert EXPLANATIONS.keys() - {code.value for code in Code} == set()


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_a_code_is_used(code: Code) -> None:
    text = text_of(PACKAGE, PACKAGE / "diagnostics")

    assert re.search(rf"\bCode\.{code.name}\b", text)


@pytest.mark.parametrize("code", Code, ids=lambda code: code.value)
def test_a_code_is_tested(code: Code) -> None:
    assert is_named(code, text_of(ROOT / "tests", ROOT / "tests" / "architecture"))
