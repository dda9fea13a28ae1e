"""How the snippets take their own time."""

from __future__ import annotations

import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def tell(step: Callable[[], object], times: int) -> None:
    """Print the CPU seconds of one step, the first one left out."""
    step()
    began = time.process_time()
    for _ in range(times):
        step()
    sys.stdout.write(f"{(time.process_time() - began) / times}\n")
