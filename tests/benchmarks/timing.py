"""How the snippets take their own time."""

from __future__ import annotations

import gc
import sys
import time
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable


def tell(step: Callable[[], object], times: int) -> None:
    """Print the CPU seconds of one step, the first one left out.

    What is in memory before is frozen: how much was imported is not part of the step.
    """
    step()
    gc.collect()
    gc.freeze()
    began = time.process_time()
    for _ in range(times):
        step()
    sys.stdout.write(f"{(time.process_time() - began) / times}\n")
