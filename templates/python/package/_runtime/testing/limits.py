"""What the document says of values beyond their types: `testing/limits.json`."""

from __future__ import annotations

from collections import ChainMap
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib import import_module
from importlib.resources import files
from typing import Any

from pydantic import BaseModel, TypeAdapter

from .recipes import Recipe

_PACKAGE = __name__.partition("._runtime.")[0]
_TYPES = f"{_PACKAGE}.types"
_FILE = "limits.json"


@dataclass(frozen=True, slots=True)
class Limits:
    """What is said of the values of one name among the types, or of one answer.

    `fields` are recipes of members, by wire names; `examples` are their values in the
    document, `whole` is one of the whole object or answer. `wholes` are all that is
    known to be valid, where limits are too many to tell. `least` counts members.
    `recipe` is that of an alias, of an answer, or of members without a name.
    """

    fields: Mapping[str, Recipe] = field(default_factory=dict[str, Recipe])
    examples: Mapping[str, Any] = field(default_factory=dict[str, Any])
    whole: Any = None
    wholes: tuple[Any, ...] = ()
    least: int = 0
    recipe: Recipe | None = None


NO_LIMITS = Limits()


@cache
def _table() -> Mapping[str, Limits]:
    if __name__ == _PACKAGE:
        return {}
    file = files(f"{_PACKAGE}.testing").joinpath(_FILE)
    if not file.is_file():
        return {}
    return TypeAdapter(dict[str, Limits]).validate_json(file.read_bytes())


def limits_of(name: str) -> Limits:
    """What is said of the values of this name."""
    return _table().get(name, NO_LIMITS)


def form_called(name: str) -> object:
    """The type of this name."""
    found: object = getattr(import_module(_TYPES), name)
    return found


@cache
def limits_of_model(model: type[BaseModel]) -> Limits:
    """What is said of a model, also of one that a class of the user's extends."""
    found = [
        limits_of(kind.__name__)
        for kind in model.__mro__
        if kind.__module__.startswith(f"{_TYPES}.")
    ]
    return Limits(
        ChainMap({}, *(dict(limits.fields) for limits in found)),
        ChainMap({}, *(dict(limits.examples) for limits in found)),
        found[0].whole if found else None,
        found[0].wholes if found else (),
        max((limits.least for limits in found), default=0),
        next((limits.recipe for limits in found if limits.recipe), None),
    )
