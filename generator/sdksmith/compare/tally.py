"""Counts the operations of a document, and those that are less than it asked for."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from sdksmith.diagnostics.model import Diagnostic, Severity
from sdksmith.document.grammar import METHODS
from sdksmith.document.node import Node
from sdksmith.document.pointer import Missing, follow, from_fragment, parents
from sdksmith.ir.api import Api


@dataclass(frozen=True, slots=True)
class Tally:
    """How many operations there are, and for how many something was repaired or cut.

    `excluded` are those that the config does not want; nothing is said where none are.
    """

    described: int
    generated: int
    degraded: int
    excluded: int = 0

    def __str__(self) -> str:
        noun = "operation" if self.described == 1 else "operations"
        head = f"{self.described} {noun} in the document"
        excluded = f", {self.excluded} excluded" if self.excluded else ""
        made = f"{self.generated} generated, {self.degraded} degraded"
        return f"{head}{excluded}, {made}"


def tally(
    root: Mapping[str, Node],
    api: Api,
    diagnostics: Iterable[Diagnostic],
    excluded: int = 0,
) -> Tally:
    """The counts after a run; `root` is the document as it was written."""
    places = {operation.origin.pointer for operation in api.operations}
    warned = {
        place
        for item in diagnostics
        if item.severity is not Severity.NOTE and item.origin is not None
        for place in parents(item.origin.pointer)
    }
    described = sum(1 for _ in _operations(root))
    return Tally(described, len(api.operations), len(places & warned), excluded)


def _operations(root: Mapping[str, Node]) -> Iterator[Node]:
    paths = root.get("paths")
    for written in paths.values() if isinstance(paths, Mapping) else ():
        item = _resolved(root, written)
        if isinstance(item, Mapping):
            yield from (item[method] for method in METHODS & item.keys())
            more = item.get("additionalOperations")
            yield from more.values() if isinstance(more, Mapping) else ()


def _resolved(root: Mapping[str, Node], item: Node) -> object:
    ref = item.get("$ref") if isinstance(item, Mapping) else None
    if not isinstance(ref, str):
        return item
    try:
        return follow(root, from_fragment(ref.removeprefix("#")))
    except Missing:
        return item
