"""Overlay documents (OpenAPI Overlay Specification 1.0 and 1.1): what each asks for."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final, TypeAlias

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.node import Node
from sdksmith.document.source import Source

_VERSION: Final = re.compile(r"1\.(\d+)(\.\d+\S*)?")
_FIELDS: Final = frozenset(("overlay", "info", "extends", "actions"))
_ACTION_FIELDS: Final = frozenset(("target", "description", "update", "copy", "remove"))


@dataclass(frozen=True, slots=True)
class Update:
    """Merge a value into each node that is selected."""

    value: Node


@dataclass(frozen=True, slots=True)
class Copy:
    """Merge what stands elsewhere in the document into each node that is selected."""

    path: str


@dataclass(frozen=True, slots=True)
class Remove:
    """Take each node that is selected away."""


Change: TypeAlias = Update | Copy | Remove


@dataclass(frozen=True, slots=True)
class Action:
    """One step of an overlay: `target` is a JSONPath (RFC 9535)."""

    target: str
    change: Change
    at: Origin


@dataclass(frozen=True, slots=True)
class Overlay:
    """An overlay document; `minor` is the second number of its version."""

    source: Source
    minor: int
    extends: str | None
    actions: tuple[Action, ...]


def read_overlay(source: Source, diagnostics: Diagnostics) -> Overlay | None:
    """What an overlay asks for; None, with errors reported, where it is none."""
    return _Reader(source, diagnostics).overlay()


@dataclass(frozen=True, slots=True)
class _Reader:
    source: Source
    diagnostics: Diagnostics

    def overlay(self) -> Overlay | None:
        tree, at = self.source.tree, Origin(self.source.file)
        if not isinstance(tree, dict):
            self._error("an overlay is a mapping with `overlay` and `actions`", at)
            return None
        version = _VERSION.fullmatch(str(tree.get("overlay")))
        if version is None:
            told = "has no `overlay: 1.0.0`"
            if "overlay" in tree:
                at = at.child("overlay")
                told = f"is of the version `{tree['overlay']}`; 1.0 and 1.1 are known"
            self._error(f"this overlay {told}", at)
            return None
        self._check_fields(tree, _FIELDS, Origin(self.source.file))
        extends = tree.get("extends")
        return Overlay(
            self.source,
            int(version[1]),
            extends if isinstance(extends, str) else None,
            tuple(self._actions(tree)),
        )

    def _actions(self, tree: dict[str, Node]) -> Iterator[Action]:
        at = Origin(self.source.file).child("actions")
        actions = tree.get("actions")
        if not isinstance(actions, list) or not actions:
            self._error("an overlay needs a list of `actions`", at)
            return
        for index, written in enumerate(actions):
            action = self._action(written, at.child(index))
            if action is not None:
                yield action

    def _action(self, written: Node, at: Origin) -> Action | None:
        if not isinstance(written, dict):
            self._error("an action is a mapping with a `target`", at)
            return None
        self._check_fields(written, _ACTION_FIELDS, at)
        target = written.get("target")
        if not isinstance(target, str):
            self._error("an action needs a `target`, a JSONPath", at)
            return None
        change = self._change(written, at)
        return None if change is None else Action(target, change, at)

    def _change(self, written: dict[str, Node], at: Origin) -> Change | None:
        remove = written.get("remove", False)
        if not isinstance(remove, bool):
            self._error("`remove` is true or false", at.child("remove"))
            return None
        if remove:
            return Remove()
        if "update" in written and "copy" in written:
            self._error("an action has `update` or `copy`, not both", at.child("copy"))
            return None
        if "update" in written:
            return Update(written["update"])
        if isinstance(written.get("copy"), str):
            return Copy(written["copy"])
        if "copy" in written:
            self._error("`copy` is a JSONPath", at.child("copy"))
            return None
        self._error("this action has neither `update`, `copy` nor `remove: true`", at)
        return None

    def _check_fields(
        self, written: dict[str, Node], known: frozenset[str], at: Origin
    ) -> None:
        for name in written:
            if name not in known and not name.startswith("x-"):
                message = f"`{name}` means nothing here; left out"
                code = Code.OVERLAY_INVALID
                self.diagnostics.warn(code, message, at=at.child(name))

    def _error(self, message: str, at: Origin) -> None:
        self.diagnostics.error(Code.OVERLAY_INVALID, message, at=at)
