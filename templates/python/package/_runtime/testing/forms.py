"""What values are made by where only their types are known."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, MutableMapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Any, Literal, Union, cast, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen, MultipleOf
from pydantic import BaseModel
from typing_extensions import TypeAliasType

from ..entries import SingleEntry
from ..enums import UnknownInteger, UnknownNumber, UnknownValue
from ..unions import Member, Tagged, UnknownVariant
from .recipes import (
    Anything,
    Choice,
    Either,
    Entries,
    Enveloped,
    Form,
    Items,
    Marked,
    Number,
    Object,
    Recipe,
    Text,
)

_UNKNOWN = (UnknownValue, UnknownInteger, UnknownNumber, UnknownVariant, NoneType, None)
_UNIONS: tuple[object, ...] = (Union, UnionType)
_LISTS: tuple[object, ...] = (list, Sequence, tuple, set, frozenset)
_MAPS: tuple[object, ...] = (dict, Mapping, MutableMapping)
_SCALARS: Mapping[object, Recipe] = {
    bool: Choice((False, True)),
    NoneType: Choice((None,)),
    bytes: Text("byte"),
    datetime: Text("date-time"),
    date: Text("date"),
    time: Text("time"),
    timedelta: Text("duration"),
    Decimal: Text("decimal"),
    UUID: Text("uuid"),
    UnknownInteger: Number(whole=True, low=1),
    UnknownNumber: Number(low=1),
}

Metadata = tuple[object, ...]


def recipe_of(form: object, metadata: Metadata = ()) -> Recipe:
    """What values of a form are made by."""
    if isinstance(form, TypeAliasType):
        return Form(form)
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return recipe_of(arguments[0], (*metadata, *arguments[1:]))
    for index, marker in enumerate(metadata):
        if isinstance(marker, Tagged):
            return _tagged(marker)
        if isinstance(marker, Member):
            inner = recipe_of(form, metadata[index + 1 :])
            return Enveloped(marker.wire_name, inner)
    if origin is Literal:
        return Choice(tuple(value for value in arguments if value is not None))
    if origin in _UNIONS:
        return _either(arguments, metadata)
    model = model_of(form)
    if model is not None:
        return Object(model)
    return _collection(form, origin, arguments, metadata)


def model_of(form: object) -> type[BaseModel] | None:
    """The form itself, if it is a model."""
    if isinstance(form, type) and issubclass(form, BaseModel):
        return form
    return None


def model_in(form: object) -> type[BaseModel]:
    """The model that the form is, or the first one in it, which may be optional."""
    found = next(_models(form), None)
    assert found is not None, "what a path of names leads through is a model"
    return found


def _models(form: object) -> Iterator[type[BaseModel]]:
    model = model_of(form)
    if model is not None:
        yield model
    for argument in get_args(form):
        yield from _models(argument)


def _tagged(union: Tagged) -> Recipe:
    return Either(
        tuple(
            Marked(recipe_of(form), union.wire_name, tag)
            for tag, form in union.variants.items()
        )
    )


def _either(arguments: tuple[object, ...], metadata: Metadata) -> Recipe:
    named = [variant for variant in arguments if variant not in _UNKNOWN]
    if not named:
        named = [NoneType] if NoneType in arguments else [str]
    found = tuple(recipe_of(variant, metadata) for variant in named)
    return found[0] if len(found) == 1 else Either(found)


def _collection(
    form: object, origin: object, arguments: tuple[object, ...], metadata: Metadata
) -> Recipe:
    kind = form if origin is None else origin
    if kind in _LISTS:
        if kind is tuple and arguments[-1:] != (Ellipsis,):
            return Items(Anything(), 0, tuple(recipe_of(item) for item in arguments))
        return _items(arguments, metadata)
    if kind is SingleEntry or kind in _MAPS:
        key, value = arguments or (str, Any)
        least = 1 if kind is SingleEntry else _count(metadata, MinLen, "min_length")
        return Entries(recipe_of(value), recipe_of(key), least or 0)
    return _scalar(kind, metadata)


def _items(arguments: tuple[object, ...], metadata: Metadata) -> Recipe:
    item = arguments[0] if arguments else str
    return Items(recipe_of(item), _count(metadata, MinLen, "min_length") or 0)


def _scalar(kind: object, metadata: Metadata) -> Recipe:
    if kind in _SCALARS:
        return _SCALARS[kind]
    if kind is int or kind is float:
        return Number(
            whole=kind is int,
            low=_limit(metadata, Ge, "ge"),
            high=_limit(metadata, Le, "le"),
            above=_limit(metadata, Gt, "gt"),
            below=_limit(metadata, Lt, "lt"),
            step=_limit(metadata, MultipleOf, "multiple_of"),
        )
    if kind is str or kind is UnknownValue:
        least = _count(metadata, MinLen, "min_length") or 0
        return Text("", least, _count(metadata, MaxLen, "max_length"))
    return Anything()


def _limit(metadata: Metadata, kind: type, name: str) -> float | None:
    for marker in metadata:
        if isinstance(marker, kind):
            return cast("float", getattr(marker, name))
    return None


def _count(metadata: Metadata, kind: type, name: str) -> int | None:
    found = _limit(metadata, kind, name)
    return None if found is None else int(found)


def item_form(form: object) -> object | None:
    """The form of the items of a list; None where the form is no list."""
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return item_form(arguments[0])
    if origin in _UNIONS:
        found = [item_form(variant) for variant in arguments]
        return next((item for item in found if item is not None), None)
    return arguments[0] if origin in _LISTS and arguments else None
