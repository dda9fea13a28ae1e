"""Every client under test, laid out once, and one run of each checker over all of them."""

from __future__ import annotations

from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from checkers import Checked, run_mypy, run_pyright
from places import TESTS
from trees import Workspace, laid_out


@pytest.fixture(scope="session")
def layout(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Where the clients under test are."""
    return tmp_path_factory.mktemp("clients")


@pytest.fixture(scope="session")
def workspace(layout: Path) -> Workspace:
    """Every client under test, on the disk."""
    return laid_out(layout)


@pytest.fixture(scope="session")
def checked(
    workspace: Workspace, layout: Path, tmp_path_factory: pytest.TempPathFactory
) -> Checked:
    """One strict run of each checker over all clients and all that uses them."""
    trees = workspace.values()
    runtime = workspace["networkhq"].folder / "_runtime"
    targets = [path for tree in trees for path in (*tree.parts(), *tree.uses)]
    search = [*(tree.project for tree in trees), TESTS]
    with ThreadPoolExecutor() as pool:
        mypy = pool.submit(run_mypy, [runtime, *targets], search, layout)
        scratch = tmp_path_factory.mktemp("pyright")
        return Checked(mypy.result(), run_pyright([runtime, *targets], search, scratch))
