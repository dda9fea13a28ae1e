"""The runtime is tested where it stands: as the package `_runtime`."""

from __future__ import annotations

import sys
from pathlib import Path

_PACKAGE = Path(__file__).parents[2] / "templates" / "python" / "package"

if str(_PACKAGE) not in sys.path:
    sys.path.insert(0, str(_PACKAGE))
