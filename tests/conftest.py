"""What all tests share: where to import from, the goldens, and one run of each checker."""

from __future__ import annotations

import sys
from dataclasses import dataclass
from pathlib import Path

import pytest

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "generated" / "networkhq"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from checkers import Findings, run_mypy, run_pyright
from goldens import Goldens
from places import PROJECT, SPEC, TESTS


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-goldens",
        action="store_true",
        help="write the golden files anew instead of comparing with them",
    )


@pytest.fixture(scope="session")
def goldens(request: pytest.FixtureRequest) -> Goldens:
    """Compares with golden files, or refreshes them with `--update-goldens`."""
    return Goldens(refresh=request.config.getoption("--update-goldens"))


@pytest.fixture(scope="session")
def networkhq_document() -> Path:
    """The document of the worked example."""
    return SPEC


@dataclass(frozen=True)
class Checked:
    """What both checkers said about all that is generated and all that uses it."""

    mypy: Findings
    pyright: Findings


@pytest.fixture(scope="session")
def checked(tmp_path_factory: pytest.TempPathFactory) -> Checked:
    """One strict run of each checker."""
    targets = [PROJECT / "networkhq", TESTS / "usage" / "code"]
    search = [PROJECT]
    scratch = tmp_path_factory.mktemp("pyright")
    return Checked(run_mypy(targets, search), run_pyright(targets, search, scratch))
