"""Reads a JSON object as a model when pydantic-core gives up: all that fits is kept."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from inspect import get_annotations
from typing import TYPE_CHECKING, Any, cast, get_args

from pydantic import BaseModel
from typing_extensions import override

from .complete import fields_of
from .filled import is_required
from .mismatches import NOTHING, Mismatch, Notes, Path, described
from .readers import Anything, Reader
from .tolerant import annotated_reader, evaluated, reader_of

if TYPE_CHECKING:
    from pydantic.fields import FieldInfo

_MISMATCHES = "mismatches"


def own_mismatches(model: BaseModel) -> tuple[Mismatch, ...]:
    """What was noted while this object was decoded."""
    private = model.__pydantic_private__ or {}
    return cast("tuple[Mismatch, ...]", private.get(_MISMATCHES, ()))


@dataclass(frozen=True, slots=True)
class _Member:
    name: str
    wire_name: str
    reader: Reader
    field: FieldInfo
    required: bool


class ObjectReader(Reader):
    """Takes an object as a model; members that do not fit keep their raw value."""

    promised = "an object"

    def __init__(self, model: type[BaseModel]) -> None:
        self._model = model

    @cached_property
    def _members(self) -> tuple[_Member, ...]:
        return tuple(
            _Member(
                name,
                field.alias or name,
                annotated_reader(field.annotation, field.metadata),
                field,
                is_required(field),
            )
            for name, field in fields_of(self._model).items()
        )

    @cached_property
    def _extra(self) -> Reader:
        for kind in self._model.__mro__:
            form = get_annotations(kind).get("__pydantic_extra__")
            if form is not None and kind is not BaseModel:
                _, member = get_args(evaluated(form, kind.__module__))
                return reader_of(member)
        return Anything()

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        if not isinstance(raw, dict):
            notes.add(path, self.promised, described(raw))
            return raw
        rest = dict(cast("dict[str, object]", raw))
        before = len(notes.found)
        values: dict[str, Any] = {}
        present: set[str] = set()
        for member in self._members:
            place: Path = (path, member.wire_name)
            if member.wire_name in rest:
                value = rest.pop(member.wire_name)
                values[member.name] = member.reader.read(value, place, notes)
                present.add(member.name)
            elif member.required:
                notes.add(place, member.reader.promised, described(NOTHING))
            else:
                values[member.name] = member.field.get_default(
                    call_default_factory=True
                )
        extra = self._extra.read
        others = {name: extra(rest[name], (path, name), notes) for name in rest}
        return self._made(values, present, others, tuple(notes.found[before:]))

    @override
    def missing(self, path: Path, notes: Notes) -> object:
        notes.add(path, self.promised, described(NOTHING))
        return self.read({}, path, Notes(strict=False))

    def _made(
        self,
        values: dict[str, Any],
        present: set[str],
        extra: dict[str, object],
        found: tuple[Mismatch, ...],
    ) -> BaseModel:
        """The object as pydantic would leave it, without its validation."""
        made = self._model.__new__(self._model)
        object.__setattr__(made, "__dict__", values)
        object.__setattr__(made, "__pydantic_fields_set__", present)
        object.__setattr__(made, "__pydantic_extra__", extra)
        object.__setattr__(made, "__pydantic_private__", None)
        if self._model.__pydantic_post_init__:
            made.model_post_init(None)
        if found:
            private = {**(made.__pydantic_private__ or {}), _MISMATCHES: found}
            object.__setattr__(made, "__pydantic_private__", private)
        return made
