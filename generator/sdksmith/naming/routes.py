"""What the path of an operation says: resources, whose they are, and what is done."""

from __future__ import annotations

import re
from dataclasses import dataclass

from sdksmith.naming.plurals import singular
from sdksmith.naming.words import split_words

Words = tuple[str, ...]

_PARAMETER = re.compile(r"\{([^{}]*)\}")
_EXTENSION = re.compile(r"\.(json|xml|ya?ml|html?|do|php)$", re.IGNORECASE)
_VERSION = re.compile(r"v\d+((alpha|beta|rc|p\d)\d*)?", re.IGNORECASE)
_MOUNTS = frozenset({"api", "apis", "rest", "http"})


@dataclass(frozen=True, slots=True)
class Level:
    """One literal segment, and the parameters that follow it."""

    text: str
    words: Words
    parameters: tuple[Words, ...] = ()


@dataclass(frozen=True, slots=True)
class Route:
    """A path in pieces.

    `/v1/teams/{id}/members#all` has the levels teams (with the parameter id) and
    members; `v1` is the mount, and `all` the mark (a fragment tells apart operations
    that share method and path).
    `leading` are parameters that stand before any literal.
    """

    levels: tuple[Level, ...]
    mount: Words = ()
    leading: tuple[Words, ...] = ()
    mark: Words = ()

    @property
    def parameters(self) -> tuple[Words, ...]:
        """All parameters, in the order of the path."""
        return self.leading + tuple(p for lv in self.levels for p in lv.parameters)

    @property
    def ends_in_parameter(self) -> bool:
        """Whether one thing is meant, not a collection."""
        last = self.levels[-1].parameters if self.levels else self.leading
        return bool(last)

    @property
    def owners(self) -> tuple[Words, ...]:
        """The levels above the last one, in the singular: teams -> team."""
        return tuple(stems(level.words) for level in self.levels[:-1])

    @property
    def stems(self) -> frozenset[str]:
        """Every word of the path in the singular."""
        literal = {stem for level in self.levels for stem in stems(level.words)}
        parameters = {stem for words in self.parameters for stem in stems(words)}
        return frozenset(literal | parameters | set(stems(self.mount)))

    @property
    def words(self) -> Words:
        """Every word of the path, as it is spelled, in its order."""
        result = self.mount + tuple(w for words in self.leading for w in words)
        for level in self.levels:
            result += level.words + tuple(w for ws in level.parameters for w in ws)
        return result + self.mark


def read_route(path: str) -> Route:
    """Take a path template apart (OpenAPI 3.1, 4.8.2)."""
    path, _, fragment = path.partition("#")
    path = path.partition("?")[0]
    mount: Words = ()
    leading: tuple[Words, ...] = ()
    levels: list[Level] = []
    segments = _segments(path)
    for segment, following in zip(segments, (*segments, "")[1:], strict=True):
        found = tuple(split_words(name) for name in _PARAMETER.findall(segment))
        text = _PARAMETER.sub(" ", segment).strip(" .,;-_")
        words = split_words(text)
        if words and _is_mounted(words, following, at_start=not levels):
            mount += words
        elif words:
            levels.append(Level(text, words))
        if not found:
            continue
        if levels:
            last = levels[-1]
            levels[-1] = Level(last.text, last.words, last.parameters + found)
        else:
            leading += found
    return Route(tuple(levels), mount, leading, split_words(fragment))


def stems(words: Words) -> Words:
    """Words for comparison: lower case, in the singular."""
    return tuple(singular(word.lower()) for word in words)


def _segments(path: str) -> list[str]:
    """The segments; a custom method, `{name}:archive`, becomes one of its own."""
    result: list[str] = []
    for segment in path.split("/"):
        bare = _EXTENSION.sub("", segment)
        result += [piece for piece in re.split(r":(?![^{]*\})", bare) if piece]
    return result


def is_mount(words: Words) -> bool:
    """Whether the words only say where an API begins: `api`, `v2`."""
    if len(words) != 1:
        return False
    return words[0].lower() in _MOUNTS or _VERSION.fullmatch(words[0]) is not None


def _is_mounted(words: Words, following: str, *, at_start: bool) -> bool:
    """Whether a segment is part of the mount; APIs can be things too: `/apis/{id}`."""
    if all(word.isdigit() for word in words):
        return True
    if words[0].lower() == "apis" and (not following or "{" in following):
        return False
    return at_start and is_mount(words)
