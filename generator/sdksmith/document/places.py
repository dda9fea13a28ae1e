"""Where in a text the nodes of its tree are, found only when somebody asks."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Protocol

import yaml

from sdksmith.document.yaml_events import events, offset_of


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
        ...


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
                token, offset = self._decoder.raw_decode(self._text, offset)
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
    root = Place(0, 0)
    stack: list[_Open] = []
    anchors: dict[str | None, Place] = {}
    for event in events(text):
        if isinstance(event, yaml.DocumentEndEvent):
            break
        if isinstance(event, yaml.CollectionEndEvent):
            stack.pop()
        elif isinstance(event, yaml.NodeEvent):
            place = _place(event, anchors)
            if not stack:
                root = place
            else:
                _attach(place, event, stack[-1])
            if isinstance(event, yaml.CollectionStartEvent):
                is_mapping = isinstance(event, yaml.MappingStartEvent)
                stack.append(_Open(place, is_mapping))
    return root


@dataclass(slots=True)
class _Open:
    """A collection whose end has not come, and the key that waits for its value."""

    place: Place
    is_mapping: bool
    key: tuple[str | None, int] | None = None


def _place(event: yaml.NodeEvent, anchors: dict[str | None, Place]) -> Place:
    offset = offset_of(event)
    if isinstance(event, yaml.AliasEvent):
        there = anchors.get(event.anchor, Place(offset, offset))
        return Place(offset, there.value, there.written, there.inner)
    place = Place(offset, offset)
    if isinstance(event, yaml.ScalarEvent) and event.implicit[0]:
        place.written = event.value
    if event.anchor is not None:
        anchors[event.anchor] = place
    return place


def _attach(place: Place, event: yaml.NodeEvent, parent: _Open) -> None:
    inner = parent.place.inner
    if not parent.is_mapping:
        inner[str(len(inner))] = place
    elif parent.key is None:
        name = event.value if isinstance(event, yaml.ScalarEvent) else None
        parent.key = (name, place.start)
    else:
        name, place.start = parent.key
        parent.key = None
        if name is not None:
            inner[name] = place
