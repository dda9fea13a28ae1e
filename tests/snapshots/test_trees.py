"""What holds for every generated client: it imports, module by module, and type-checks."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING

import pytest
from trees import REAL, cases

if TYPE_CHECKING:
    from checkers import Checked
    from trees import Workspace

NAMES = ["networkhq", *REAL, *(case.package for case in cases())]
each_tree = pytest.mark.parametrize("name", NAMES)

# Forks one child for each module, so that each is imported alone and the costly imports only once.
ALONE = """
import importlib, os, sys
import pydantic, httpx2
for name in sys.argv[1:]:
    sys.stdout.flush()
    if (child := os.fork()) == 0:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


@each_tree
def test_every_module_imports_alone_without_a_warning(
    workspace: Workspace, name: str
) -> None:
    tree = workspace[name]

    done = subprocess.run(
        [
            sys.executable,
            "-W",
            "error",
            "-c",
            ALONE,
            *tree.modules(runtime=name == "networkhq"),
        ],
        cwd=tree.project,
        capture_output=True,
        text=True,
        check=False,
    )

    assert (done.stdout, done.stderr) == ("", "")


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
