"""Made-up JSON for a type form: valid, minimal, and the same at every run."""

from __future__ import annotations

from collections.abc import Mapping, MutableMapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from types import NoneType, UnionType
from typing import Annotated, Literal, Union, cast, get_args, get_origin
from uuid import UUID

from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen
from pydantic import BaseModel
from typing_extensions import TypeAliasType

from ..complete import complete
from ..encode import to_plain
from ..entries import SingleEntry
from ..enums import UnknownInteger, UnknownNumber, UnknownValue
from ..filled import is_filled
from ..omit import omit
from ..unions import Member, Tagged, UnknownVariant

_FIRST_DAY = datetime(2024, 1, 1, tzinfo=UTC)
_UNKNOWN = (UnknownValue, UnknownInteger, UnknownNumber, UnknownVariant, NoneType, None)
_UNIONS: tuple[object, ...] = (Union, UnionType)
_LISTS: tuple[object, ...] = (list, Sequence, tuple, set, frozenset)
_MAPS: tuple[object, ...] = (dict, Mapping, MutableMapping)
_NUMBERS: tuple[object, ...] = (int, float)
_TEXTS: tuple[object, ...] = (str, UnknownValue)


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: the name it has, and the number of the object."""

    name: str = "value"
    number: int = 0

    def named(self, name: str) -> Place:
        """The place of a member."""
        return replace(self, name=name)


def sample(form: object, place: Place, metadata: tuple[object, ...] = ()) -> object:
    """Plain JSON that fits the form."""
    if isinstance(form, TypeAliasType):
        form = cast("object", form.__value__)
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return sample(arguments[0], place, (*metadata, *arguments[1:]))
    for index, marker in enumerate(metadata):
        if isinstance(marker, Tagged):
            return _tagged(marker, place)
        if isinstance(marker, Member):
            return {marker.wire_name: sample(form, place, metadata[index + 1 :])}
    return _made(form, origin, arguments, place, metadata)


def _tagged(union: Tagged, place: Place) -> object:
    tag, variant = next(iter(union.variants.items()))
    members = cast("dict[str, object]", sample(variant, place))
    return {**members, union.wire_name: tag}


def _made(
    form: object,
    origin: object,
    arguments: tuple[object, ...],
    place: Place,
    metadata: tuple[object, ...],
) -> object:
    if origin is Literal:
        return next((value for value in arguments if value is not None), None)
    if origin in _UNIONS:
        named = [variant for variant in arguments if variant not in _UNKNOWN]
        fallback = NoneType if NoneType in arguments else str
        return sample(named[0] if named else fallback, place, metadata)
    model = model_of(form)
    if model is not None:
        return object_sample(model, {}, place)
    kind = form if origin is None else origin
    if kind in _LISTS:
        return _list(arguments, place, metadata)
    if kind is SingleEntry:
        key, value = arguments or (str, str)
        return {str(sample(key, place)): sample(value, place)}
    return {} if kind in _MAPS else _scalar(kind, place, metadata)


def model_of(form: object) -> type[BaseModel] | None:
    """The form itself, if it is a model."""
    if isinstance(form, type) and issubclass(form, BaseModel):
        return form
    return None


def _list(
    arguments: tuple[object, ...], place: Place, metadata: tuple[object, ...]
) -> list[object]:
    """As few items as are allowed; of a tuple with positions, all of them."""
    if len(arguments) > 1 and arguments[-1] is not Ellipsis:
        return [sample(item, place) for item in arguments]
    least = int(_limit(metadata, MinLen, "min_length") or 0)
    item = arguments[0] if arguments else str
    return [sample(item, replace(place, number=number)) for number in range(least)]


def _scalar(kind: object, place: Place, metadata: tuple[object, ...]) -> object:
    seconds = timedelta(seconds=place.number)
    made: dict[object, object] = {
        bool: False,
        NoneType: None,
        bytes: "",
        datetime: to_plain(_FIRST_DAY + seconds),
        date: "2024-01-01",
        time: "12:00:00Z",
        timedelta: "PT1S",
        Decimal: "1.00",
        UUID: str(UUID(int=place.number + 1, version=4)),
        UnknownInteger: 1,
        UnknownNumber: 1.0,
    }
    if kind in made:
        return made[kind]
    if kind in _NUMBERS:
        return _number(metadata, place)
    return _text(metadata, place) if kind in _TEXTS else None


def _number(metadata: tuple[object, ...], place: Place) -> float:
    low = _limit(metadata, Ge, "ge")
    over = _limit(metadata, Gt, "gt")
    high = _limit(metadata, Le, "le")
    under = _limit(metadata, Lt, "lt")
    value: float = place.number
    if low is not None or over is not None:
        value = max(value, low or 0, 0 if over is None else over + 1)
    if high is not None or under is not None:
        value = min(value, *(x for x in (high, under and under - 1) if x is not None))
    return value


def _text(metadata: tuple[object, ...], place: Place) -> str:
    text = f"{place.name}-{place.number}" if place.number else place.name
    least = int(_limit(metadata, MinLen, "min_length") or 0)
    most = _limit(metadata, MaxLen, "max_length")
    return text.ljust(least, "x")[: None if most is None else int(most)]


def _limit(metadata: tuple[object, ...], kind: type, name: str) -> float | None:
    for marker in metadata:
        if isinstance(marker, kind):
            return cast("float", getattr(marker, name))
    return None


def object_sample(
    model: type[BaseModel],
    overrides: Mapping[str, object],
    place: Place,
    examples: Mapping[str, object] | None = None,
) -> dict[str, object]:
    """Plain JSON of a model: what is required, what has an example, what is given.

    Names are the Python ones. A number given for a list makes so many items.
    """
    complete(model)
    known = examples or {}
    made: dict[str, object] = {}
    for name, field in model.__pydantic_fields__.items():
        wire_name = field.alias or name
        inner = place.named(name)
        value = overrides.get(name, omit)
        metadata = tuple(field.metadata)
        if value is not omit:
            made[wire_name] = given_sample(field.annotation, value, inner)
        elif name in known:
            made[wire_name] = to_plain(known[name])
        elif is_filled(field):
            made[wire_name] = to_plain(field.default)
        elif field.is_required():
            made[wire_name] = sample(field.annotation, inner, metadata)
    return made


def given_sample(form: object, value: object, place: Place) -> object:
    """A value that was given; for a list, a number makes that many items."""
    item = item_form(form)
    if item is not None and type(value) is int:
        places = [replace(place, number=n + place.number) for n in range(value)]
        return [sample(item, at) for at in places]
    return to_plain(value)


def item_form(form: object) -> object | None:
    """The form of the items of a list; None where the form is no list."""
    origin, arguments = get_origin(form), get_args(form)
    if origin is Annotated:
        return item_form(arguments[0])
    if origin in _UNIONS:
        found = [item_form(variant) for variant in arguments]
        return next((item for item in found if item is not None), None)
    return arguments[0] if origin in _LISTS and arguments else None
