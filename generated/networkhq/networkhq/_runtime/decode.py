"""Bytes of an answer as a typed value, with what does not match the document."""

from __future__ import annotations

import json
from dataclasses import dataclass, is_dataclass
from functools import cached_property, lru_cache
from typing import (
    Annotated,
    Any,
    Final,
    Generic,
    Literal,
    TypeAlias,
    TypeVar,
    cast,
    get_args,
    get_origin,
    overload,
)

from pydantic import BaseModel, ConfigDict, TypeAdapter, ValidationError
from pydantic_core import CoreConfig, CoreSchema, SchemaValidator
from typing_extensions import is_typeddict

from .complete import STRICTLY, built, complete
from .exact import Node, exact
from .mismatches import NOTHING, Mismatch, Notes, UndecodableError
from .readers import Reader
from .tolerant import reader_of

Mode: TypeAlias = Literal["warn", "raise", "ignore"]
"""What the caller does about mismatches; only "raise" makes decoding strict."""
T = TypeVar("T")

STRICT: Final = ConfigDict(strict=True, val_json_bytes="base64")


@dataclass(frozen=True, slots=True)
class Decoded(Generic[T]):
    """A decoded value, and where the data was not what the document promises."""

    value: T
    mismatches: tuple[Mismatch, ...] = ()


@overload
def decode(form: type[T], body: bytes, *, mode: Mode = "warn") -> Decoded[T]: ...
@overload
def decode(form: object, body: bytes, *, mode: Mode = "warn") -> Decoded[Any]: ...
def decode(form: object, body: bytes, *, mode: Mode = "warn") -> Decoded[Any]:
    """The body as a value of the type form.

    What does not match is kept as well as it can be, and noted. `UndecodableError`
    is raised for what is not JSON, where nothing can be kept, and in mode "raise"
    for every mismatch, a value the document does not name included.
    """
    try:
        found = adapter(form)
    except TypeError:  # metadata that cannot be hashed
        found = Adapter(form)
    return found.decode(body, mode=mode)


class Adapter:
    """Decodes one type form: by pydantic-core, and by a reader where that fails."""

    def __init__(self, form: object) -> None:
        self._form = form

    @cached_property
    def _validator(self) -> SchemaValidator:
        return built(lambda: _built(self._form))

    @cached_property
    def _reader(self) -> Reader:
        return reader_of(self._form)

    def decode(self, body: bytes, *, mode: Mode) -> Decoded[Any]:
        """The body as a value of the form, with its mismatches."""
        strict = mode == "raise"
        try:
            # Not `strict=False`: that would override the schemas' own strictness.
            value = (
                self._validator.validate_json(body, strict=True, context=STRICTLY)
                if strict
                else self._validator.validate_json(body)
            )
        except ValidationError:
            return self._kept(_parsed(body), strict=strict)
        return Decoded(value)

    def _kept(self, raw: object, *, strict: bool) -> Decoded[Any]:
        notes = Notes(strict=strict)
        try:
            value = self._reader.read(raw, None, notes)
        except RecursionError:
            raise UndecodableError("the JSON is nested too deeply") from None
        found = tuple(notes.found)
        if found and (strict or _lost(value, raw, found)):
            raise UndecodableError.of(found)
        return Decoded(value, found)


def _lost(value: object, raw: object, found: tuple[Mismatch, ...]) -> bool:
    """Whether the whole body is something else, so that no typed value is left."""
    return value is NOTHING or (value is raw and found[0].path == "$")


@lru_cache(maxsize=4096)
def adapter(form: object) -> Adapter:
    """The adapter of a type form; one for each, whoever asks."""
    return Adapter(form)


def _built(form: object) -> SchemaValidator:
    if (model := _model_of(form)) is not None:
        complete(model)
        return cast("SchemaValidator", model.__pydantic_validator__)
    own_config = _has_config(form)
    adapted = TypeAdapter[Any](cast("Any", form), config=None if own_config else STRICT)
    adapted.rebuild()
    schema = cast("CoreSchema", exact(cast("Node", adapted.core_schema)))
    return SchemaValidator(schema, None if own_config else _CORE)


_CORE: Final = CoreConfig(strict=True, val_json_bytes="base64")


def _has_config(form: object) -> bool:
    """Whether pydantic takes the configuration from the type itself."""
    bare: Any = get_args(form)[0] if get_origin(form) is Annotated else form
    return _model_of(bare) is not None or is_dataclass(bare) or is_typeddict(bare)


def _model_of(form: object) -> type[BaseModel] | None:
    kind: Any = form
    return kind if isinstance(form, type) and issubclass(kind, BaseModel) else None


def _parsed(body: bytes) -> object:
    if not body.strip():
        raise UndecodableError("the body is empty, not JSON")
    try:
        return json.loads(body)
    except RecursionError:
        raise UndecodableError("the JSON is nested too deeply") from None
    except json.JSONDecodeError as error:
        place = f"line {error.lineno}, column {error.colno}"
        raise UndecodableError(f"not JSON: {error.msg} at {place}") from None
    except ValueError as error:
        raise UndecodableError(f"not JSON: {error}") from None
