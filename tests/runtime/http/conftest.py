"""What the tests of the HTTP half share."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

_HERE = str(Path(__file__).parent)

if _HERE not in sys.path:
    sys.path.insert(0, _HERE)

if TYPE_CHECKING:
    from probes import Probe


@pytest.fixture(params=["sync", "async"])
def probe(request: pytest.FixtureRequest) -> Probe:
    from probes import Probe

    return Probe(request.param)
