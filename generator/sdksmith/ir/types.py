"""Types: what stands at one position of the API, with no name of its own."""

from __future__ import annotations

import json
from dataclasses import dataclass
from decimal import Decimal
from enum import Enum
from typing import NewType, TypeAlias

SchemaId = NewType("SchemaId", str)
"""Where a schema is declared: `#/components/schemas/Pet`, or an inline pointer."""

OperationId = NewType("OperationId", str)
"""Method and path, `GET /pets/{petId}`; the document's operationId is only a hint."""


@dataclass(frozen=True, slots=True, order=True)
class Json:
    """A JSON value, kept as canonical text so that `1`, `1.0` and `true` stay apart."""

    text: str

    @classmethod
    def of(cls, value: object) -> Json:
        """The canonical text of a value read from a document."""
        return cls(json.dumps(value, sort_keys=True, ensure_ascii=False))

    @property
    def value(self) -> object:
        """The value as plain Python data, made anew at each call."""
        return json.loads(self.text)


class PrimitiveKind(Enum):
    """The scalar kinds that JSON Schema's `type` and `format` tell apart."""

    STRING = "string"
    INTEGER = "integer"
    NUMBER = "number"
    BOOLEAN = "boolean"
    NULL = "null"
    DATE_TIME = "date-time"
    DATE = "date"
    TIME = "time"
    DURATION = "duration"
    UUID = "uuid"
    DECIMAL = "decimal"
    BYTE = "byte"
    BINARY = "binary"


@dataclass(frozen=True, slots=True)
class Constraints:
    """Limits of a scalar (JSON Schema Validation 6.2 and 6.3); absent ones are None."""

    minimum: Decimal | None = None
    maximum: Decimal | None = None
    exclusive_minimum: Decimal | None = None
    exclusive_maximum: Decimal | None = None
    multiple_of: Decimal | None = None
    min_length: int | None = None
    max_length: int | None = None
    pattern: str | None = None


UNLIMITED = Constraints()
"""No limit is stated."""


@dataclass(frozen=True, slots=True)
class Primitive:
    """A scalar; `format` keeps what the document says where the kind cannot."""

    kind: PrimitiveKind
    constraints: Constraints = UNLIMITED
    format: str | None = None


@dataclass(frozen=True, slots=True)
class Ref:
    """A use of a declared schema."""

    target: SchemaId


@dataclass(frozen=True, slots=True)
class ListOf:
    """An array of like items."""

    item: Type
    min_items: int | None = None
    max_items: int | None = None


@dataclass(frozen=True, slots=True)
class TupleOf:
    """An array whose first items have types of their own; `rest` None closes it."""

    items: tuple[Type, ...]
    rest: Type | None = None


@dataclass(frozen=True, slots=True)
class MapOf:
    """An object used as a map; `key` None means any string."""

    value: Type
    key: Type | None = None
    min_entries: int | None = None
    max_entries: int | None = None


@dataclass(frozen=True, slots=True)
class Nullable:
    """The inner type, or null."""

    inner: Type


@dataclass(frozen=True, slots=True)
class Const:
    """Exactly one scalar value."""

    value: Json


@dataclass(frozen=True, slots=True)
class Unknown:
    """Any JSON value: the document allows it, or could not be understood here."""


Type: TypeAlias = (
    Primitive | Ref | ListOf | TupleOf | MapOf | Nullable | Const | Unknown
)
