"""Every diagnostic code, with what it means and what to do about it."""

from __future__ import annotations

from enum import Enum


class Code(Enum):
    """A kind of diagnostic; the value is the code that is printed."""

    FILE_NOT_FOUND = "file-not-found"
