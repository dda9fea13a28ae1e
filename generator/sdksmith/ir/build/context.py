"""What all of building shares: the document, what was declared, the collector."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Protocol

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.ir.build.nodes import Node
from sdksmith.ir.build.places import Place
from sdksmith.ir.schemas import Schema
from sdksmith.ir.types import Ref, SchemaId, Type
from sdksmith.openapi.canonical import CanonicalDocument


@dataclass(slots=True)
class Context:
    """The state of one build.

    `members` are the schemas of members by where they stand: with what is inherited.
    `unfolding` is what is being taken apart, and not again within itself: references
    to unions, and members that several parents have.
    """

    document: CanonicalDocument
    diagnostics: Diagnostics
    schemas: dict[SchemaId, Schema] = field(default_factory=dict)
    members: dict[Origin, Node] = field(default_factory=dict)
    unfolding: set[str | frozenset[Origin]] = field(default_factory=set)

    def origin(self, pointer: str) -> Origin:
        """Where the user wrote what stands at the pointer."""
        return self.document.origin(pointer)

    def warn(self, code: Code, message: str, pointer: str) -> None:
        """Report what was degraded at a place."""
        self.diagnostics.warn(code, message, at=self.origin(pointer))

    def note(self, code: Code, message: str, pointer: str) -> None:
        """Report a decision about a place."""
        self.diagnostics.note(code, message, at=self.origin(pointer))

    def declare(self, schema: Schema) -> Ref:
        """Keep a schema and give its use.

        What several operations share is declared by each; the first by name names it.
        """
        known = self.schemas.get(schema.id)
        theirs, ours = known and known.hint.operation, schema.hint.operation
        if known is None or not (theirs and ours and theirs < ours):
            self.schemas[schema.id] = schema
        return Ref(schema.id)

    def target(self, ref: str) -> tuple[object, str] | None:
        """The node that a reference within the document names, and its pointer."""
        try:
            return self.document.resolve(ref)
        except KeyError:
            return None


class TypeReader(Protocol):
    """Reads types; the modules for each kind of schema call it for inner ones."""

    @property
    def context(self) -> Context:
        """The state of the build."""
        ...

    def read(self, node: object, place: Place) -> Type:
        """The type that a schema object stands for."""
        ...

    def read_plain(self, node: Node, place: Place) -> Type:
        """The same for a schema object that says nothing of `null`."""
        ...

    def declared(self, ref: str) -> Schema | Type | None:
        """What a reference leads to, through aliases; None while it is being read."""
        ...
