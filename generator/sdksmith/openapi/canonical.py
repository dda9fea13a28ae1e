"""The canonical document: one shape for every version of OpenAPI."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from sdksmith.diagnostics.model import Origin
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.node import Node
from sdksmith.document.pointer import Missing, follow, from_fragment, parents
from sdksmith.openapi.version import Version


@dataclass(frozen=True)
class CanonicalDocument:
    """The canonical tree, and the way back from it; the package says what it holds."""

    tree: dict[str, Node]
    version: Version
    document: BundledDocument
    shifted: Mapping[str, str] = field(repr=False)
    followed: Mapping[str, str] = field(repr=False)
    upgraded: Mapping[str, str] = field(repr=False)

    def resolve(self, ref: str) -> tuple[Node, str]:
        """The node that a `$ref` of the tree leads to, and its pointer.

        Raises `KeyError` where there is none; no `$ref` of the tree is like that.
        """
        pointer = from_fragment(ref.removeprefix("#"), self.tree)
        try:
            return follow(self.tree, pointer), pointer
        except Missing as missing:
            raise KeyError(ref) from missing

    def home(self, pointer: str) -> str:
        """The one place at which what a canonical pointer holds is declared.

        What two operations share by `$ref` has one home, so that a schema inside
        `components/responses` is one schema however many operations use it.
        """
        pointer = _replaced(pointer, self.shifted) or pointer
        for _ in range(_MOST_HOPS):
            further = _replaced(pointer, self.followed)
            if further is None:
                break
            pointer = further
        return pointer

    def origin(self, pointer: str) -> Origin:
        """The file and place that a canonical pointer comes from."""
        home = self.home(pointer)
        return self.document.origin(_replaced(home, self.upgraded) or home)


_MOST_HOPS = 50


def _replaced(pointer: str, starts: Mapping[str, str]) -> str | None:
    """The pointer with its longest known start replaced; None if none is known."""
    if starts:
        for above in parents(pointer):
            if above in starts:
                return starts[above] + pointer[len(above) :]
    return None
