"""A tree that is changed step by step, and knows where each part of it came from."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import TypeAlias

from sdksmith.diagnostics.model import Origin
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape, join, parents

Path: TypeAlias = tuple[str | int, ...]
"""The keys and indices that lead to a node."""


@dataclass(slots=True)
class _Trace:
    """Where a node came from, and those parts of it that came from elsewhere."""

    origin: Origin
    inner: dict[str | int, _Trace] = field(default_factory=dict)

    def child(self, token: str | int) -> _Trace:
        """The trace of a part; one that changes nothing where there was none."""
        return self.inner.setdefault(token, _Trace(self.origin.child(token)))


class TracedTree:
    """A copy of a tree, for changes that each have an origin.

    `removed` says which pointers lead nowhere any more, and what took them away.
    """

    def __init__(self, tree: Node, file: str) -> None:
        self.tree = copied(tree)
        self.removed: dict[str, Origin] = {}
        self._trace = _Trace(Origin(file))

    @property
    def placed(self) -> dict[str, Origin]:
        """The parts that came from elsewhere: pointer -> (file, pointer)."""
        return dict(_placed(self._trace, ""))

    def node(self, path: Path) -> Node:
        """What stands at a path."""
        node = self.tree
        for token in path:
            node = node[token]
        return node

    def put(self, path: Path, value: Node, at: Origin) -> None:
        """Let a copy of a value stand at a path, be it new or instead of another."""
        *above, token = path
        self.node(tuple(above))[token] = copied(value)
        self._trace_of(above).inner[token] = _Trace(at)
        pointer = join(path)
        for gone in [gone for gone in self.removed if pointer in parents(gone)]:
            del self.removed[gone]

    def append(self, path: Path, value: Node, at: Origin) -> None:
        """Add a copy of a value to the list at a path."""
        items = self.node(path)
        items.append(copied(value))
        self._trace_of(path).inner[len(items) - 1] = _Trace(at)

    def remove(self, path: Path, at: Origin) -> None:
        """Take away what stands at a path; later items of a list move up."""
        *above, token = path
        holder, trace = self.node(tuple(above)), self._trace_of(above)
        many = len(holder)
        del holder[token]
        if isinstance(holder, list) and isinstance(token, int):
            later = [trace.child(index) for index in range(token + 1, many)]
            trace.inner.update(enumerate(later, start=token))
            trace.inner.pop(many - 1, None)
        else:
            trace.inner.pop(token, None)
            self.removed[join(path)] = at

    def _trace_of(self, path: Sequence[str | int]) -> _Trace:
        trace = self._trace
        for token in path:
            trace = trace.child(token)
        return trace


def copied(node: Node) -> Node:
    """A copy that shares nothing, not even what YAML aliases share in the original."""
    if isinstance(node, dict):
        return {key: copied(value) for key, value in node.items()}
    return [copied(item) for item in node] if isinstance(node, list) else node


def _placed(trace: _Trace, pointer: str) -> Iterator[tuple[str, Origin]]:
    for token, part in trace.inner.items():
        place = f"{pointer}/{escape(token)}"
        if part.origin != trace.origin.child(token):
            yield place, part.origin
        yield from _placed(part, place)
