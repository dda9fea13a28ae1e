"""Where an origin is in the text of its file, for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.diagnostics.model import Origin


@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both from 1, and the text of that line."""

    line: int
    column: int
    excerpt: str = ""


Locate: TypeAlias = Callable[[Origin], Position | None]
"""Finds the position of an origin; None where the file is not known."""
