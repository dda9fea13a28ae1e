"""What each operation would be called if it were alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.operations import Operation
from sdksmith.naming.answers import Schemas, counts_items, is_list
from sdksmith.naming.mechanical_ids import (
    is_mechanical,
    without_async,
    without_home,
    without_route_suffix,
    without_using,
)
from sdksmith.naming.namespace import LONGEST_IN_PATH, shortened
from sdksmith.naming.operation_ids import Spoken, method_words
from sdksmith.naming.plurals import is_plural, plural
from sdksmith.naming.routes import Route, Words, read_route, stems
from sdksmith.naming.tags import levels_by_tag, tag_levels
from sdksmith.naming.verbs import is_action, is_verb
from sdksmith.naming.words import identifier, split_words, told_words

DEFAULT_GROUP = "default"
"""The resource of operations that have neither a tag nor a literal in their path."""

_SIMPLE = ("GET", "POST")
_ON_ONE = {"POST": "update", "PUT": "replace", "PATCH": "update"}
_AS_VERB = {"GET": "get", "POST": "create", "PUT": "replace", "PATCH": "update"}
_ON_MANY = {"GET": "list", "POST": "create", "PUT": "replace", "PATCH": "update"}


@dataclass(frozen=True, slots=True)
class Proposal:
    """The resource an operation belongs to, and method names, best first.

    One that does something to many at once (`in_bulk`) leaves the short name to one
    that does it to a single thing.
    """

    resource: tuple[str, ...]
    methods: tuple[str, ...]
    in_bulk: bool


def propose(operation: Operation, schemas: Schemas) -> Proposal:
    """Name an operation from its operationId and tag, or from method and path."""
    route = read_route(_address(operation))
    hint = without_using(" ".join(operation.hint.words) if operation.hint else "")
    words = tuple(word.lower() for word in split_words(hint))
    words = without_async(words, route)
    if not words or is_mechanical(hint, operation.method, route):
        resource, verb = _from_path(operation, route, schemas)
        return _proposal(operation, route, resource, [verb])
    tag = tag_levels(operation)
    levels = tag or _path_levels(operation, route)
    if "_" in hint:
        words = without_route_suffix(words, operation.method, _address(operation))
    elif "." in hint or "/" in hint:
        words = tuple(w.lower() for w in split_words(without_home(hint, levels)))
    spoken = Spoken(
        words,
        operation.method,
        route,
        levels,
        nested=not tag,
        lists=not route.ends_in_parameter
        and counts_items(operation, schemas) is not False,
    )
    said = list(method_words(spoken)) or [_from_path(operation, route, schemas)[1]]
    return _proposal(operation, route, levels, said)


def _address(operation: Operation) -> str:
    """The path as the document's key has it, with the fragment that may tell it."""
    return operation.id.partition(" ")[2] or operation.path


def _proposal(
    operation: Operation,
    route: Route,
    resource: tuple[Words, ...],
    methods: list[Words],
) -> Proposal:
    names = _resource(resource)
    best, *others = methods
    owned = _for_owners(route, best, resource)
    everything = (best, *owned, *others, *_longer(operation, route, best, resource))
    found = tuple(identifier(words, "call") for words in everything)
    in_bulk = operation.method not in _SIMPLE and not route.ends_in_parameter
    return Proposal(names or (DEFAULT_GROUP,), found, in_bulk)


def tagged_resources(operation: Operation) -> Iterator[tuple[tuple[str, ...], str]]:
    """The resource that is called after each of the tags that lead to an operation."""
    for levels, tag in levels_by_tag(operation):
        yield _resource(levels), tag


def _resource(levels: tuple[Words, ...]) -> tuple[str, ...]:
    return tuple(shortened(identifier(w, "group"), LONGEST_IN_PATH) for w in levels)


def _from_path(
    operation: Operation, route: Route, schemas: Schemas
) -> tuple[tuple[Words, ...], Words]:
    levels = _path_levels(operation, route)
    if route.mark and is_verb(route.mark[0]):
        return levels, route.mark
    action = _action(operation, route)
    verb = (*_verb(operation, route, schemas), *_noun_beside(levels, route))
    return levels, _short(action, levels) or (*verb, *route.mark)


def _short(action: Words, levels: tuple[Words, ...]) -> Words:
    """An action without the resource that it is called on: `set_reader_display`."""
    head = stems(levels[-1]) if levels else ()
    size = len(head) + 1
    is_told = bool(head) and stems(action[1:size]) == head and is_verb(action[0])
    return action[:1] + action[size:] if is_told and len(action) > size else action


def _noun_beside(levels: tuple[Words, ...], route: Route) -> Words:
    """The last noun of a path that does not lead to the resource: `list_reviews`."""
    if not route.levels or not levels:
        return ()
    noun = route.levels[-1].words
    if stems(noun) == stems(levels[-1]):
        return ()
    return stems(noun) if route.ends_in_parameter else noun


def _action(operation: Operation, route: Route) -> Words:
    """The last literal, where it says what is done to what stands before it."""
    if not route.levels or route.ends_in_parameter:
        return ()
    last = route.levels[-1]
    has_home = len(route.levels) > 1 or bool(tag_levels(operation))
    return last.words if has_home and is_action(last.text, operation.method) else ()


def _path_levels(operation: Operation, route: Route) -> tuple[Words, ...]:
    """The literals of the path; else the tag; else what a leading parameter counts.

    Tags that stand within each other say more than a path does.
    """
    if len(operation.home) > 1:
        return tag_levels(operation)
    levels = tuple(level.words for level in route.levels)
    if _action(operation, route):
        levels = levels[:-1]
    if levels:
        return levels
    tag = tag_levels(operation)
    if tag or not route.leading:
        return tag
    return ((*route.leading[0][:-1], plural(route.leading[0][-1])),)


def _verb(operation: Operation, route: Route, schemas: Schemas) -> Words:
    method = operation.method
    if route.ends_in_parameter:
        return _verb_of(method, _ON_ONE)
    if method != "GET":
        return _verb_of(method, _ON_MANY)
    if route.levels and is_plural(route.levels[-1].words[-1]):
        return ("get",) if counts_items(operation, schemas) is False else ("list",)
    return ("list",) if is_list(operation, schemas) else ("get",)


def _verb_of(method: str, verbs: Mapping[str, str]) -> Words:
    """What a method does; one of the API's own does as it says: `M-SEARCH`."""
    said = verbs.get(method)
    return (said,) if said else told_words(method.lower())


def _is_last_literal(base: Words, route: Route) -> bool:
    return not route.ends_in_parameter and stems(base) == stems(route.levels[-1].words)


def _for_owners(
    route: Route, base: Words, resource: tuple[Words, ...]
) -> Iterator[Words]:
    """Whose things are meant, the nearest owner first: `get_token_for_site`."""
    said = _said(base, resource)
    for level in reversed(route.levels[:-1]):
        new = "for" not in base and not said.issuperset(stems(level.words))
        if level.parameters and new and not route.mark:
            yield (*base, "for", *stems(level.words))


def _said(base: Words, resource: tuple[Words, ...]) -> set[str]:
    return set(stems(base)) | {stem for words in resource for stem in stems(words)}


def _longer(
    operation: Operation, route: Route, base: Words, resource: tuple[Words, ...]
) -> Iterator[Words]:
    """Longer names with words of the operation's own path, for when others clash."""
    if route.levels and _is_last_literal(base, route):
        verb = _verb_of(operation.method, _AS_VERB)
        is_told = bool(resource) and stems(base) == stems(resource[-1])
        yield verb if is_told else (*verb, *base)
    said = _said(base, resource)
    if route.mark:
        yield base + route.mark
    if "for" not in base:
        for level in route.levels[:-1]:
            if level.parameters:
                yield (*base, "for", *stems(level.words))
    parameters = [(*base, "by", *words) for words in reversed(route.parameters)]
    if route.ends_in_parameter:
        yield from parameters
    if route.levels:
        last = route.levels[-1].words
        yield base + tuple(w for w in last if stems((w,))[0] not in said)
        yield base + last
    yield from parameters
    yield base + route.mount
    yield base + route.words
    yield (*base, *route.words, *_verb_of(operation.method, {}))
