"""The resources that tags name."""

from __future__ import annotations

import re
from collections.abc import Iterator

from sdksmith.ir.operations import Operation
from sdksmith.naming.routes import Words
from sdksmith.naming.words import spelled_out, split_words

_REMARK = re.compile(r"\s*\([^()]*\)\s*$")
_SCAFFOLD = frozenset({"controller", "controllers"})
_RULE = re.compile(r"\s*(\W|_)(\s*\1)+\s*")
"""A line made of signs: it separates tags, and names nothing."""
_VERSION = re.compile(r"(api)?v?\d+", re.IGNORECASE)


def tag_levels(operation: Operation) -> tuple[Words, ...]:
    """The levels of the resource that the operation's tags lead to."""
    return next((levels for levels, _ in reversed([*levels_by_tag(operation)])), ())


def levels_by_tag(operation: Operation) -> Iterator[tuple[tuple[Words, ...], str]]:
    """The levels of each tag on the way to the operation, the outermost first.

    A tag says what stands around it by itself (`audio.transcriptions`), or by its
    parents, whose levels it may repeat.
    """
    levels: tuple[Words, ...] = ()
    for tag in operation.home:
        own = tuple(_levels(tag))
        is_repeated = len(own) > len(levels) and own[: len(levels)] == levels
        levels = own if is_repeated else levels + own
        yield levels, tag


def _levels(tag: str) -> Iterator[Words]:
    for piece in re.split(r"[./]", _REMARK.sub("", tag) or tag):
        if _RULE.fullmatch(piece):
            continue
        words = split_words(piece.replace("&", " and ")) or spelled_out(piece.strip())
        if len(words) > 1 and _VERSION.fullmatch(words[0]):
            words = words[1:]
        if len(words) > 1 and words[-1].lower() in _SCAFFOLD:
            words = words[:-1]
        if words:
            yield words
