"""Schemas with their references, `allOf` and choices written out."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import product
from typing import Any

from wire.tree import Node, Tree

_MOST = 40
_KINDS = ("object", "array", "string", "integer", "number", "boolean", "null")


@dataclass(frozen=True)
class Choice:
    """The alternatives of one `oneOf` or `anyOf`, with the tag each must have."""

    alternatives: tuple[Node, ...]


@dataclass(frozen=True)
class Flat:
    """A schema without references; `ids` are those of all that went into it."""

    schema: Node
    words: Mapping[str, Any]
    ids: tuple[int, ...]
    choices: tuple[Choice, ...] = ()
    is_tag: bool = False

    @property
    def kind(self) -> str:
        """The JSON type; the first of several, null only where it is alone."""
        given = self.words.get("type")
        if isinstance(given, list):
            return next((one for one in given if one != "null"), "null")
        if given in _KINDS:
            return str(given)
        if self.words.keys() & {"properties", "additionalProperties", "required"}:
            return "object"
        if self.words.keys() & {"items", "prefixItems"}:
            return "array"
        return "string" if self.words.keys() & {"format", "pattern"} else "any"

    @property
    def takes_null(self) -> bool:
        """Whether null is allowed, as far as this schema's own words say."""
        given = self.words.get("type")
        nullable = self.words.get("nullable") is True and bool(given)
        return nullable or (isinstance(given, list) and "null" in given)

    def combined(self, tree: Tree, *, last: bool) -> Iterator[Flat]:
        """Each way to choose, with the schema's own words."""
        own = {key: word for key, word in self.words.items() if key != "$choices"}
        lists = [
            choice.alternatives[::-1] if last else choice.alternatives
            for choice in self.choices
        ]
        for count, chosen in enumerate(product(*lists)):
            if count >= _MOST:
                return
            found = flat(tree, {"allOf": [own, *chosen]})
            yield replace(found, ids=(*self.ids, *found.ids))


def flat(tree: Tree, schema: Node) -> Flat:
    """The schema in one piece, apart from its choices."""
    if not isinstance(schema, dict):
        return Flat(schema, {}, ())
    words: dict[str, Any] = {}
    ids: list[int] = []
    choices: list[Choice] = []
    for part in _parts(tree, schema, ()):
        ids.append(id(part))
        choices += _choices(tree, part)
        own = {key: word for key, word in part.items() if key not in _TAKEN_APART}
        _absorb(words, own)
    return Flat(schema, words, tuple(ids), tuple(choices), "x-tag" in words)


_TAKEN_APART = {"$ref", "allOf", "oneOf", "anyOf", "discriminator"}


def _parts(tree: Tree, schema: Node, above: tuple[int, ...]) -> Iterator[Node]:
    """The schema itself and all that must hold besides, innermost first."""
    if not isinstance(schema, dict) or id(schema) in above:
        return
    above = (*above, id(schema))
    if isinstance(schema.get("$ref"), str):
        yield from _parts(tree, tree.at(schema["$ref"])[0], above)
        if tree.version == "3.0":
            return
    for part in schema.get("allOf") or ():
        yield from _parts(tree, part, above)
    yield schema


def _choices(tree: Tree, schema: Node) -> Iterator[Choice]:
    for word in ("oneOf", "anyOf"):
        if schema.get(word):
            marked = [
                {"allOf": [one, *_tag(tree, schema.get("discriminator"), one)]}
                for one in schema[word]
            ]
            yield Choice(tuple(marked))


def _tag(tree: Tree, discriminator: Node, choice: Node) -> Iterator[Node]:
    """What the discriminator demands of an alternative."""
    if not isinstance(discriminator, dict) or not isinstance(choice, dict):
        return
    target = choice.get("$ref", "")
    name = target.rpartition("/")[2]
    mapping = discriminator.get("mapping") or {}
    tags = [tag for tag, to in mapping.items() if to in {target, name}]
    key = discriminator.get("propertyName")
    own = flat(tree, choice).words.get("properties", {}).get(key)
    said = flat(tree, own).words if own is not None else {}
    values = [said["const"]] if "const" in said else said.get("enum", [])
    best = next((tag for tag in tags if not values or tag in values), None)
    value = best or (values[0] if values else name)
    yield {"properties": {key: {"enum": [value], "x-tag": True}}, "required": [key]}


def _absorb(words: dict[str, Any], part: Mapping[str, Any]) -> None:
    for key, word in part.items():
        if key == "properties" and isinstance(word, dict):
            before = words.get(key, {})
            words[key] = before | {
                name: {"allOf": [before[name], one]} if name in before else one
                for name, one in word.items()
            }
        elif key == "required" and isinstance(word, list):
            words[key] = list(dict.fromkeys([*words.get(key, []), *word]))
        elif key == "enum" and isinstance(words.get(key), list):
            words[key] = [one for one in words[key] if one in word] or word
        else:
            words[key] = word
