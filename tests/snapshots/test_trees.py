"""What holds for every generated client: it imports, module by module, and type-checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alone import imported_alone
from case import cases
from trees import REAL

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from checkers import Checked, Findings
    from trees import Workspace

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
