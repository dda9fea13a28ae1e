"""Where an origin is in the text of its file, for a reader."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TypeAlias

from sdksmith.diagnostics.model import Origin


@dataclass(frozen=True, slots=True)
class Position:
    """A line and a column, both from 1, and text to show.

    `excerpt` is the line, or a window of a very long one; `caret` is the place in it.
    """

    line: int
    column: int
    excerpt: str = ""
    caret: int = 0


Locate: TypeAlias = Callable[[Origin], Position | None]
"""Finds the position of an origin; None where the file is not known."""
