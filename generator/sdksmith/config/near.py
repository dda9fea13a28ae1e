"""What a word that is not known was probably meant to be."""

from __future__ import annotations

import difflib
from collections.abc import Iterable


def near(word: str, known: Iterable[str]) -> str:
    """A hint at what was probably meant; empty where nothing is near."""
    found = difflib.get_close_matches(word, sorted(known), n=1)
    return f"; did you mean `{found[0]}`?" if found else ""
