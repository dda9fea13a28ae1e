"""A document with everything it refers to, as one plain tree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from sdksmith.diagnostics.model import Origin
from sdksmith.diagnostics.position import Position
from sdksmith.document.node import Node
from sdksmith.document.placed import origin_of
from sdksmith.document.source import Source


@dataclass(frozen=True)
class BundledDocument:
    """One tree whose `$ref`s are all local (`#/...`); treat it as immutable.

    `placed` says which parts of the tree came from elsewhere than their own place
    in the entry file: pointer in `root` -> (file, pointer). `removed` says which
    action of an overlay took away what stood at a pointer; `overlays` are the files
    of the overlays. `pins` holds the SHA-256 of what was downloaded for it.
    """

    entry: str
    root: dict[str, Node]
    sources: Mapping[str, Source]
    placed: Mapping[str, Origin]
    removed: Mapping[str, Origin] = field(default_factory=dict)
    overlays: tuple[Source, ...] = ()
    pins: Mapping[str, str] = field(default_factory=dict)

    def origin(self, pointer: str) -> Origin:
        """The file and place that a pointer into `root` comes from."""
        return origin_of(self.placed, self.entry, pointer)

    def locate(self, origin: Origin) -> Position | None:
        """Line, column and excerpt of an origin; None for a file that was not read."""
        source = self.sources.get(origin.file)
        return source.position(origin.pointer) if source else None

    def written(self, pointer: str) -> str | None:
        """The unquoted text from which the scalar at a pointer into `root` was read."""
        origin = self.origin(pointer)
        source = self.sources.get(origin.file)
        return source.written(origin.pointer) if source else None

    @cached_property
    def content_hash(self) -> str:
        """SHA-256 of what the document says: no comments, key order or line ends.

        Overlays are no part of it: they have hashes of their own.
        """
        besides = {self.entry, *(source.file for source in self.overlays)}
        others = {
            file: s.tree for file, s in self.sources.items() if file not in besides
        }
        entry = self.sources[self.entry].tree
        return _hash([entry, others] if others else entry)

    @property
    def overlay_hashes(self) -> Mapping[str, str]:
        """For each overlay, by its place in the order and its file, the like of that."""
        return {
            f"{number} {source.file}": _hash(source.tree)
            for number, source in enumerate(self.overlays, start=1)
        }


def _hash(tree: Node) -> str:
    text = json.dumps(tree, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
