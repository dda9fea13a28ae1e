"""OperationIds that a framework made of method and path."""

from __future__ import annotations

import re
from collections.abc import Iterable

from sdksmith.naming.routes import Route, Words, is_mount, stems
from sdksmith.naming.words import split_words


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
    return whole or bool(mixed) or method not in ("get", "delete")


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


_USING = re.compile(
    r"(?<=[a-z0-9])Using(GET|PUT|POST|DELETE|PATCH|HEAD|OPTIONS)(_\d+)?$"
)


def without_using(text: str) -> str:
    """Springfox ends ids with the method, and a number: `findPetsUsingGET_1`."""
    return _USING.sub("", text)


def without_async(words: Words, route: Route) -> Words:
    """.NET ends ids with how it implements them: `GetOrderByIdAsync`."""
    ends = len(words) > 1 and words[-1] == "async" and "async" not in route.stems
    return words[:-1] if ends else words


def without_home(text: str, homes: Iterable[Words]) -> str:
    """Dotted ids begin with where they are: `api.v2.pets.list` on pets -> list.

    The last words of it are enough: `models.predict` on AI models.
    """
    pieces = [piece for piece in re.split(r"[./]", text) if piece]
    known = [stems(home) for home in homes]
    while len(pieces) > 1:
        words = split_words(pieces[0])
        said = stems(words)
        if not is_mount(words) and not any(
            home[-len(said) :] == said for home in known
        ):
            break
        pieces = pieces[1:]
    return " ".join(pieces)


def without_route_suffix(words: Words, http_method: str, path: str) -> Words:
    """FastAPI ends ids with path and method: `list_models_v1_models_get`."""
    said = split_words(f"{path} {http_method}".replace("{", " ").replace("}", " "))
    suffix = tuple(word.lower() for word in said)
    if len(words) > len(suffix) and words[-len(suffix) :] == suffix:
        return words[: -len(suffix)]
    return words
