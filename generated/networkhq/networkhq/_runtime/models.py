"""The base class of every object that the API sends or takes."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from copy import copy
from typing import TYPE_CHECKING, Any, ClassVar, Self, cast

from pydantic import BaseModel, ConfigDict, Field, ValidationError

from .complete import complete, fields_of, schema_of
from .decode import Mode, adapter
from .encode import to_json_bytes, to_json_text, to_plain
from .exact import exact, metadata_of
from .filled import filled_of, require_filled
from .mismatches import MissingFieldError
from .objects import ObjectReader, own_mismatches
from .omit import omit
from .presence import present, unset
from .readers import Reader
from .shorten import shortened
from .unfit import unfit
from .unread import leave_unread, settle

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler
    from pydantic_core import CoreSchema

    from .mismatches import Mismatch
    from .readers import ReaderOf


class Model(BaseModel):
    """An object of the API: typed fields, and whatever else the server sent.

    A member that is absent is not the same as one that is null: `is_set` tells,
    and what is not set is not sent.
    """

    model_config = ConfigDict(
        strict=True,
        val_json_bytes="base64",
        extra="allow",
        defer_build=True,
        protected_namespaces=(),
    )
    __sdk_filled__: ClassVar[dict[str, Any]]
    __sdk_object_reader__: ClassVar[Reader]
    __sdk_unread__: ClassVar[Mapping[str, Any]] = {}

    if TYPE_CHECKING:  # so that subclasses may say what it is in them
        __pydantic_extra__: Any = Field(init=False)

    if not TYPE_CHECKING:  # type checkers make the signature from the fields

        def __init__(self, /, **values: object) -> None:
            complete(type(self))
            given = {**_filled(type(self)), **values}
            try:
                self.__pydantic_validator__.validate_python(
                    given, self_instance=self, by_alias=False, by_name=True
                )
            except ValidationError as error:
                problem = unfit(type(self), error)
            else:
                return
            raise problem

        # Tells pydantic-core that decoding need not come through here.
        __init__.__pydantic_base_init__ = True

        def __getattr__(self, name: str) -> object:
            if name not in type(self).__pydantic_fields__:
                return super().__getattr__(name)
            field = fields_of(type(self))[name]
            raise MissingFieldError(type(self).__name__, name, field.alias or name)

        def __setattr__(self, name: str, value: object) -> None:
            is_own = name in (self.__pydantic_extra__ or ()) or name.startswith("_")
            if not is_own and not hasattr(getattr(type(self), name, None), "__set__"):
                # pydantic would take a misspelt name for a member, and send it.
                _known(type(self), (name,))
            super().__setattr__(name, value)

        def __delattr__(self, name: str) -> None:
            if name not in type(self).__pydantic_fields__:
                super().__delattr__(name)
                return
            if not self.is_set(name):
                raise AttributeError(f"`{name}` of {type(self).__name__} is not set")
            unset(self, name)

        def __getstate__(self) -> dict[Any, Any]:
            settle(self)  # where it is unpickled, the class may not be complete
            return super().__getstate__()

        def __iter__(self) -> Iterator[tuple[str, object]]:
            settle(self)
            return super().__iter__()

        def __dir__(self) -> list[str]:
            return sorted({*super().__dir__()} - _PYDANTIC)

        def __replace__(self, /, **changes: object) -> Self:
            return self.copy_with(**changes)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, strict: bool = False) -> Self:
        """The object of plain data under wire names.

        What does not match is kept and noted in `mismatches`, or raises
        `UndecodableError` where `strict`.
        """
        return cls.from_json(to_json_bytes(data), strict=strict)

    @classmethod
    def from_json(cls, text: str | bytes, *, strict: bool = False) -> Self:
        """The object of a JSON text; mismatches as with `from_dict`."""
        # Half of a surrogate pair then is no JSON, as it is in bytes.
        body = text.encode(errors="surrogatepass") if isinstance(text, str) else text
        mode: Mode = "raise" if strict else "warn"
        return cast("Self", adapter(cls).decode(body, mode=mode).value)

    def to_dict(self) -> dict[str, Any]:
        """What is set, as plain JSON data under wire names."""
        return cast("dict[str, Any]", to_plain(self))

    def to_json(self, *, indent: int | None = None) -> str:
        """What is set, as JSON text under wire names."""
        return to_json_text(self, indent=indent)

    @property
    def extra(self) -> Mapping[str, Any]:
        """Members that the server sent and the document does not describe."""
        return cast("Mapping[str, Any]", self.__pydantic_extra__ or {})

    @property
    def mismatches(self) -> tuple[Mismatch, ...]:
        """Where the server's data was not what the document promises."""
        return own_mismatches(self)

    def copy_with(self, /, **changes: object) -> Self:
        """A copy with these fields (by Python name) changed; `omit` unsets one.

        Values are checked as at construction; what is not changed is shared.
        """
        kind = type(self)
        complete(kind)
        _known(kind, changes)
        made = copy(self)
        for name, value in changes.items():
            if value is omit:
                unset(made, name)
                continue
            try:
                kind.__pydantic_validator__.validate_assignment(
                    made, name, value, by_alias=False, by_name=True
                )
            except ValidationError as error:
                problem = unfit(kind, error)
            else:
                continue
            raise problem
        return made

    def is_set(self, name: str) -> bool:
        """Whether the field (by its Python name) is there, even if null."""
        return name in present(self)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Model) or type(self) is not type(other):
            return NotImplemented
        return (
            settle(self) == settle(other)
            and present(self).keys() == present(other).keys()
            and (self.__pydantic_extra__ or {}) == (other.__pydantic_extra__ or {})
        )

    def __hash__(self) -> int:
        raise TypeError(f"unhashable type: {type(self).__name__!r}")

    def __repr__(self) -> str:
        return shortened(self)

    def __str__(self) -> str:
        return shortened(self)

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: type[BaseModel], handler: GetCoreSchemaHandler, /
    ) -> CoreSchema:
        return schema_of(cls, lambda: _documented(handler(source), handler))

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        del form, reader_of
        if "__sdk_object_reader__" not in cls.__dict__:
            cls.__sdk_object_reader__ = ObjectReader(cls)
        return cls.__sdk_object_reader__


def _known(model: type[Model], names: Iterable[str]) -> None:
    for name in names:
        if name not in model.__pydantic_fields__:
            raise AttributeError(f"{model.__name__} has no field {name!r}")


def _filled(model: type[Model]) -> dict[str, Any]:
    if "__sdk_filled__" not in model.__dict__:
        model.__sdk_filled__ = filled_of(model)
    return model.__sdk_filled__


def _documented(found: CoreSchema, handler: GetCoreSchemaHandler) -> CoreSchema:
    """The model's schema with exact scalars, and constants required in answers."""
    schema = cast("dict[str, Any]", handler.resolve_ref_schema(found))
    metadata = metadata_of(schema)
    if schema["type"] == "model" and _DONE not in metadata:
        schema["metadata"] = {**metadata, _DONE: True}
        require_filled(schema["cls"], schema)
        schema["schema"] = exact(schema["schema"], handler.resolve_ref_schema)
        leave_unread(schema)
    return found


_DONE = "sdk_documented"
_PYDANTIC = frozenset(name for name in dir(BaseModel) if not name.startswith("_"))
