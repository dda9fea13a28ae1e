"""From a type form to the reader that decodes it when pydantic-core gives up."""

from __future__ import annotations

import math
import sys
from collections.abc import Mapping, MutableMapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from functools import cached_property
from types import NoneType, SimpleNamespace, UnionType
from typing import (
    TYPE_CHECKING,
    Annotated,
    Any,
    Literal,
    Union,
    cast,
    get_args,
    get_origin,
    get_type_hints,
)
from uuid import UUID

from typing_extensions import TypeAliasType, override

from .exact import BASE64, UUIDS, decimal_of
from .foreign import Foreign
from .mismatches import quoted
from .readers import (
    MISFIT,
    Anything,
    Choice,
    Entries,
    Items,
    Nullable,
    Positions,
    Reader,
    Scalar,
)
from .times import TIMES, DateReader, InstantReader, duration_of

if TYPE_CHECKING:
    from .mismatches import Notes, Path


def _string(raw: object) -> object:
    return raw if isinstance(raw, str) else MISFIT


def _integer(raw: object) -> object:
    if isinstance(raw, bool):
        return MISFIT
    if isinstance(raw, float) and raw.is_integer():
        return int(raw)
    return raw if isinstance(raw, int) else MISFIT


def _number(raw: object) -> object:
    if isinstance(raw, float):
        return raw if math.isfinite(raw) else MISFIT
    return raw if isinstance(raw, int) and not isinstance(raw, bool) else MISFIT


def _boolean(raw: object) -> object:
    return raw if isinstance(raw, bool) else MISFIT


def _null(raw: object) -> object:
    return None if raw is None else MISFIT


_SCALARS: dict[object, Reader] = {
    Any: Anything(),
    object: Anything(),
    str: Scalar("a string", _string),
    int: Scalar("an integer", _integer),
    float: Scalar("a number", _number),
    bool: Scalar("a boolean", _boolean),
    None: Scalar("null", _null),
    NoneType: Scalar("null", _null),
    datetime: InstantReader(),
    date: DateReader(),
    time: Scalar("a time", TIMES.read, reveal=True),
    timedelta: Scalar("a duration", duration_of, reveal=True),
    UUID: Scalar("a UUID", UUIDS.read, reveal=True),
    Decimal: Scalar("a decimal number", decimal_of),
    bytes: Scalar("base64 text", BASE64.read),
}
_UNIONS: tuple[object, ...] = (Union, UnionType)
_LISTS: tuple[object, ...] = (list, Sequence)
_MAPS: tuple[object, ...] = (dict, Mapping, MutableMapping)


def reader_of(form: object) -> Reader:
    """The reader of a type form; what is not known here is left to pydantic."""
    origin, arguments = get_origin(form), get_args(form)
    if (scalar := _scalar(form)) is not None:
        return scalar
    if (hook := getattr(origin or form, "__sdk_reader__", None)) is not None:
        return cast("Reader", hook(form, reader_of))
    if isinstance(form, TypeAliasType):
        return _alias(form)
    return _built(form, origin, arguments)


def _built(form: object, origin: object, arguments: tuple[object, ...]) -> Reader:
    if origin is Annotated:
        return annotated_reader(arguments[0], arguments[1:])
    if origin is Literal:
        return _constants(arguments)
    if origin in _UNIONS:
        return _union(arguments)
    return _collection(form, origin or form, arguments)


def _scalar(form: object) -> Reader | None:
    try:
        return _SCALARS.get(form)
    except TypeError:
        return None


def annotated_reader(form: object, metadata: Sequence[object]) -> Reader:
    """The reader of a form with metadata; the last that knows how to read, does."""
    for index in range(len(metadata) - 1, -1, -1):
        hook = getattr(metadata[index], "__sdk_reader__", None)
        if hook is not None:
            inner = _annotated(form, metadata[:index])
            return cast("Reader", hook(inner, reader_of))
    return reader_of(form)


def _annotated(form: object, metadata: Sequence[object]) -> object:
    return cast("object", Annotated[(form, *metadata)]) if metadata else form


def _constants(values: tuple[object, ...]) -> Reader:
    known = {(type(value), value): value for value in values}

    def take(raw: object) -> object:
        if isinstance(raw, float) and raw.is_integer():
            raw = int(raw)
        return known.get((type(raw), raw), MISFIT) if _is_scalar(raw) else MISFIT

    names = ", ".join(quoted(v) if isinstance(v, str) else _json(v) for v in values)
    promised = names if len(values) == 1 else f"one of {names}"
    return Scalar(promised, take, reveal=True)


def _json(value: object) -> str:
    spelled = {True: "true", False: "false", None: "null"}
    return spelled[value] if isinstance(value, (bool, NoneType)) else str(value)


def _is_scalar(raw: object) -> bool:
    return raw is None or isinstance(raw, (str, int, float))


def _union(variants: tuple[object, ...]) -> Reader:
    rest = [form for form in variants if form not in (None, NoneType)]
    readers = [reader_of(form) for form in rest]
    reader = readers[0] if len(readers) == 1 else Choice(readers)
    return reader if len(rest) == len(variants) else Nullable(reader)


def _collection(form: object, origin: object, arguments: tuple[object, ...]) -> Reader:
    if origin in _LISTS:
        return Items(reader_of(arguments[0]) if arguments else Anything())
    if origin in _MAPS:
        key, value = arguments or (str, Any)
        return Entries(None if key is str else reader_of(key), reader_of(value))
    if origin is tuple and arguments:
        if arguments[-1] is Ellipsis:
            return Items(reader_of(arguments[0]), tuple)
        return Positions([reader_of(item) for item in arguments])
    return Foreign(form)


def evaluated(form: object, module: str) -> object:
    """The form with the names in it looked up in the module."""
    holder = SimpleNamespace(__annotations__={"form": form})
    hints = get_type_hints(holder, vars(sys.modules[module]), include_extras=True)
    return cast("object", hints["form"])


_aliases: dict[TypeAliasType, Reader] = {}


def _alias(alias: TypeAliasType) -> Reader:
    return _aliases.setdefault(alias, _Alias(alias))


class _Alias(Reader):
    """Reads a named alias, which may be recursive: its target is looked up late."""

    def __init__(self, alias: TypeAliasType) -> None:
        self._named = alias

    @cached_property
    def _target(self) -> Reader:
        module = cast("str", self._named.__module__)
        return reader_of(evaluated(self._named.__value__, module))

    @override
    def read(self, raw: object, path: Path, notes: Notes) -> object:
        return self._target.read(raw, path, notes)

    @override
    def missing(self, path: Path, notes: Notes) -> object:
        return self._target.missing(path, notes)
