"""Where an origin is in the text of its file, for a reader."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sdksmith.diagnostics.model import Diagnostic, Origin, Position

__all__ = ["Locate", "Position", "nowhere", "position_of"]

Locate: TypeAlias = Callable[[Origin], Position | None]
"""Finds the position of an origin; None where the file is not known."""


def nowhere(_origin: Origin) -> Position | None:
    """Finds nothing: for diagnostics about no document."""
    return None


def position_of(item: Diagnostic, locate: Locate) -> Position | None:
    """Where a diagnostic points, as well as that is known."""
    if item.position is not None:
        return item.position
    if item.line is not None:
        return Position(item.line, 0)
    return locate(item.origin) if item.origin is not None else None
