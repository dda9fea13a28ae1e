"""What is said about a diagnostic code beyond its name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Explanation:
    """A code in a sentence, and what to do about it in CommonMark.

    The first paragraph of `help` stands alone: it is printed under each diagnostic.
    """

    title: str
    help: str
