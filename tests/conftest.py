"""What all tests share: where to import from, and the goldens."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest
from hypothesis import settings

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "generated" / "networkhq"))
sys.path.insert(0, str(Path(__file__).resolve().parent))

from goldens import Goldens
from places import SPEC

# How long an example takes says how busy the machine is.
settings.register_profile("unhurried", deadline=None)
settings.load_profile("unhurried")


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
