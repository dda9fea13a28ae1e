from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from places import PROJECT, TESTS

if TYPE_CHECKING:
    from pathlib import Path

    from checkers import Checked, Findings

CODE = TESTS / "usage" / "code"
RIGHT = [path for path in sorted(CODE.glob("*.py")) if path.stem != "usage_wrong"]


@pytest.fixture(params=["mypy", "pyright"])
def checker(request: pytest.FixtureRequest, checked: Checked) -> Findings:
    findings: Findings = getattr(checked, request.param)
    return findings


def test_the_generated_package_is_clean(checker: Findings) -> None:
    assert checker.errors(PROJECT) == []


@pytest.mark.parametrize("path", RIGHT, ids=lambda path: path.stem)
def test_code_that_uses_the_package_is_clean(checker: Findings, path: Path) -> None:
    assert checker.errors(path) == []


@pytest.mark.parametrize(
    ("file", "clients"), [("usage_sync.py", 1), ("usage_more.py", 2)]
)
def test_the_data_of_an_answer_narrows_by_its_status(
    checker: Findings, file: str, clients: int
) -> None:
    revealed = [_class_names(text) for text in checker.revealed(CODE / file)]

    both = {"LeadCreateBatch", "LeadCreateSingle"}
    assert revealed == [{"LeadCreateBatch"}, both] * clients


def test_gathered_calls_keep_their_type(checker: Findings) -> None:
    [revealed] = checker.revealed(CODE / "usage_async.py")

    assert "list[" in revealed
    assert _class_names(revealed) == {"LeadWithLists"}


def _class_names(revealed: str) -> set[str]:
    """The classes of the SDK in what `reveal_type` showed."""
    return set(re.findall(r"\bLead\w+", revealed))
