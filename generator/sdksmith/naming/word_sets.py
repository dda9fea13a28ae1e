"""Tables of words, written as text so that they stay short to read."""

from __future__ import annotations


def word_set(text: str) -> frozenset[str]:
    """The words of a text, separated by spaces."""
    return frozenset(text.split())
