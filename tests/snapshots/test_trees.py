"""What holds for every generated client: it imports, module by module, and type-checks."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest
from alone import imported_alone
from case import cases
from trees import REAL

if TYPE_CHECKING:
    from checkers import Checked
    from trees import Workspace

NAMES = ["networkhq", *REAL, *(case.package for case in cases())]
each_tree = pytest.mark.parametrize("name", NAMES)


@each_tree
def test_every_module_imports_alone_without_a_warning(
    workspace: Workspace, name: str
) -> None:
    assert imported_alone(workspace[name], runtime=name == "networkhq") == ""


@each_tree
def test_the_package_is_clean_for_mypy(
    checked: Checked, workspace: Workspace, name: str
) -> None:
    assert checked.mypy.errors(workspace[name].project) == []


@each_tree
def test_the_package_is_clean_for_pyright(
    checked: Checked, workspace: Workspace, name: str
) -> None:
    assert checked.pyright.errors(workspace[name].project) == []
