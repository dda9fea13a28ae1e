"""A document with everything it refers to, as one plain tree."""

from __future__ import annotations

import hashlib
import json
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property

from sdksmith.diagnostics.model import Origin
from sdksmith.diagnostics.position import Position
from sdksmith.document.node import Node
from sdksmith.document.pointer import parents
from sdksmith.document.source import Source


@dataclass(frozen=True)
class BundledDocument:
    """One tree whose `$ref`s are all local (`#/...`); treat it as immutable.

    `placed` says which parts of the tree came from elsewhere than their own place
    in the entry file: pointer in `root` -> (file, pointer).
    """

    entry: str
    root: dict[str, Node]
    sources: Mapping[str, Source]
    placed: Mapping[str, Origin]

    def origin(self, pointer: str) -> Origin:
        """The file and place that a pointer into `root` comes from."""
        for above in parents(pointer):
            if above in self.placed:
                start = self.placed[above]
                return Origin(start.file, start.pointer + pointer[len(above) :])
        return Origin(self.entry, pointer)

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
        """SHA-256 of what the document says: no comments, key order or line ends."""
        text = json.dumps(
            self.root, sort_keys=True, ensure_ascii=False, separators=(",", ":")
        )
        return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
