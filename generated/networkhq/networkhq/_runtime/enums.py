"""Values that the server sent and this version of the SDK has no name for."""

from __future__ import annotations

from typing import TYPE_CHECKING

from pydantic_core import core_schema

from .readers import MISFIT, OpenScalar, Reader, ReaderOf

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

_NOT_NAMED = core_schema.literal_schema(expected=[object()])


def _open(kind: type, schema: core_schema.CoreSchema) -> core_schema.CoreSchema:
    """Any value of the schema, as `kind`; no value at all in strict decoding."""
    made = core_schema.no_info_after_validator_function(kind, schema)
    return core_schema.lax_or_strict_schema(made, _NOT_NAMED, strict=False)


class UnknownValue(str):
    """A string that the server sent and this version of the SDK has no name for."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return _open(cls, core_schema.str_schema(strict=True))

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        del form, reader_of
        return OpenScalar(
            "a string", lambda raw: cls(raw) if isinstance(raw, str) else MISFIT
        )


class UnknownInteger(int):
    """An integer that the server sent and this version of the SDK has no name for."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return _open(cls, core_schema.int_schema(strict=True))

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        del form, reader_of
        return OpenScalar("an integer", cls._taken)

    @classmethod
    def _taken(cls, raw: object) -> object:
        if isinstance(raw, bool):
            return MISFIT
        if isinstance(raw, int) or (isinstance(raw, float) and raw.is_integer()):
            return cls(raw)
        return MISFIT


class UnknownNumber(float):
    """A number that the server sent and this version of the SDK has no name for."""

    __slots__ = ()

    @classmethod
    def __get_pydantic_core_schema__(
        cls, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        del source, handler
        return _open(cls, core_schema.float_schema(strict=True))

    @classmethod
    def __sdk_reader__(cls, form: object, reader_of: ReaderOf) -> Reader:
        del form, reader_of
        return OpenScalar("a number", cls._taken)

    @classmethod
    def _taken(cls, raw: object) -> object:
        if isinstance(raw, (int, float)) and not isinstance(raw, bool):
            return cls(raw)
        return MISFIT
