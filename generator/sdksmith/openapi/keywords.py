"""The keywords of Schema Objects and what their values must be."""

from __future__ import annotations

from collections.abc import Mapping
from enum import Enum, auto

from sdksmith.document.grammar import FIELDS, Kind
from sdksmith.document.node import Node


class Expected(Enum):
    """What a keyword's value must be."""

    TEXT = auto()
    NUMBER = auto()
    COUNT = auto()
    FLAG = auto()
    TEXTS = auto()
    ANY = auto()


NOUNS: Mapping[Expected, str] = {
    Expected.TEXT: "text",
    Expected.NUMBER: "a number",
    Expected.COUNT: "a whole number from 0",
    Expected.FLAG: "`true` or `false`",
    Expected.TEXTS: "a list of texts",
}

_GROUPS: Mapping[Expected, tuple[str, ...]] = {
    Expected.TEXT: (
        "title",
        "description",
        "format",
        "pattern",
        "contentEncoding",
        "contentMediaType",
        "$comment",
    ),
    Expected.NUMBER: ("minimum", "maximum", "multipleOf"),
    Expected.COUNT: (
        "minLength",
        "maxLength",
        "minItems",
        "maxItems",
        "minProperties",
        "maxProperties",
        "minContains",
        "maxContains",
    ),
    Expected.FLAG: (
        "uniqueItems",
        "deprecated",
        "readOnly",
        "writeOnly",
        "nullable",
        "x-nullable",
    ),
    Expected.TEXTS: ("required",),
    Expected.ANY: ("default", "const", "example"),
}

EXPECTED: Mapping[str, Expected] = {
    keyword: expected for expected, group in _GROUPS.items() for keyword in group
}
"""Keywords whose value is no schema."""

INNER: Mapping[str, Kind] = FIELDS[Kind.SCHEMA]
"""Keywords that hold schemas, and how."""

TYPES = frozenset(("string", "number", "integer", "boolean", "array", "object", "null"))

MISNAMED_TYPES: Mapping[str, Mapping[str, Node]] = {
    "file": {"type": "string", "format": "binary"},
    "binary": {"type": "string", "format": "binary"},
    "date": {"type": "string", "format": "date"},
    "datetime": {"type": "string", "format": "date-time"},
    "date-time": {"type": "string", "format": "date-time"},
    "uuid": {"type": "string", "format": "uuid"},
    "str": {"type": "string"},
    "text": {"type": "string"},
    "int": {"type": "integer"},
    "int32": {"type": "integer", "format": "int32"},
    "int64": {"type": "integer", "format": "int64"},
    "long": {"type": "integer", "format": "int64"},
    "float": {"type": "number", "format": "float"},
    "double": {"type": "number", "format": "double"},
    "decimal": {"type": "number"},
    "bool": {"type": "boolean"},
    "list": {"type": "array"},
    "dict": {"type": "object"},
    "map": {"type": "object"},
    "any": {},
}
"""Words that documents use as types, and what they mean."""

ANNOTATIONS = frozenset(
    (
        "title",
        "description",
        "default",
        "deprecated",
        "readOnly",
        "writeOnly",
        "example",
        "examples",
        "externalDocs",
        "xml",
    )
)
"""Keywords that describe a use of a schema without changing what is valid."""
