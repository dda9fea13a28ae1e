"""The method name that an operationId gives, without the words that repeat others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.naming.plurals import is_plural
from sdksmith.naming.routes import Route, Words, stems
from sdksmith.naming.verbs import is_verb
from sdksmith.naming.word_sets import word_set
from sdksmith.naming.words import split_words

_PREPOSITIONS = word_set(
    "as at by for from in into of on per since to using via with without"
)
_MODIFIERS = frozenset({"batch", "bulk", "deprecated", "force", "mass", "multi"})
_FILLERS = frozenset({"a", "all", "an", "current", "my", "the"})
_HTTP_VERBS = {"post": "create", "put": "replace", "patch": "update"}


@dataclass(frozen=True, slots=True)
class Spoken:
    """An operationId in lower-case words, and what it is about.

    `resource` are the words of the resource it is called on, level by level;
    `nested` says that they come from the path, so that owners are part of them.
    """

    words: Words
    http_method: str
    route: Route
    resource: tuple[Words, ...]
    nested: bool
    lists: bool

    @property
    def action(self) -> frozenset[str]:
        """The words of the path that are no resource but say what is done."""
        levels = self.route.levels
        if not self.nested or len(levels) <= len(self.resource):
            return frozenset()
        return frozenset(stems(levels[-1].words))

    @property
    def head(self) -> Words:
        """The last level of the resource, in the singular."""
        return stems(self.resource[-1]) if self.resource else ()


def is_mechanical(text: str, http_method: str, route: Route) -> bool:
    """Whether the id only repeats method and path: `get_files_id_content`.

    One that names a single literal may also be somebody's choice (`getUsers`), so it
    counts only where no person would say it so (`post-cancels`, `get-paymentLinks`).
    """
    words = tuple(word.lower() for word in split_words(text))
    method = http_method.lower()
    if words[:1] == (method,):
        rest = words[1:]
    elif words[-1:] == (method,):
        rest = words[:-1]
    else:
        return False
    if not _spells_path(rest, route):
        return False
    literal = [w.lower() for level in route.levels for w in level.words]
    whole = len(route.levels) > 1 or len(rest) > len(literal)
    mixed = re.search("[-_]", text) and re.search("[a-z][A-Z]", text)
    return whole or bool(mixed) or method in _HTTP_VERBS


def _spells_path(words: Words, route: Route) -> bool:
    """Whether the words are those of the path's literals, parameters at will."""
    rest = _without_start(words, route.mount)
    groups: list[tuple[bool, Words]] = [(True, words) for words in route.leading]
    for level in route.levels:
        groups.append((False, level.words))
        groups += [(True, words) for words in level.parameters]
    for is_parameter, group in groups:
        if not is_parameter:
            fitting = _without_start(rest, group)
            if fitting == rest:
                return False
            rest = fitting
        else:
            rest = _without_parameter(rest, group)
    rest = _without_start(rest, route.mark)
    return rest != words and not any(word.isalpha() for word in rest)


def _without_start(words: Words, start: Words) -> Words:
    lower = tuple(word.lower() for word in start)
    fits = words[: len(lower)] == lower
    return words[len(lower) :] if fits else words


def _without_parameter(words: Words, parameter: Words) -> Words:
    """Parameters are spelled whole, by their last word, as `id`, or not at all."""
    after = _without_start(words, ("by",))
    for said in (parameter, parameter[-1:], ("id",)):
        if _without_start(after, said) != after:
            return _without_start(after, said)
    return words


def method_words(spoken: Spoken) -> Iterator[Words]:
    """What is left of the id when it is said on its resource, best first.

    `listPets` on pets -> list; `getOrderById` on orders -> get;
    `getTeamComponents` on components -> list, for, team.
    Nothing comes where the id is but words of the path: `healthz` for `/healthz`.
    """
    words = _without_noun_first(spoken, _without_route_suffix(spoken))
    only_nouns = spoken.nested and not any(map(is_verb, words))
    if only_nouns and set(stems(words)) <= spoken.route.stems:
        return
    size = _verb_size(words)
    verbs, rest = words[:size], words[size:]
    cut = next((n for n, w in enumerate(rest) if w in _PREPOSITIONS), len(rest))
    noun, tail = rest[:cut], rest[cut:]
    for end in dict.fromkeys((_tail(spoken, tail), tail)):
        yield _said(spoken, verbs, noun, end)
    if _kept_noun(spoken, noun) == ():
        yield verbs + tail
    yield words
    yield spoken.words


def _said(spoken: Spoken, verbs: Words, noun: Words, tail: Words) -> Words:
    kept = _kept_noun(spoken, noun)
    if kept is None:
        return verbs + noun + tail
    if kept or tail:
        return verbs + kept + tail
    gone_plural = bool(noun) and is_plural(noun[-1])
    if gone_plural and verbs == ("get",) and spoken.http_method != "GET":
        return verbs + noun
    verb = _verb_alone(spoken, verbs, gone_plural=gone_plural)
    return verb + _for_owner(spoken, noun)


def _verb_size(words: Words) -> int:
    """How many words say what is done: `bulk set`, `create or join`."""
    size = 1
    while size < len(words) - 1 and words[size - 1] in _MODIFIERS:
        size += 1
    if words[size : size + 1] in (("or",), ("and",)) and len(words) > size + 1:
        size += 2
    return size


def _without_route_suffix(spoken: Spoken) -> Words:
    """FastAPI ends ids with path and method: `list_models_v1_models_get`."""
    words = spoken.words
    path = tuple(w.lower() for w in (*spoken.route.words, spoken.http_method))
    if len(words) > len(path) and words[-len(path) :] == path:
        return words[: -len(path)]
    return words


def _without_noun_first(spoken: Spoken, words: Words) -> Words:
    """`containers_list`, `api_v1_agents_list` on containers, agents -> list."""
    stemmed = stems(words)
    heads = [spoken.head] if spoken.head else []
    if spoken.nested:
        heads += [stems(level) for level in spoken.resource[:-1]]
    ends = [
        at + len(head)
        for head in heads
        if not is_verb(head[0])
        for at in range(len(words) - len(head))
        if stemmed[at : at + len(head)] == head and not any(map(is_verb, words[:at]))
    ]
    rest = words[max(ends, default=0) :]
    doubtful = spoken.nested or is_verb(words[0])
    if rest[0] in _PREPOSITIONS or (doubtful and not is_verb(rest[0])):
        return words
    return rest


def _tail(spoken: Spoken, tail: Words) -> Words:
    """`by id` says nothing new where the path ends in that very parameter."""
    if tail[:1] != ("by",) or not spoken.route.ends_in_parameter:
        return tail
    last = stems(spoken.route.parameters[-1])
    said = stems(tail[1:])
    return () if said in (last, last[-1:], ("id",)) else tail


def _kept_noun(spoken: Spoken, noun: Words) -> Words | None:
    """What of a noun must still be said; None where all of it must."""
    head = spoken.head
    bare = tuple(word for word in noun if word not in _FILLERS)
    stemmed = stems(bare)
    whole = tuple(stem for level in spoken.resource for stem in stems(level))
    if not bare or stemmed in (head, whole):
        return ()
    if spoken.nested and set(stemmed) <= spoken.route.stems - spoken.action:
        return ()
    if head and stemmed[-len(head) :] == head and _owner(spoken, stemmed):
        return ()
    if head and stemmed[: len(head)] == head:
        return bare[len(head) :]
    return None


def _owner(spoken: Spoken, stemmed: Words) -> Words:
    """The words before the resource's, where they name its owner in the path."""
    if spoken.nested:
        return ()
    before = stemmed[: -len(spoken.head)] if spoken.head else ()
    return before if before and before in spoken.route.owners else ()


def _for_owner(spoken: Spoken, noun: Words) -> Words:
    owner = _owner(spoken, stems(noun))
    return ("for", *owner) if owner else ()


def _verb_alone(spoken: Spoken, verbs: Words, *, gone_plural: bool) -> Words:
    """The verbs of HTTP say no more than the method; better ones are known."""
    method = spoken.http_method.lower()
    if verbs != (method,):
        return verbs
    if method == "get" and gone_plural and spoken.lists:
        return ("list",)
    return (_HTTP_VERBS.get(method, method),)
