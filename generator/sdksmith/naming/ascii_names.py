"""Names in ASCII, for those who cannot or may not type others."""

from __future__ import annotations

import re
from importlib import import_module

from sdksmith.naming.namespace import LONGEST_IN_PATH, shortened
from sdksmith.naming.reserved import CLASSES, CLIENT, MEMBERS, METHODS
from sdksmith.naming.words import identifier, speak_figure, split_words

_TAKEN = CLIENT | MEMBERS | METHODS


def in_ascii(text: str) -> str:
    """The text as it is transliterated: `größe` -> grosse, `名前` -> MingQian."""
    if text.isascii():
        return text
    # Its tables are only read where they are asked for.
    told: str = import_module("anyascii").anyascii(text)
    return told


def ascii_name(name: str) -> str:
    """A name in snake_case that is ASCII, and still a name."""
    if name.isascii():
        return name
    words = [word for part in name.split("_") for word in _words(part)]
    found = shortened(identifier(words, "name"), LONGEST_IN_PATH)
    return f"{found}_" if found in _TAKEN or name.endswith("_") else found


def ascii_class(name: str) -> str:
    """The name of a class that is ASCII: `ConÉResult` -> ConEResult."""
    if name.isascii():
        return name
    words = speak_figure(tuple(re.findall(r"[^\W_]+", in_ascii(name), re.ASCII)))
    joined = "".join(f"{word[:1].upper()}{word[1:]}" for word in words) or _code(name)
    found = shortened(joined, LONGEST_IN_PATH)
    return f"{found}Model" if found in CLASSES else found


def _words(part: str) -> tuple[str, ...]:
    return split_words(in_ascii(part)) or ((_code(part),) if part else ())


def _code(text: str) -> str:
    """What cannot be transliterated, by the numbers of its characters."""
    return "".join(f"U{ord(char):04X}" for char in text)
