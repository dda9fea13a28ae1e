"""Splits the words of names as documents spell them."""

from __future__ import annotations

import re

_HUMP = re.compile(r"([a-z0-9])([A-Z])|([A-Z])([A-Z][a-z])")


def split_words(text: str) -> tuple[str, ...]:
    """The words of a text in lower case: `leadID_list` -> lead, id, list."""
    return tuple(re.findall(r"[^\W_]+", _HUMP.sub(r"\1\3 \2\4", text).lower()))
