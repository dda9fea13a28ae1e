"""Members that may be absent, yet are never null by the document."""

from __future__ import annotations

from typing import TYPE_CHECKING, Annotated, TypeAlias, TypeVar

from pydantic_core import core_schema

from .readers import Nullable, Reader, ReaderOf

if TYPE_CHECKING:
    from pydantic import GetCoreSchemaHandler

T = TypeVar("T")


class _NullIsUndocumented:
    """Metadata: servers do send null, so only strict decoding minds."""

    def __get_pydantic_core_schema__(
        self, source: object, handler: GetCoreSchemaHandler
    ) -> core_schema.CoreSchema:
        schema = handler(source)
        if schema["type"] != "nullable":
            return schema
        return core_schema.lax_or_strict_schema(schema, schema["schema"], strict=False)

    def __sdk_reader__(self, form: object, reader_of: ReaderOf) -> Reader:
        reader = reader_of(form)
        return reader.undocumented() if isinstance(reader, Nullable) else reader


OrAbsent: TypeAlias = Annotated[T | None, _NullIsUndocumented()]
"""`when: OrAbsent[DateTime] = None`: None where absent; a null of the server too."""
