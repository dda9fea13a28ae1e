"""Texts that match a regular expression of a document, the same ones at every run."""

from __future__ import annotations

import re
from collections.abc import Iterator
from random import Random
from typing import TYPE_CHECKING, TypeVar

import regex
from rstr import Rstr
from typing_extensions import override

if TYPE_CHECKING:
    from _typeshed import SupportsLenAndGetItem

T = TypeVar("T")

_SECONDS = 0.2
"""Time for one match: a document may well hold a pattern that takes for ever."""
_TRIES = 60
_MOST_REPEATS = 2_000
_REPEATS = (3, 1, 5, 0, 8, 2)
_PLAIN = "abcdefghijklmnopqrstuvwxyz0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZ"
_CLASS = regex.compile(r"\\[pP](\{[^}]*\}|[A-Z])")
_NAMED_GROUP = regex.compile(r"\(\?<(?=[A-Za-z_])")


class _TooLongError(Exception):
    """The pattern asks for more characters than an example should have."""


class _Calm(Random):
    """Takes letters rather than other characters, and repeats only a few times."""

    def __init__(self, number: int, repeats: int) -> None:
        super().__init__(number)
        self._repeats = repeats
        self._left = _MOST_REPEATS

    @override
    def choice(self, seq: SupportsLenAndGetItem[T]) -> T:
        # Some come from sets, whose order is another at every run.
        listed = sorted((seq[index] for index in range(len(seq))), key=repr)
        plain = [each for each in listed if _is_plain(each)]
        shown = [each for each in listed if str(each).isprintable()]
        kept = plain or shown or listed
        return kept[int(self.random() * len(kept))]

    @override
    def randint(self, a: int, b: int) -> int:
        self._left -= a + 1
        if self._left < 0:
            raise _TooLongError
        return min(b, a + self._repeats)


def _is_plain(candidate: object) -> bool:
    return isinstance(candidate, str) and candidate in _PLAIN


def matches(pattern: str, text: str) -> bool:
    """Whether a text is found to match; a pattern that is none lets all texts pass."""
    try:
        return regex.search(pattern, text, timeout=_SECONDS) is not None
    except regex.error:
        return True
    except TimeoutError:
        return False


def texts_of(
    pattern: str, count: int, least: int = 0, most: int | None = None
) -> tuple[str, ...]:
    """At most so many texts of a pattern, all between these lengths; none may be found."""
    found: dict[str, None] = {}
    for text in _tried(pattern, least):
        longest = len(text) if most is None else most
        if least <= len(text) <= longest and matches(pattern, text):
            found[text] = None
        if len(found) == count:
            break
    return tuple(found)


def _tried(pattern: str, least: int) -> Iterator[str]:
    repeats = (*_REPEATS, least, least // 2, least // 4)
    for readable in _readable(pattern):
        for number in range(_TRIES):
            calm = _Calm(number, repeats[number % len(repeats)])
            try:
                yield Rstr(calm, printable=_PLAIN).xeger(readable)
            except (_TooLongError, LookupError, RecursionError, ValueError):
                break


def _readable(pattern: str) -> Iterator[str]:
    """The pattern as Python reads it, with letters for classes that it does not know."""
    spelt = _NAMED_GROUP.sub("(?P<", pattern)
    for candidate in dict.fromkeys((spelt, *(_CLASS.sub(c, spelt) for c in "aA1"))):
        try:
            re.compile(candidate)
        except (re.error, RecursionError, OverflowError):
            continue
        yield candidate
