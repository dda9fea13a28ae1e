"""What the tests of the HTTP half share."""

from __future__ import annotations

import sys
from importlib import import_module
from pathlib import Path

import pytest

_HERE = str(Path(__file__).parent)

if _HERE not in sys.path:
    sys.path.insert(0, _HERE)


@pytest.fixture(params=["sync", "async"])
def probe(request: pytest.FixtureRequest) -> object:
    """A `Probe` of each kind; imported late, for it is found by the path above."""
    return import_module("probes").Probe(request.param)


@pytest.fixture(params=["sync", "async"])
def callers(request: pytest.FixtureRequest) -> object:
    """`Callers` of each kind; imported late, for it is found by the path above."""
    return import_module("blocking").Callers(request.param)
