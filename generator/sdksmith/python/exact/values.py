"""Finds values for the schemas that ask for more than types say."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field

from sdksmith.document.node import Node
from sdksmith.document.pointer import Missing, follow
from sdksmith.ir.schemas import Schema
from sdksmith.ir.types import Json, Ref
from sdksmith.python.exact.demands import Demands
from sdksmith.python.exact.drawing import Drawing, Spot
from sdksmith.python.exact.flat import Choices, Flattening, UndrawableError
from sdksmith.python.exact.judging import Judge
from sdksmith.python.validity import Validity

_TRIES = 48
_WANTED = 4
_LONGEST = 5_000
"""Characters of JSON that a value may have."""


@dataclass(frozen=True, slots=True)
class ExactValues:
    """Values by trial; `validity` knows what the types made of the schemas allow."""

    tree: Node
    validity: Validity
    _demands: Demands = field(init=False)
    _drawing: Drawing = field(init=False)
    _judge: Judge = field(init=False)

    def __post_init__(self) -> None:
        left_out = "readOnly" if self.validity.in_requests else "writeOnly"
        flattening = Flattening(self.tree)
        object.__setattr__(self, "_demands", Demands(flattening))
        object.__setattr__(self, "_drawing", Drawing(flattening, left_out))
        object.__setattr__(self, "_judge", Judge(self.tree, left_out))

    def of(self, schema: Schema) -> tuple[Json, ...]:
        """Some values; none where types say enough, or where none can be found."""
        said = self._said(schema.id)
        if said is None or not self._demands.are_special(said):
            return ()
        found: dict[Json, None] = {}
        for candidate in self._candidates(schema, said):
            if candidate not in found and self._is_good(candidate, schema):
                found[candidate] = None
            if len(found) == _WANTED:
                break
        return tuple(found)

    def _said(self, pointer: str) -> Node:
        try:
            return follow(self.tree, pointer.removeprefix("#"))
        except Missing:
            return None

    def _candidates(self, schema: Schema, said: Node) -> Iterator[Json]:
        yield from schema.doc.examples
        for number in range(_TRIES):
            try:
                yield Json.of(self._drawing.drawn(said, Choices(number), Spot()))
            except UndrawableError:
                continue

    def _is_good(self, candidate: Json, schema: Schema) -> bool:
        value = candidate.value
        return (
            len(candidate.text) <= _LONGEST
            and value is not None
            and self.validity.allows(value, Ref(schema.id))
            and self._judge.allows(schema.id, value)
        )
