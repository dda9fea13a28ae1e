"""The method name that an operationId gives, without the words that repeat others."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.naming.plurals import is_plural
from sdksmith.naming.routes import Route, Words, stems
from sdksmith.naming.verbs import is_verb
from sdksmith.naming.word_sets import word_set

_PREPOSITIONS = word_set(
    "as at by for from in into of on per since to using via with without"
)
_MODIFIERS = frozenset({"batch", "bulk", "deprecated", "force", "mass", "multi"})
_SCAFFOLD = frozenset({"api", "controller", "endpoint", "handler", "routes", "service"})
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


def method_words(spoken: Spoken) -> Iterator[Words]:
    """What is left of the id when it is said on its resource, best first.

    `listPets` on pets -> list; `getOrderById` on orders -> get;
    `getTeamComponents` on components -> list, for, team.
    Nothing comes where the id is but words of the path: `healthz` for `/healthz`.
    """
    words = _without_noun_first(spoken, _without_version(spoken))
    nouns = not any(map(is_verb, words))
    if stems(words) == spoken.head:
        return
    if spoken.nested and nouns and set(stems(words)) <= spoken.route.stems:
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
    if kept is None or (not kept and not is_verb(verbs[-1]) and not spoken.nested):
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


def _without_version(spoken: Spoken) -> Words:
    """`upload_v1` for `/v1/uploads`: the version is that of the path."""
    mount = {word.lower() for word in spoken.route.mount}
    return tuple(word for word in spoken.words if word not in mount) or spoken.words


def _without_noun_first(spoken: Spoken, words: Words) -> Words:
    """`containers_list`, `api_v1_agents_list`, `UsersController_list` -> list."""
    first = next((n for n, word in enumerate(words) if is_verb(word)), 0)
    if not _SCAFFOLD.isdisjoint(words[:first]):
        words = words[first:]
    heads = [spoken.head] if spoken.head else []
    if spoken.nested:
        heads += [stems(level) for level in spoken.resource[:-1]]
    end = max((_noun_end(words, head) for head in heads), default=0)
    rest = words[end:]
    sure = not spoken.nested and end == len(spoken.head) and not is_verb(words[0])
    if rest[0] in _PREPOSITIONS or not (sure or is_verb(rest[0])):
        return words
    return rest


def _noun_end(words: Words, head: Words) -> int:
    """Where the last mention of the head ends that stands before any verb.

    A head that may be a verb itself (`invite`, `poll`) counts at the start only.
    """
    stemmed = stems(words)
    found = 0
    for at in range(len(words) - len(head)):
        if any(map(is_verb, words[:at])) or (at and is_verb(head[0])):
            break
        if stemmed[at : at + len(head)] == head:
            found = at + len(head)
    return found


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
    if not noun or (spoken.nested and set(stemmed) <= _said_by_path(spoken)):
        return ()
    if not bare or not head:
        return None
    if stemmed[-len(head) :] == head and _is_told(spoken, stemmed[: -len(head)]):
        return ()
    if stemmed in map(stems, (level.words for level in spoken.route.levels)):
        return None
    whole = tuple(stem for level in spoken.resource for stem in stems(level))
    for start in range(len(whole) - len(head) + 1):
        size = len(whole) - start
        if stemmed[:size] == whole[start:]:
            return bare[size:]
    return None


def _said_by_path(spoken: Spoken) -> frozenset[str]:
    return spoken.route.stems - spoken.action


def _is_told(spoken: Spoken, before: Words) -> bool:
    """Whether the words before the resource's are said by the resource or its path."""
    levels = {stem for level in spoken.resource for stem in stems(level)}
    return not before or set(before) <= levels or before in spoken.route.owners


def _for_owner(spoken: Spoken, noun: Words) -> Words:
    """Whose things are meant, where the path has an id for that."""
    before = stems(noun)[: -len(spoken.head)] if spoken.head else ()
    for level in spoken.route.levels[:-1]:
        if not spoken.nested and level.parameters and stems(level.words) == before:
            return ("for", *before)
    return ()


def _verb_alone(spoken: Spoken, verbs: Words, *, gone_plural: bool) -> Words:
    """The verbs of HTTP say no more than the method; better ones are known."""
    method = spoken.http_method.lower()
    if verbs != (method,):
        return verbs
    if method == "get" and gone_plural and spoken.lists:
        return ("list",)
    return (_HTTP_VERBS.get(method, method),)
