"""Where the parts of a tree came from: pointer in the tree -> (file, pointer)."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.model import Origin
from sdksmith.document.pointer import parents


def origin_of(placed: Mapping[str, Origin], file: str, pointer: str) -> Origin:
    """The origin of what stands at a pointer; `file` is that of the tree itself."""
    for above in parents(pointer):
        if above in placed:
            start = placed[above]
            return Origin(start.file, start.pointer + pointer[len(above) :])
    return Origin(file, pointer)
