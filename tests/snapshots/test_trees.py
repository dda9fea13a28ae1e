"""What holds for every generated client: it imports, module by module, and type-checks.

Code that uses the client of NetworkHQ stands here too, for both checkers run once only.
"""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

import pytest
from alone import imported_alone
from case import cases
from places import TESTS
from trees import REAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkers import Checked, Findings
    from trees import Workspace

CODE = TESTS / "usage" / "code"
RIGHT = [path for path in sorted(CODE.glob("*.py")) if path.stem != "usage_wrong"]
NAMES = ["networkhq", *REAL, *(case.package for case in cases())]
each_tree = pytest.mark.parametrize("name", NAMES)


@pytest.fixture(scope="module")
def alone(workspace: Workspace) -> Mapping[str, list[str]]:
    """What went wrong while the modules of each package were imported."""
    others = [tree for name, tree in workspace.items() if name != "networkhq"]
    return {
        **imported_alone([workspace["networkhq"]], shares_runtime=False),
        **imported_alone(others, shares_runtime=True),
    }


@each_tree
def test_every_module_imports_alone_without_a_warning(
    alone: Mapping[str, list[str]], name: str
) -> None:
    assert alone.get(name, []) == []


@each_tree
def test_the_package_is_clean_for_mypy(
    checked: Checked, workspace: Workspace, name: str
) -> None:
    assert checked.mypy.errors(*workspace[name].right) == []


@each_tree
def test_the_package_is_clean_for_pyright(
    checked: Checked, workspace: Workspace, name: str
) -> None:
    assert checked.pyright.errors(*workspace[name].right) == []


@pytest.mark.parametrize("checker", ["mypy", "pyright"])
def test_every_mistake_of_a_caller_is_found(
    checked: Checked, workspace: Workspace, checker: str
) -> None:
    scripts = [path for tree in workspace.values() for path in tree.wrong]
    findings: Findings = getattr(checked, checker)

    found = {path: findings.lines(path) for path in scripts}

    assert found == {path: _lines_said_wrong(path) for path in scripts}


def _lines_said_wrong(path: Path) -> list[int]:
    lines = path.read_text("utf-8").splitlines()
    return [number for number, line in enumerate(lines, 1) if "# wrong" in line]


@pytest.fixture(params=["mypy", "pyright"])
def checker(request: pytest.FixtureRequest, checked: Checked) -> Findings:
    findings: Findings = getattr(checked, request.param)
    return findings


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
