"""Applies overlays to a document, action by action."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final, assert_never

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.jsonpaths import NoPathError, select
from sdksmith.document.node import Node
from sdksmith.document.overlay import Action, Copy, Overlay, Remove, Update
from sdksmith.document.parsed import DEEPEST
from sdksmith.document.source import Source
from sdksmith.document.traced import Path, TracedTree, copied

MOST_ADDED: Final = 1_000_000
"""How many values all overlays of a document may add."""


@dataclass(frozen=True, slots=True)
class Overlaid:
    """A document with its overlays applied.

    `placed` says which parts came from an overlay, `removed` what took a part away.
    """

    tree: dict[str, Node]
    placed: Mapping[str, Origin]
    removed: Mapping[str, Origin]


def apply_overlays(
    entry: Source, overlays: Sequence[Overlay], diagnostics: Diagnostics
) -> Overlaid:
    """The entry document after every action in turn; what does not fit is reported."""
    if not overlays:
        return Overlaid(entry.tree, {}, {})
    traced = TracedTree(entry.tree, entry.file)
    added = 0
    for overlay in overlays:
        applier = _Applier(overlay, traced, diagnostics, added)
        for action in overlay.actions:
            applier.apply(action)
        added = applier.added
    return Overlaid(traced.tree, traced.placed, traced.removed)


class _ClashError(Exception):
    """A value does not fit where it should go."""

    def __init__(self, message: str, at: Origin) -> None:
        super().__init__(message)
        self.at = at


class _Applier:
    """Applies the actions of one overlay."""

    def __init__(
        self, overlay: Overlay, traced: TracedTree, diagnostics: Diagnostics, added: int
    ) -> None:
        self.added = added
        self._overlay = overlay
        self._traced = traced
        self._diagnostics = diagnostics

    def apply(self, action: Action) -> None:
        """Do what an action asks for."""
        found = self._select(action.target, action.at.child("target"))
        if found == ():
            message = f"`{action.target}` selects nothing, so this action does nothing"
            code = Code.OVERLAY_MATCHES_NOTHING
            self._diagnostics.warn(code, message, at=action.at.child("target"))
        if not found:
            return
        match action.change:
            case Remove():
                self._remove(found, action)
            case Update(value):
                self._merge_all(found, value, action.at.child("update"))
            case Copy(path):
                self._copy(found, path, action.at.child("copy"))
            case _:
                assert_never(action.change)

    def _select(self, path: str, at: Origin) -> tuple[Path, ...] | None:
        try:
            return select(self._traced.tree, path)
        except NoPathError as problem:
            message = f"`{path}` is no JSONPath that can be followed: {problem}"
            self._diagnostics.error(Code.OVERLAY_BAD_TARGET, message, at=at)
            return None

    def _remove(self, found: Sequence[Path], action: Action) -> None:
        if () in found:
            message = "the whole document cannot be removed"
            at = action.at.child("target")
            self._diagnostics.error(Code.OVERLAY_BAD_TARGET, message, at=at)
            return
        # From the last to the first, so that no index moves before its turn.
        for path in sorted(found, reverse=True):
            self._traced.remove(path, action.at.child("remove"))

    def _copy(self, found: Sequence[Path], path: str, at: Origin) -> None:
        sources = self._select(path, at)
        if sources is None:
            return
        if len(sources) != 1:
            message = f"`{path}` selects {len(sources)} nodes; a copy is of one"
            self._diagnostics.error(Code.OVERLAY_BAD_TARGET, message, at=at)
            return
        self._merge_all(found, copied(self._traced.node(sources[0])), at)

    def _merge_all(self, found: Sequence[Path], value: Node, at: Origin) -> None:
        size, height = _measure(value)
        self.added += size * len(found)
        if self.added > MOST_ADDED:
            message = f"the overlays add more than {MOST_ADDED:,} values"
            self._diagnostics.error(Code.OVERLAY_BAD_UPDATE, message, at=at)
            return
        if max(map(len, found)) + height >= DEEPEST:
            message = f"with this the document is nested deeper than {DEEPEST} levels"
            self._diagnostics.error(Code.NESTING_TOO_DEEP, message, at=at)
            return
        try:
            for path in found:
                self._merge_target(path, value, at)
        except _ClashError as clash:
            self._diagnostics.error(Code.OVERLAY_BAD_UPDATE, str(clash), at=clash.at)

    def _merge_target(self, path: Path, value: Node, at: Origin) -> None:
        node = self._traced.node(path)
        if isinstance(node, list) and not isinstance(value, list):
            self._traced.append(path, value, at)
        elif isinstance(node, (dict, list)):
            if type(node) is not type(value):
                message = f"an object is updated by an object, not by {_noun(value)}"
                raise _ClashError(message, at)
            self._merge(path, value, at)
        elif self._overlay.minor == 0:
            message = (
                f"the target is {_noun(node)}, and an overlay of version 1.0 changes"
                " only objects and lists"
            )
            raise _ClashError(message, at)
        else:
            self._merge(path, value, at)

    def _merge(self, path: Path, value: Node, at: Origin) -> None:
        """Merge objects key by key and lists end to end; replace what is single."""
        node = self._traced.node(path)
        match node, value:
            case dict(), dict():
                for key, inner in value.items():
                    there, origin = (*path, key), at.child(key)
                    if key in node:
                        self._merge(there, inner, origin)
                    else:
                        self._traced.put(there, inner, origin)
            case list(), list():
                for index, item in enumerate(tuple(value)):
                    self._traced.append(path, item, at.child(index))
            case (dict() | list()), None:
                # The specification's own example leaves keys empty that say nothing.
                pass
            case _:
                self._replace(path, node, value, at)

    def _replace(self, path: Path, node: Node, value: Node, at: Origin) -> None:
        alike = not isinstance(node, (dict, list)) and not isinstance(
            value, (dict, list)
        )
        if not alike and self._overlay.minor > 0:
            message = (
                f"{_noun(value)} does not go with {_noun(node)}, which is there;"
                " remove that first"
            )
            raise _ClashError(message, at)
        self._traced.put(path, value, at)


def _measure(node: Node) -> tuple[int, int]:
    """How many values and levels a value has."""
    if not isinstance(node, (dict, list)):
        return 1, 0
    inner = node.values() if isinstance(node, dict) else node
    parts = [_measure(part) for part in inner]
    size = 1 + sum(size for size, _ in parts)
    return size, 1 + max((height for _, height in parts), default=0)


def _noun(node: Node) -> str:
    match node:
        case dict():
            return "an object"
        case list():
            return "a list"
        case None:
            return "null"
        case str():
            return "a text"
        case _:
            return f"`{str(node).lower()}`"
