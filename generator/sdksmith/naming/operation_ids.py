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
_MODIFIERS = word_set("auto batch beta bulk deprecated force mass multi")
_OWNING = word_set("for in of on to")
_REMOVALS = word_set("ban delete detach disassociate kick remove unassign unlink")
_SCAFFOLD = frozenset({"api", "controller", "endpoint", "handler", "routes", "service"})
_FILLERS = word_set("a all an multiple my several the")
# What stands alone for things of a kind: `list_past`, but not `create_graph`.
_ADJECTIVES = word_set("""
    active archived available current default deleted featured full latest local new
    past pending previous published recent related similar upcoming
    """)
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
    def replaces(self) -> bool:
        """Whether HTTP says that one thing is put in the place of another."""
        return self.http_method == "PUT" and self.route.ends_in_parameter

    @property
    def head(self) -> Words:
        """The last level of the resource, in the singular.

        A version that the path begins with is not said: `core_v1` under `/api/v1`.
        """
        last = stems(self.resource[-1]) if self.resource else ()
        mount = {word.lower() for word in self.route.mount}
        return tuple(word for word in last if word not in mount) or last


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
    cut = _noun_size(spoken, rest)
    noun, tail = rest[:cut], rest[cut:]
    if not spoken.nested and noun and verbs == _lower(spoken.resource[-1]):
        yield _bare(spoken, noun) + tail
    short = _tail(spoken, verbs, noun, tail)
    for end in dict.fromkeys((short, tail)):
        yield _said(spoken, verbs, noun, end)
    if _kept_noun(spoken, noun) == ():
        yield verbs + tail
        if verbs == ("update",) and spoken.replaces and not tail:
            yield ("replace",)
    yield words
    yield spoken.words


def _said(spoken: Spoken, verbs: Words, noun: Words, tail: Words) -> Words:
    kept = _kept_noun(spoken, noun)
    if kept is None or (not kept and not is_verb(verbs[-1]) and not spoken.nested):
        return verbs + noun + tail
    gone_plural = bool(noun) and is_plural(noun[-1])
    if kept and _ADJECTIVES.issuperset(kept):
        if not is_verb(verbs[-1]):
            return verbs + noun + tail
        verbs = _verb_alone(spoken, verbs, gone_plural=gone_plural)
    if kept or tail:
        return verbs + kept + tail
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
    sure = not spoken.nested and not is_verb(words[0])
    sure = sure and (end == len(spoken.head) or not _SCAFFOLD.isdisjoint(words[:end]))
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


def _noun_size(spoken: Spoken, rest: Words) -> int:
    """Where a preposition begins that is no part of a name, as in `on_calls`."""
    stemmed = stems(rest)
    names = [stems(level.words) for level in spoken.route.levels]
    names = [name for name in names if name[0] not in _PREPOSITIONS]
    inside: set[int] = set()
    for name in (*map(stems, spoken.resource), *names):
        starts = _occurrences(stemmed, name)
        inside |= {at + n for at in starts for n in range(len(name))}
    ends = (n for n, w in enumerate(rest) if w in _PREPOSITIONS and n not in inside)
    return next(ends, len(rest))


def _tail(spoken: Spoken, verbs: Words, noun: Words, tail: Words) -> Words:
    """What of a tail must still be said.

    `by id` says nothing new where the path ends in that very parameter, and neither
    does `to team` where a member is added to one of the teams.
    """
    bare = _bare(spoken, tail[1:])
    said = stems(bare)
    if tail[:1] == ("by",) and spoken.route.ends_in_parameter:
        last = stems(spoken.route.parameters[-1])
        return () if said in (last, last[-1:], ("id",)) else tail
    size = len(spoken.head)
    if not size or said[:size] != spoken.head:
        return tail
    removes = tail[0] == "from" and verbs[-1] in _REMOVALS
    if tail[0] not in _OWNING and not removes:
        return tail
    after = bare[size:]
    if after and after[0] not in _PREPOSITIONS:
        return (tail[0], *after)
    return after if noun and _kept_noun(spoken, noun) != () else tail


def _kept_noun(spoken: Spoken, noun: Words) -> Words | None:
    """What of a noun must still be said; None where all of it must."""
    head = spoken.head
    bare = _bare(spoken, noun)
    stemmed = stems(bare)
    if not noun or (spoken.nested and set(stemmed) <= _said_by_path(spoken)):
        return ()
    if not bare or not head:
        return None
    for at in _occurrences(stemmed, head):
        before, after = stemmed[:at], bare[at + len(head) :]
        if _is_told(spoken, before) and (after or at + len(head) == len(stemmed)):
            return after
        if len(before) == 1 and before[0] in _ADJECTIVES:
            return bare[:at] + after
    outer = tuple(stem for level in spoken.resource[:-1] for stem in stems(level))
    for start in range(len(outer)):
        size = len(outer) - start
        if stemmed[:size] == outer[start:] and len(stemmed) > size:
            return bare[size:]
    return None


def _bare(spoken: Spoken, noun: Words) -> Words:
    """The noun without articles and the like in front of it.

    `current` is one of them where the path leads through `me`.
    """
    stemmed, head = stems(noun), spoken.head
    fillers = _FILLERS
    if spoken.nested and "me" in spoken.route.stems:
        fillers |= {"current"}
    start = 0
    while start < len(noun) and noun[start] in fillers:
        if stemmed[start : start + len(head)] == head:
            break
        start += 1
    return noun[start:]


def _occurrences(words: Words, part: Words) -> list[int]:
    """Where a part begins in words; both are in the singular."""
    last = len(words) - len(part) + 1
    return [at for at in range(last) if words[at : at + len(part)] == part]


def _lower(words: Words) -> Words:
    return tuple(word.lower() for word in words)


def _said_by_path(spoken: Spoken) -> frozenset[str]:
    return spoken.route.stems - spoken.action


def _is_told(spoken: Spoken, before: Words) -> bool:
    """Whether the words before the resource's are said by the resource or its path."""
    levels = {stem for level in spoken.resource for stem in stems(level)}
    return set(before) <= levels or _are_owners(before, spoken.route.owners)


def _are_owners(words: Words, owners: tuple[Words, ...]) -> bool:
    """Whether the words are owners, one after the other."""
    return not words or any(
        words[: len(owner)] == owner and _are_owners(words[len(owner) :], owners)
        for owner in owners
    )


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
