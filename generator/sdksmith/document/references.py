"""Follows the `$ref`s of a document between its files."""

from __future__ import annotations

from typing import Final
from urllib.parse import urlsplit

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.anchors import anchored, anchors, bases, joined
from sdksmith.document.library import ENTRY, Library, Target
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape, parents, split
from sdksmith.document.reading import NoBytesError, is_url

_REPORTED_AS_IS = frozenset((Code.REMOTE_REF, Code.REF_OUTSIDE_FOLDER, Code.BAD_VALUE))
_MOST_HOPS: Final = 20
_DATA_SUFFIXES: Final = (".yaml", ".yml", ".json")


class _LostError(Exception):
    """A reference leads to nothing."""

    def __init__(self, code: Code, message: str) -> None:
        super().__init__(message)
        self.code = code
        self.message = message


def ref_of(node: Node) -> str | None:
    """The text of the `$ref` that a node has, if it has one."""
    ref = node.get("$ref") if isinstance(node, dict) else None
    return ref if isinstance(ref, str) else None


class References:
    """Where each reference ends, with every file in between read."""

    def __init__(self, library: Library, diagnostics: Diagnostics) -> None:
        self._library = library
        self._diagnostics = diagnostics
        self._anchors: dict[str, dict[str, str]] = {}
        self._bases: dict[str, dict[str, str]] = {}
        self._known: dict[tuple[str, str], Target | None] = {}
        self._texts: dict[tuple[str, str], tuple[str, Target] | None] = {}

    def resolve(self, location: str, ref: str, pointer: str) -> Target | None:
        """The end of the chain that starts with `ref` at a place in a file.

        None, with a warning there, where it ends nowhere.
        """
        if (named := self._by_name(location, ref, pointer)) is not None:
            return named
        if (location, ref) not in self._known:
            self._known[location, ref] = None
            try:
                target = self._end(location, ref)
                self._walk(target)
                self._known[location, ref] = target
            except (NoBytesError, _LostError) as problem:
                self._report(problem, self._library.origin(location, pointer))
        return self._known[location, ref]

    def text(self, location: str, ref: str, pointer: str) -> tuple[str, Target] | None:
        """The text that `ref` leads to, in a file of prose or of data, and its place.

        None, with a warning at the pointer, where it leads to none.
        """
        if (location, ref) not in self._texts:
            self._texts[location, ref] = None
            try:
                self._texts[location, ref] = self._text(location, ref)
            except (NoBytesError, _LostError) as problem:
                at = self._library.origin(location, pointer)
                self._report(problem, at, "left out")
        return self._texts[location, ref]

    def _text(self, location: str, ref: str) -> tuple[str, Target]:
        here, onward = location, ref
        for _ in range(_MOST_HOPS):
            target = self._library.target(here, onward)
            if not target.pointer and _is_prose(target.location):
                return self._library.load(target.location, prose=True).tree, target
            target, node = self._walk(target)
            if isinstance(node, str):
                return node, target
            if (further := ref_of(node)) is None:
                message = f"`{ref}` leads to something that is no text"
                raise _LostError(Code.BAD_VALUE, message)
            here, onward = target.location, further
        raise _LostError(Code.CIRCULAR_REF, f"`{ref}` leads back to itself")

    def node(self, target: Target) -> Node:
        """What stands at a target that `resolve` gave."""
        return self._walk(target)[1]

    def _by_name(self, location: str, ref: str, at: str) -> Target | None:
        """What has an `$id` in the same file is never fetched.

        A reference counts from the nearest `$id` around it (JSON Schema Core, 8.2.1).
        """
        if ref.startswith("#"):
            return None
        names = self._names(location)
        if location not in self._bases:
            self._bases[location] = bases(names)
        found = self._bases[location]
        base = next((found[p] for p in parents(at) if p in found), "") if found else ""
        pointer = anchored(joined(base, ref), names)
        return None if pointer is None else Target(location, pointer)

    def _names(self, location: str) -> dict[str, str]:
        if location not in self._anchors:
            self._anchors[location] = anchors(self._library.load(location).tree)
        return self._anchors[location]

    def _end(self, location: str, ref: str) -> Target:
        target, seen = self._library.target(location, ref), set[Target]()
        while target.location != ENTRY:
            target, node = self._walk(target)
            if target in seen:
                message = f"`{ref}` leads back to itself"
                raise _LostError(Code.CIRCULAR_REF, message)
            seen.add(target)
            onward = ref_of(node) if isinstance(node, dict) and len(node) == 1 else None
            if onward is None:
                break
            target = self._library.target(target.location, onward)
        return target

    def _walk(self, target: Target) -> tuple[Target, Node]:
        """The node at a target, through the references that stand on the way."""
        location, pointer = target.location, ""
        node: Node = self._library.load(location).tree
        target = self._by_anchor(target)
        hops = 0
        for token in split(target.pointer):
            while (onward := ref_of(node)) is not None and token not in node:
                hops += 1
                if hops > _MOST_HOPS:
                    message = f"`#{target.pointer}` leads through a circle"
                    raise _LostError(Code.CIRCULAR_REF, message)
                (location, pointer), node = self._walk(
                    self._library.target(location, onward)
                )
            node = self._step(node, token, target)
            pointer = f"{pointer}/{escape(token)}"
        return Target(location, pointer), node

    def _by_anchor(self, target: Target) -> Target:
        """The target with a pointer instead of the name of an `$anchor`."""
        name = target.pointer
        if not name or name.startswith("/"):
            return target
        pointer = self._names(target.location).get(f"#{name}")
        return target if pointer is None else Target(target.location, pointer)

    def _step(self, node: Node, token: str, target: Target) -> Node:
        if isinstance(node, dict) and token in node:
            return node[token]
        if isinstance(node, list) and token.isdecimal() and int(token) < len(node):
            return node[int(token)]
        file = self._library.file(target.location)
        message = f"there is no `#{target.pointer}` in {file}"
        raise _LostError(Code.DANGLING_REF, message)

    def _report(
        self,
        problem: NoBytesError | _LostError,
        at: Origin,
        done: str = "read as `{}`",
    ) -> None:
        code = problem.code
        if code is Code.REMOTE_CHANGED:
            self._diagnostics.error(code, problem.message, at=at)
            return
        if isinstance(problem, NoBytesError) and code not in _REPORTED_AS_IS:
            code = Code.UNREADABLE_REF
        self._diagnostics.warn(code, f"{problem.message}; {done}", at=at)


def _is_prose(location: str) -> bool:
    """Whether a file is no JSON or YAML, by its name; the entry always is."""
    path = urlsplit(location).path if is_url(location) else location
    return location != ENTRY and not path.lower().endswith(_DATA_SUFFIXES)
