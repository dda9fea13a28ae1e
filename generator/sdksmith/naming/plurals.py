"""Singular and plural of English words, as they occur in APIs."""

from __future__ import annotations

from functools import cache

import inflection

from sdksmith.naming.word_sets import word_set

# What the rules of `inflection` get wrong, or what APIs use in both numbers.
_SAME = word_set("""
    access analytics apparatus atlas aws bonus canvas chaos cors corpus data dns
    feedback focus gas graphics has health https info is kubernetes lens logistics
    media metadata os progress redis sales settings sms sso this tls virus was
    """)
_SINGULARS = {
    "bases": "base",
    "caches": "cache",
    "cookies": "cookie",
    "criteria": "criterion",
    "leaves": "leave",
    "licenses": "license",
    "movies": "movie",
    "quota": "quota",
    "schema": "schema",
    "selfies": "selfie",
    "viruses": "virus",
}
_PLURALS = {"virus": "viruses", "bonus": "bonuses", "canvas": "canvases"}


@cache
def singular(word: str) -> str:
    """One of what the word names; capitals stay: `Leads` -> `Lead`."""
    lower = word.lower()
    if lower in _SAME or lower.endswith("ss") or not lower.isascii():
        return word
    found = _SINGULARS.get(lower) or str(inflection.singularize(lower))
    return _with_case_of(word, found)


@cache
def plural(word: str) -> str:
    """Many of what the word names: `Lead` -> `Leads`; a plural stays as it is."""
    lower = word.lower()
    if lower in _PLURALS:
        return _with_case_of(word, _PLURALS[lower])
    if lower in _SAME or is_plural(word) or not lower.isascii():
        return word
    return _with_case_of(word, str(inflection.pluralize(lower)))


@cache
def is_plural(word: str) -> bool:
    """Whether the word names many: `leads`, `people`; not `status` or `data`."""
    return singular(word) != word


def last_singular(words: tuple[str, ...]) -> tuple[str, ...]:
    """The words with the last one in the singular: `lead`, `lists` -> lead, list."""
    return (*words[:-1], singular(words[-1])) if words else words


def _with_case_of(word: str, found: str) -> str:
    if word.isupper() and len(word) > 1:
        return found.upper()
    shared = 0
    while shared < min(len(word), len(found)) and word[shared].lower() == found[shared]:
        shared += 1
    return word[:shared] + found[shared:]
