"""Splitting any spelling into words, and writing words as Python identifiers."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Iterator
from functools import cache

from sdksmith.naming.brands import is_brand

_SPOKEN = {
    "&": "and",
    "+": "plus",
    "-": "dash",
    "_": "underscore",
    " ": "space",
    ".": "dot",
    "/": "slash",
    "\\": "backslash",
    "*": "star",
    "@": "at",
    "#": "hash",
    "%": "percent",
    "$": "dollar",
    "=": "equals",
    "<": "less",
    ">": "greater",
    "!": "not",
    "?": "question",
    ":": "colon",
    ";": "semicolon",
    ",": "comma",
    "|": "pipe",
    "~": "tilde",
    "^": "caret",
    "'": "quote",
    '"': "double quote",
    "`": "backtick",
    "(": "open",
    ")": "close",
    "[": "open",
    "]": "close",
    "{": "open",
    "}": "close",
    "\n": "newline",
    "\t": "tab",
}
_FIGURES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
)
_ORDINALS = {"1st": "first", "2nd": "second", "3rd": "third"}


@cache
def split_words(text: str) -> tuple[str, ...]:
    """The words of a text as they are spelled; symbols only separate.

    `HTTPServer_v2` -> HTTP, Server, v2; `userIDs` -> user, IDs; `LinkedInUrl` ->
    LinkedIn, Url. Text is put in the form that Python puts identifiers in (NFKC).
    """
    tokens = _tokens(unicodedata.normalize("NFKC", text))
    return tuple(word for token in tokens for word in _split_camel(token))


@cache
def spelled_out(text: str) -> tuple[str, ...]:
    """The words of a text with its symbols spoken: `+1` -> plus, 1."""
    spoken = (
        char if _is_word_char(char) else f" {_spoken(char)} "
        for char in unicodedata.normalize("NFKC", text)
    )
    return split_words("".join(spoken))


def told_words(text: str) -> tuple[str, ...]:
    """The words of a text; its symbols too where there are only those, and signs.

    `$select` -> select; `*` -> star; `-1` -> minus, 1.
    """
    signed = re.match(r"\s*([+-])(?=[0-9.])", text)
    if signed:
        rest = text[signed.end() :]
        return ("plus" if signed[1] == "+" else "minus", *split_words(rest))
    return split_words(text) or spelled_out(text)


def snake_case(words: Iterable[str]) -> str:
    """`line1`, `Text` -> `line1_text`; may begin with a figure."""
    return _normal("_".join(word.lower() for word in words))


def constant_case(words: Iterable[str]) -> str:
    """`not`, `started` -> `NOT_STARTED`; may begin with a figure."""
    return _normal("_".join(word.upper() for word in words))


def identifier(words: Iterable[str], prefix: str) -> str:
    """The words in snake_case, as an identifier; `prefix` where none would come out.

    A name that begins with a long number gets the prefix: `field_2024`.
    """
    name = snake_case(speak_figure(tuple(words)))
    if name.isidentifier():
        return name
    return f"{prefix}_{name}" if name else prefix


def speak_figure(words: tuple[str, ...]) -> tuple[str, ...]:
    """A leading figure as a word, since no identifier begins with one.

    `2fa` -> two, fa; `1st` -> first; `3DS2` -> three, DS2. Longer numbers stay.
    """
    if not words:
        return words
    first, rest = words[0], words[1:]
    if first.lower() in _ORDINALS:
        return (_ORDINALS[first.lower()], *rest)
    match = re.fullmatch(r"([0-9])(\D.*)?", first)
    if match is None:
        return words
    tail = (match[2],) if match[2] else ()
    return (_FIGURES[int(match[1])], *tail, *rest)


def _tokens(text: str) -> Iterator[str]:
    start = None
    for index, char in enumerate(text):
        if _is_word_char(char):
            start = index if start is None else start
        elif start is not None:
            yield text[start:index]
            start = None
    if start is not None:
        yield text[start:]


def _is_word_char(char: str) -> bool:
    return char != "_" and f"a{char}".isidentifier()


def _spoken(char: str) -> str:
    if char in _SPOKEN:
        return _SPOKEN[char]
    return unicodedata.name(char, f"u{ord(char):04x}").lower()


def _split_camel(token: str) -> Iterator[str]:
    pieces = [token[a:b] for a, b in _edges(token)]
    index = 0
    while index < len(pieces):
        size = next(n for n in (3, 2, 1) if n == 1 or _is_brand_at(pieces, index, n))
        yield "".join(pieces[index : index + size])
        index += size


def _is_brand_at(pieces: list[str], index: int, size: int) -> bool:
    return index + size <= len(pieces) and is_brand("".join(pieces[index:][:size]))


def _edges(token: str) -> Iterator[tuple[int, int]]:
    start = 0
    for index in range(1, len(token)):
        if _begins_word(token, index, start):
            yield start, index
            start = index
    yield start, len(token)


def _begins_word(token: str, index: int, start: int) -> bool:
    char, before, after = token[index], token[index - 1], token[index + 1 :]
    if not char.isupper():
        return False
    if before.isdigit():
        lower = bool(after) and after[0].islower()
        return lower or (not token[start].isdigit() and _goes_on(after))
    if not before.isupper():
        return True
    return bool(after) and _starts_lower_word(after)


def _goes_on(after: str) -> bool:
    return bool(after) and not after[0].isdigit()


def _starts_lower_word(after: str) -> bool:
    """Whether a capital before this begins a word: not so in `IDs`, `URLs`."""
    if after[0].isupper() or after[0].isdigit():
        return False
    plural = after[0] == "s" and (len(after) == 1 or after[1].isupper())
    return not plural


def _normal(text: str) -> str:
    return unicodedata.normalize("NFKC", text)
