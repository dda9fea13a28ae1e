"""How the snippets take their own time."""

from __future__ import annotations

import gc
import json
import sys
import time
from typing import TYPE_CHECKING, Any

from page import page

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


def tell_data(decode: Callable[[bytes], Any], encode: Callable[[], bytes]) -> None:
    """Print the seconds of decoding the page, or of encoding the import, as asked."""
    if sys.argv[1] == "decode":
        content = page()
        assert len(decode(content).data) == 500
        tell(lambda: decode(content), 20)
    else:
        assert len(json.loads(encode())["leads"]) == 100
        tell(encode, 200)
