"""Strongly connected components, by Tarjan (1972), without recursion."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field

from sdksmith.ir.types import SchemaId

Edges = Callable[[SchemaId], Iterable[SchemaId]]


def components(
    roots: Iterable[SchemaId], edges: Edges
) -> Iterator[tuple[SchemaId, ...]]:
    """All that the roots lead to, circle by circle, each after what it leads to."""
    search = _Search(edges)
    for root in roots:
        yield from search.component_of(root)


@dataclass(slots=True)
class _Search:
    edges: Edges
    _index: dict[SchemaId, int] = field(default_factory=dict)
    _low: dict[SchemaId, int] = field(default_factory=dict)
    _open: dict[SchemaId, None] = field(default_factory=dict)
    _work: list[tuple[SchemaId, Iterator[SchemaId]]] = field(default_factory=list)

    def component_of(self, root: SchemaId) -> Iterator[tuple[SchemaId, ...]]:
        if root not in self._index:
            self._enter(root)
        while self._work:
            node, successors = self._work[-1]
            target = next(successors, None)
            if target is None:
                yield from self._leave()
            elif target not in self._index:
                self._enter(target)
            elif target in self._open:
                self._low[node] = min(self._low[node], self._index[target])

    def _enter(self, node: SchemaId) -> None:
        self._index[node] = self._low[node] = len(self._index)
        self._open[node] = None
        self._work.append((node, iter(self.edges(node))))

    def _leave(self) -> Iterator[tuple[SchemaId, ...]]:
        node, _ = self._work.pop()
        if self._work:
            parent = self._work[-1][0]
            self._low[parent] = min(self._low[parent], self._low[node])
        if self._low[node] == self._index[node]:
            found = [node]
            while (last := self._open.popitem()[0]) != node:
                found.append(last)
            yield tuple(found)
