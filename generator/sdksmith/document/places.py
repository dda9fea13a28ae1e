"""Where in a text the nodes of its tree are, found only when somebody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from json.decoder import scanstring
from typing import Any, Protocol

import yaml
from yaml.cyaml import CParser


@dataclass(slots=True)
class Place:
    """A node in its text: `start` is its key's offset, `value` its own.

    `written` is the text of an unquoted scalar.
    """

    start: int
    value: int
    written: str | None = None
    inner: dict[str, Place] = field(default_factory=dict)


class Places(Protocol):
    """Finds nodes in one text."""

    def find(self, tokens: Sequence[str]) -> tuple[Place, int]:
        """The place the tokens lead to, and how many of them could be followed."""


class YamlPlaces:
    """The nodes of a YAML text; reads the whole text once."""

    def __init__(self, text: str) -> None:
        self._root = _read_places(text)

    def find(self, tokens: Sequence[str]) -> tuple[Place, int]:
        """The place the tokens lead to, and how many of them could be followed."""
        place = self._root
        for followed, token in enumerate(tokens):
            if token not in place.inner:
                return place, followed
            place = place.inner[token]
        return place, len(tokens)


class JsonPlaces:
    """The nodes of a JSON text; skims over what does not lead to the node."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._decoder = json.JSONDecoder(strict=False)
        self._inner: dict[int, dict[str, Place]] = {}

    def find(self, tokens: Sequence[str]) -> tuple[Place, int]:
        """The place the tokens lead to, and how many of them could be followed."""
        start = self._skip(0)
        place = Place(start, start)
        for followed, token in enumerate(tokens):
            members = self._members(place.value)
            if token not in members:
                return place, followed
            place = members[token]
        return place, len(tokens)

    def _members(self, offset: int) -> dict[str, Place]:
        if offset not in self._inner:
            opening = self._text[offset]
            self._inner[offset] = (
                self._collection(offset + 1, in_object=opening == "{")
                if opening in "{["
                else {}
            )
        return self._inner[offset]

    def _collection(self, offset: int, *, in_object: bool) -> dict[str, Place]:
        members: dict[str, Place] = {}
        offset = self._skip(offset)
        while self._text[offset] not in "}]":
            start, token = offset, str(len(members))
            if in_object:
                token, offset = scanstring(self._text, offset + 1, False)
                offset = self._skip(offset)
            value, offset = offset, self._decoder.raw_decode(self._text, offset)[1]
            written = self._text[value:offset]
            members[token] = Place(
                start, value, None if written[0] in '"{[' else written
            )
            offset = self._skip(offset)
        return members

    def _skip(self, offset: int) -> int:
        found = _BLANK.match(self._text, offset)
        return found.end() if found else offset


_BLANK = re.compile(r"[\s,:]*")


def _read_places(text: str) -> Place:
    """The places of the first document; the text is known to be good YAML."""
    parser = CParser(text)
    root = Place(0, 0)
    stack: list[tuple[Place, bool]] = []
    anchors: dict[str, Place] = {}
    key: list[tuple[str, int] | None] = []
    while not isinstance(event := parser.get_event(), yaml.DocumentEndEvent):
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
            key.pop()
            continue
        if not isinstance(event, yaml.NodeEvent):
            continue
        offset = event.start_mark.index
        if stack and stack[-1][1] and key[-1] is None:
            key[-1] = (getattr(event, "value", ""), offset)
            if isinstance(event, yaml.ScalarEvent):
                continue
        place = _place(event, offset, anchors)
        if not stack:
            root = place
        else:
            _attach(place, stack[-1][0], key)
        if isinstance(event, yaml.CollectionStartEvent):
            stack.append((place, isinstance(event, yaml.MappingStartEvent)))
            key.append(None)
    return root


def _place(event: Any, offset: int, anchors: dict[str, Place]) -> Place:
    if isinstance(event, yaml.AliasEvent):
        there = anchors.get(event.anchor, Place(offset, offset))
        return Place(offset, there.value, there.written, there.inner)
    is_plain = isinstance(event, yaml.ScalarEvent) and event.implicit[0]
    place = Place(offset, offset, event.value if is_plain else None)
    if event.anchor is not None:
        anchors[event.anchor] = place
    return place


def _attach(place: Place, parent: Place, key: list[tuple[str, int] | None]) -> None:
    if (named := key[-1]) is None:
        parent.inner[str(len(parent.inner))] = place
        return
    token, place.start = named
    parent.inner[token] = place
    key[-1] = None
