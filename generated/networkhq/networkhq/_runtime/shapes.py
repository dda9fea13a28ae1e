"""Unions without a tag: the variant is chosen by the shape of the value."""

from __future__ import annotations

from collections.abc import Hashable, Mapping
from functools import cached_property
from types import FunctionType
from typing import TYPE_CHECKING, TypeAlias, cast

from pydantic_core import core_schema
from typing_extensions import override

from .complete import fields_of
from .mismatches import described, kind_of
from .readers import Choice, Reader, ReaderOf

if TYPE_CHECKING:
    from pydantic import BaseModel, GetCoreSchemaHandler

    from .mismatches import Notes, Path

Kinds: TypeAlias = "str | tuple[str, ...]"
"""JSON kinds: object, array, string, integer, number, boolean, null."""


def resolved(form: object) -> object:
    """The type form itself, where a function was given to name it later."""
    return form() if isinstance(form, FunctionType) else form


def _fits(kind: str, kinds: tuple[str, ...]) -> bool:
    return kind in kinds or (kind == "integer" and "number" in kinds)


def _tuple(kinds: Kinds) -> tuple[str, ...]:
    return (kinds,) if isinstance(kinds, str) else kinds


class Shape:
    """What can be tested about a value to see whether it is this variant.

    `form` is the variant's type, or a function that gives it (`lambda: Node`) where
    the name is defined later. `kind` is the JSON kind of the value itself, any if
    left out; a model is an object. Of an object, `required` and `known` are wire
    names (`known` left out: the fields of the model), `kinds` the JSON kinds and
    `values` the values that a member is limited to.
    """

    def __init__(
        self,
        form: object,
        *,
        kind: Kinds = (),
        required: tuple[str, ...] = (),
        known: tuple[str, ...] = (),
        kinds: Mapping[str, Kinds] | None = None,
        values: Mapping[str, tuple[object, ...]] | None = None,
    ) -> None:
        self._form = form
        self._kind = _tuple(kind)
        self._required = required
        self._known = known
        self._kinds = {name: _tuple(k) for name, k in (kinds or {}).items()}
        self._values = dict(values or {})

    @cached_property
    def form(self) -> object:
        """The type of the variant."""
        return resolved(self._form)

    @cached_property
    def kind(self) -> tuple[str, ...]:
        """The JSON kinds of the value itself; empty: any."""
        return self._kind or (("object",) if self._model() is not None else ())

    @cached_property
    def _names(self) -> frozenset[str]:
        if self._known:
            return frozenset(self._known)
        model = self._model()
        names = {*self._required, *self._kinds, *self._values}
        if model is not None:
            fields = fields_of(model).items()
            names |= {field.alias or name for name, field in fields}
        return frozenset(names)

    def _model(self) -> type[BaseModel] | None:
        found = hasattr(self.form, "__pydantic_fields__")
        return cast("type[BaseModel]", self.form) if found else None

    def takes(self, kind: str) -> bool:
        """Whether a value of this JSON kind may be this variant."""
        return not self.kind or _fits(kind, self.kind)

    def faults(self, members: Mapping[str, object]) -> int:
        """How many of the tests an object fails."""
        count = sum(name not in members for name in self._required)
        for name, kinds in self._kinds.items():
            if name in members:
                count += not self._has_kind(name, members[name], kinds)
        for name, values in self._values.items():
            if name in members:
                count += not _among(members[name], values)
        return count

    def _has_kind(self, name: str, member: object, kinds: tuple[str, ...]) -> bool:
        # Null for an optional member is tolerated everywhere else, so here too.
        optional = member is None and name not in self._required
        return optional or _fits(kind_of(member), kinds)

    def unknown(self, members: Mapping[str, object]) -> int:
        """How many members of an object the variant does not declare."""
        return len(members.keys() - self._names)


def _among(member: object, values: tuple[object, ...]) -> bool:
    """Whether the member is one of the values; `true` is not 1."""
    truth = isinstance(member, bool)
    return any(truth is isinstance(v, bool) and member == v for v in values)


class ByShape:
    """Metadata of a union without a tag: its shapes in the order of the document.

    Of the variants that an object fits, the one that leaves the fewest members
    unknown is chosen; the first of equals.
    """

    def __init__(self, *shapes: Shape) -> None:
        self._shapes = shapes

    @property
    def forms(self) -> tuple[object, ...]:
        """The types of the variants."""
        return tuple(shape.form for shape in self._shapes)

    def ranked(self, raw: object) -> list[int]:
        """The variants that a value may be, best first; object ones by shape."""
        kind = kind_of(raw)
        able = [i for i, shape in enumerate(self._shapes) if shape.takes(kind)]
        if kind != "object":
            return able
        members = cast("Mapping[str, object]", raw)
        shapes = self._shapes
        return sorted(
            able, key=lambda i: (shapes[i].faults(members), shapes[i].unknown(members))
        )

    def _chosen(self, raw: object) -> int | None:
        if not isinstance(raw, dict):
            return None
        members = cast("dict[str, object]", raw)
        best: tuple[int, int] | None = None
        for index, shape in enumerate(self._shapes):
            if shape.takes("object") and not shape.faults(members):
                rank = (shape.unknown(members), index)
                best = rank if best is None or rank < best else best
        return None if best is None else best[1]

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        schemas = [handler.generate_schema(shape.form) for shape in self._shapes]
        pairs = list(zip(self._shapes, schemas, strict=True))
        from_python = core_schema.union_schema([*schemas])
        return core_schema.json_or_python_schema(self._from_json(pairs), from_python)

    def _from_json(
        self, pairs: list[tuple[Shape, core_schema.CoreSchema]]
    ) -> core_schema.CoreSchema:
        objects: dict[Hashable, core_schema.CoreSchema] = {
            index: schema
            for index, (shape, schema) in enumerate(pairs)
            if shape.takes("object")
        }
        several = len(objects) > 1
        texts = [schema for shape, schema in pairs if shape.kind == ("string",)]
        others = [
            schema
            for shape, schema in pairs
            if shape.kind != ("string",) and not (several and shape.kind == ("object",))
        ]
        if several:
            others.insert(0, core_schema.tagged_union_schema(objects, self._chosen))
        if texts:
            # In the order of the document: pydantic prefers plain text to a date.
            others.append(core_schema.union_schema([*texts], mode="left_to_right"))
        return core_schema.union_schema([*others]) if len(others) > 1 else others[0]

    def __sdk_reader__(self, form: object, reader_of: ReaderOf) -> Reader:
        del form
        return _ByShapeReader(self, self._shapes, reader_of)


class _ByShapeReader(Reader):
    def __init__(
        self, union: ByShape, shapes: tuple[Shape, ...], reader_of: ReaderOf
    ) -> None:
        self._union = union
        self._shapes = shapes
        self._reader_of = reader_of

    @cached_property
    def _readers(self) -> list[Reader]:
        return [self._reader_of(form) for form in self._union.forms]

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        ranked = self._union.ranked(raw)
        if not ranked:
            promised = dict.fromkeys(reader.promised for reader in self._readers)
            notes.add(path, " or ".join(promised), described(raw))
            return raw
        if not isinstance(raw, dict):
            choice = Choice([self._readers[index] for index in ranked])
            return choice.read(raw, path, notes)
        before = len(notes.found)
        value = self._readers[ranked[0]].read(cast("object", raw), path, notes)
        faulty = self._shapes[ranked[0]].faults(cast("dict[str, object]", raw))
        if faulty and len(notes.found) == before:
            names = ", ".join(map(_named, self._union.forms))
            notes.add(path, f"one of {names}", "an object that fits none")
        return value


def _named(form: object) -> str:
    return form.__name__ if isinstance(form, type) else str(form)
