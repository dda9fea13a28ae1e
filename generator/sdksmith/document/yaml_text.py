"""YAML 1.2 text into a plain tree, from libyaml's events.

Events and not nodes: a third of the time, and no recursion that a hostile document
could exhaust.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Final, TypeAlias

import yaml

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.document.parsed import DEEPEST, Parsed, Remark, UnreadableError
from sdksmith.document.scalars import plain
from sdksmith.document.yaml_events import events, offset_of

MOST_FROM_ALIASES: Final = 1_000_000
"""How many values of a document may come from aliases."""

_CORE = "tag:yaml.org,2002:"
_TEXT_TAGS = {f"{_CORE}{name}" for name in ("str", "binary", "timestamp")}
_VALUE_TAGS = {f"{_CORE}{name}" for name in ("int", "float", "bool", "null")}
_COLLECTION_TAGS = {f"{_CORE}{name}" for name in ("map", "seq")}
_MERGE: Final = "<<"
_Tagged: TypeAlias = yaml.ScalarEvent | yaml.CollectionStartEvent
_Container: TypeAlias = dict[str, Node] | list[Node]


@dataclass(slots=True)
class _Open:
    """A collection whose end has not been read yet."""

    node: _Container
    anchor: str | None
    key: str | None = None
    merged: list[dict[str, Node]] = field(default_factory=list)
    merging: bool = False
    skipped: bool = False


@dataclass(slots=True)
class _Reader:
    """Puts events together; each kind of event has its method."""

    stack: list[_Open] = field(default_factory=list)
    anchors: dict[str, Node] = field(default_factory=dict)
    sizes: dict[int, tuple[int, int, Node]] = field(default_factory=dict)
    from_aliases: int = 0
    remarks: list[Remark] = field(default_factory=list)
    root: Node = None

    def scalar(self, event: yaml.ScalarEvent) -> None:
        """Take a scalar, as a key or as a value."""
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.node, dict):
            self._key(top, event)
            return
        tag = event.tag
        if tag is None or tag == "!":
            value = plain(event.value) if event.implicit[0] else event.value
        elif tag in _TEXT_TAGS:
            value = event.value
        elif tag in _VALUE_TAGS:
            value = plain(event.value)
        else:
            self._unknown_tag(event)
            value = plain(event.value) if event.style in (None, "") else event.value
        if event.anchor is not None:
            self.anchors[event.anchor] = value
        self._place(value)

    def open(self, event: yaml.CollectionStartEvent, node: _Container) -> None:
        """Begin a collection."""
        if event.tag not in (None, "!") and event.tag not in _COLLECTION_TAGS:
            self._unknown_tag(event)
        if len(self.stack) >= DEEPEST:
            raise _too_deep(event)
        self._refuse_as_key(event)
        if event.anchor is not None:
            self.anchors.pop(event.anchor, None)
        self.stack.append(_Open(node, event.anchor))

    def close(self) -> None:
        """End the innermost collection."""
        done = self.stack.pop()
        if done.merged and isinstance(done.node, dict):
            for source in done.merged:
                for key, value in source.items():
                    done.node.setdefault(key, value)
        if done.anchor is not None:
            self.anchors[done.anchor] = done.node
        self._place(done.node)

    def alias(self, event: yaml.AliasEvent) -> None:
        """Take the value of an anchor once more."""
        self._refuse_as_key(event)
        name = event.anchor
        if name not in self.anchors:
            inside = any(frame.anchor == name for frame in self.stack)
            reason = "stands inside its own anchor" if inside else "has no anchor"
            code = Code.ALIAS_BOMB if inside else Code.NOT_YAML
            raise UnreadableError(
                code, f"the alias `*{name}` {reason}", offset_of(event)
            )
        value = self.anchors[name]
        size, height = self._measure(value)
        self.from_aliases += size
        if self.from_aliases > MOST_FROM_ALIASES:
            message = f"the aliases stand for more than {MOST_FROM_ALIASES:,} values"
            raise UnreadableError(Code.ALIAS_BOMB, message, offset_of(event))
        if len(self.stack) + height > DEEPEST:
            raise _too_deep(event)
        self._place(value)

    def _key(self, top: _Open, event: yaml.ScalarEvent) -> None:
        key = event.value
        top.merging = key == _MERGE and event.implicit[0]
        if event.anchor is not None:
            self.anchors[event.anchor] = key
        if key in top.node:
            message = f"the key `{key}` stands here a second time"
            self.remarks.append(Remark(Code.DUPLICATE_KEY, message, offset_of(event)))
        top.key = key

    def _place(self, value: Node) -> None:
        if not self.stack:
            self.root = value
            return
        top = self.stack[-1]
        if isinstance(top.node, list):
            top.node.append(value)
            return
        if top.key is None:
            top.key, top.skipped = "", True
            return
        if top.skipped:
            top.skipped = False
        elif top.merging and (sources := _merge_sources(value)) is not None:
            top.merged.extend(sources)
        else:
            top.node[top.key] = value
        top.key = None

    def _refuse_as_key(self, event: yaml.NodeEvent) -> None:
        top = self.stack[-1] if self.stack else None
        if top is not None and top.key is None and isinstance(top.node, dict):
            message = "a key must be text, so this entry is left out"
            self.remarks.append(Remark(Code.COMPLEX_KEY, message, offset_of(event)))

    def _unknown_tag(self, event: _Tagged) -> None:
        message = f"the tag `{event.tag}` means nothing here, so it is ignored"
        self.remarks.append(Remark(Code.UNKNOWN_YAML_TAG, message, offset_of(event)))

    def _measure(self, value: Node) -> tuple[int, int]:
        """How many values and levels a value has, with its aliases written out."""
        if not isinstance(value, (dict, list)):
            return 1, 0
        known = self.sizes.get(id(value))
        if known is None:
            inner = value.values() if isinstance(value, dict) else value
            parts = [self._measure(part) for part in inner]
            known = (
                1 + sum(size for size, _ in parts),
                1 + max((height for _, height in parts), default=0),
                value,  # kept alive, for its id is the key
            )
            self.sizes[id(value)] = known
        return known[0], known[1]


def read_yaml(text: str) -> Parsed:
    """The first document of the text; raises `UnreadableError`."""
    reader = _Reader()
    try:
        _feed(reader, text)
    except yaml.MarkedYAMLError as error:
        raise _syntax_error(error) from error
    except yaml.reader.ReaderError as error:
        message = "a control character stands here that YAML does not allow"
        offset = _control_character(text)
        raise UnreadableError(Code.NOT_YAML, message, offset) from error
    return Parsed(reader.root, tuple(reader.remarks))


def _feed(reader: _Reader, text: str) -> None:
    documents = 0
    for event in events(text):
        match event:
            case yaml.ScalarEvent():
                reader.scalar(event)
            case yaml.MappingStartEvent():
                reader.open(event, {})
            case yaml.SequenceStartEvent():
                reader.open(event, [])
            case yaml.CollectionEndEvent():
                reader.close()
            case yaml.AliasEvent():
                reader.alias(event)
            case yaml.DocumentStartEvent():
                documents += 1
                if documents > 1:
                    message = "a second document starts here; it is not read"
                    remark = Remark(Code.SEVERAL_DOCUMENTS, message, offset_of(event))
                    reader.remarks.append(remark)
                    return


def _merge_sources(value: Node) -> list[dict[str, Node]] | None:
    """The mappings that `<<` draws in; None where it is an ordinary key."""
    sources = value if isinstance(value, list) else [value]
    return sources if all(isinstance(source, dict) for source in sources) else None


def _syntax_error(error: yaml.MarkedYAMLError) -> UnreadableError:
    mark = error.problem_mark or error.context_mark
    words = [part for part in (error.problem, error.context) if part]
    message = f"not valid YAML: {', '.join(words) or 'cannot be read'}"
    return UnreadableError(Code.NOT_YAML, message, mark.index if mark else None)


def _control_character(text: str) -> int | None:
    places = (i for i, c in enumerate(text) if c < " " and c not in "\t\n\r")
    return next(places, None)


def _too_deep(event: yaml.NodeEvent) -> UnreadableError:
    message = f"nested deeper than {DEEPEST} levels"
    return UnreadableError(Code.NESTING_TOO_DEEP, message, offset_of(event))
