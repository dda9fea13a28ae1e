"""Builds deferred validators at first use, once, and of a large graph only what is near."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from threading import RLock
from typing import TYPE_CHECKING, Any, Final, TypeVar

from pydantic_core import core_schema, to_json

if TYPE_CHECKING:
    from pydantic import BaseModel
    from pydantic.fields import FieldInfo

T = TypeVar("T")

STRICTLY: Final = object()
"""The context of decoding in which every mismatch counts."""
_MOST_MODELS = 100
"""Models in one validator: what a large API needs at first must not be all of it."""
_DEEPEST = 25
"""Models within each other while pydantic, which recurses, builds a validator."""
_REACHES = (None, 2, 1, 0)
"""How many references away a model may be to be built at once; None: any number."""

_building: Final = RLock()
_under_way: list[_Build] = []
_in_large_graphs: set[type[BaseModel]] = set()


class _TooLargeError(Exception):
    """The graph of models is to be built with less reach."""


@dataclass(slots=True)
class _Build:
    reach: int | None
    depth: int = 0
    seen: set[type[BaseModel]] = field(default_factory=set["type[BaseModel]"])

    def has_room_for(self, model: type[BaseModel]) -> bool:
        """Whether a model that was not met before is near enough."""
        if self.reach is None:
            full = len(self.seen) >= _MOST_MODELS or self.depth >= _DEEPEST
            if full or model in _in_large_graphs:
                raise _TooLargeError
            return True
        if self.reach and len(self.seen) >= _MOST_MODELS:
            raise _TooLargeError
        return self.depth <= self.reach


def built(make: Callable[[], T]) -> T:
    """What `make` makes of models, where pydantic builds shared parts in place.

    Models too far away in a large graph are built when the first value comes.
    """
    with _building:
        for reach in _REACHES[:-1]:
            build = _Build(reach)
            try:
                return _by(build, make)
            except (_TooLargeError, RecursionError):
                _in_large_graphs.update(build.seen)
        return _by(_Build(_REACHES[-1]), make)


def _by(build: _Build, make: Callable[[], T]) -> T:
    _under_way.append(build)
    try:
        return make()
    finally:
        _under_way.pop()


def schema_of(
    model: type[BaseModel], make: Callable[[], core_schema.CoreSchema]
) -> core_schema.CoreSchema:
    """The schema of a model as a part of another: its own, or one that looks it up."""
    if not _under_way or model in _under_way[-1].seen:
        return make()
    build = _under_way[-1]
    if build.reach is not None and model.__pydantic_complete__:
        # pydantic-core takes the validator that the class has, and not this schema.
        return core_schema.model_schema(model, core_schema.any_schema())
    if not build.has_room_for(model):
        return _looked_up(model)
    build.seen.add(model)
    build.depth += 1
    try:
        return make()
    finally:
        build.depth -= 1


def _looked_up(model: type[BaseModel]) -> core_schema.CoreSchema:
    def read(raw: object, info: core_schema.ValidationInfo[Any]) -> object:
        complete(model)
        validator = model.__pydantic_validator__
        if info.mode == "python":
            return validator.validate_python(raw)
        context = info.context
        strict = True if context is STRICTLY else None
        return validator.validate_json(to_json(raw), strict=strict, context=context)

    return core_schema.with_info_plain_validator_function(read)


def complete(model: type[BaseModel]) -> None:
    """Build the model's validator if that has not been done yet."""
    if model.__pydantic_complete__:
        return
    with _building:
        if not model.__pydantic_complete__:
            built(model.model_rebuild)


def fields_of(model: type[BaseModel]) -> Mapping[str, FieldInfo]:
    """The fields by Python name, with their aliases, which forward references hide."""
    complete(model)
    return model.__pydantic_fields__
