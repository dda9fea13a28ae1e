"""Which object stands where in an OpenAPI document of any version.

One table for all versions: a field that a version does not know does no harm. What
is not named here (examples, defaults, extensions) is opaque, and never looked into.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from enum import Enum, auto

from sdksmith.document.node import Node


class Kind(Enum):
    """The objects of the specification, and the maps and lists of them."""

    DOCUMENT = auto()
    INFO = auto()
    TEXT = auto()
    TAG = auto()
    TAG_LIST = auto()
    SERVER = auto()
    SERVER_LIST = auto()
    SERVER_VARIABLE = auto()
    SERVER_VARIABLES = auto()
    EXTERNAL_DOCS = auto()
    COMPONENTS = auto()
    COMPONENT_SCHEMAS = auto()
    PATHS = auto()
    PATH_ITEM = auto()
    PATH_ITEMS = auto()
    OPERATION = auto()
    OPERATIONS = auto()
    PARAMETER = auto()
    PARAMETERS = auto()
    PARAMETER_LIST = auto()
    REQUEST_BODY = auto()
    REQUEST_BODIES = auto()
    RESPONSE = auto()
    RESPONSES = auto()
    HEADER = auto()
    HEADERS = auto()
    MEDIA_TYPE = auto()
    CONTENT = auto()
    ENCODING = auto()
    ENCODINGS = auto()
    ENCODING_LIST = auto()
    EXAMPLE = auto()
    EXAMPLES = auto()
    LINK = auto()
    LINKS = auto()
    CALLBACK = auto()
    CALLBACKS = auto()
    SECURITY_SCHEME = auto()
    SECURITY_SCHEMES = auto()
    SCHEMA = auto()
    SCHEMAS = auto()
    SCHEMA_LIST = auto()


METHODS = frozenset(
    ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
)

_SCHEMA_HOLDER = {
    "schema": Kind.SCHEMA,
    "itemSchema": Kind.SCHEMA,
    "items": Kind.SCHEMA,
    "content": Kind.CONTENT,
    "examples": Kind.EXAMPLES,
}

FIELDS: Mapping[Kind, Mapping[str, Kind]] = {
    Kind.DOCUMENT: {
        "info": Kind.INFO,
        "servers": Kind.SERVER_LIST,
        "tags": Kind.TAG_LIST,
        "externalDocs": Kind.EXTERNAL_DOCS,
        "paths": Kind.PATHS,
        "webhooks": Kind.PATH_ITEMS,
        "components": Kind.COMPONENTS,
        "definitions": Kind.COMPONENT_SCHEMAS,
        "parameters": Kind.PARAMETERS,
        "responses": Kind.RESPONSES,
        "securityDefinitions": Kind.SECURITY_SCHEMES,
    },
    Kind.COMPONENTS: {
        "schemas": Kind.COMPONENT_SCHEMAS,
        "responses": Kind.RESPONSES,
        "parameters": Kind.PARAMETERS,
        "examples": Kind.EXAMPLES,
        "requestBodies": Kind.REQUEST_BODIES,
        "headers": Kind.HEADERS,
        "securitySchemes": Kind.SECURITY_SCHEMES,
        "links": Kind.LINKS,
        "callbacks": Kind.CALLBACKS,
        "pathItems": Kind.PATH_ITEMS,
        "mediaTypes": Kind.CONTENT,
    },
    Kind.PATH_ITEM: {
        **dict.fromkeys(METHODS, Kind.OPERATION),
        "additionalOperations": Kind.OPERATIONS,
        "parameters": Kind.PARAMETER_LIST,
        "servers": Kind.SERVER_LIST,
    },
    Kind.TAG: {"externalDocs": Kind.EXTERNAL_DOCS},
    Kind.SERVER: {"variables": Kind.SERVER_VARIABLES},
    Kind.OPERATION: {
        "servers": Kind.SERVER_LIST,
        "externalDocs": Kind.EXTERNAL_DOCS,
        "parameters": Kind.PARAMETER_LIST,
        "requestBody": Kind.REQUEST_BODY,
        "responses": Kind.RESPONSES,
        "callbacks": Kind.CALLBACKS,
    },
    Kind.PARAMETER: _SCHEMA_HOLDER,
    Kind.HEADER: _SCHEMA_HOLDER,
    Kind.REQUEST_BODY: {"content": Kind.CONTENT},
    Kind.RESPONSE: {
        "headers": Kind.HEADERS,
        "content": Kind.CONTENT,
        "links": Kind.LINKS,
        "schema": Kind.SCHEMA,
    },
    Kind.MEDIA_TYPE: {
        "schema": Kind.SCHEMA,
        "itemSchema": Kind.SCHEMA,
        "examples": Kind.EXAMPLES,
        "encoding": Kind.ENCODINGS,
        "prefixEncoding": Kind.ENCODING_LIST,
        "itemEncoding": Kind.ENCODING,
    },
    Kind.ENCODING: {
        "headers": Kind.HEADERS,
        "encoding": Kind.ENCODINGS,
        "prefixEncoding": Kind.ENCODING_LIST,
        "itemEncoding": Kind.ENCODING,
    },
    Kind.SCHEMA: {
        **dict.fromkeys(
            (
                "items",
                "additionalItems",
                "additionalProperties",
                "not",
                "if",
                "then",
                "else",
                "contains",
                "propertyNames",
                "unevaluatedItems",
                "unevaluatedProperties",
                "contentSchema",
            ),
            Kind.SCHEMA,
        ),
        **dict.fromkeys(("allOf", "anyOf", "oneOf", "prefixItems"), Kind.SCHEMA_LIST),
        **dict.fromkeys(
            (
                "properties",
                "patternProperties",
                "dependentSchemas",
                "dependencies",
                "$defs",
                "definitions",
            ),
            Kind.SCHEMAS,
        ),
    },
}
"""Objects with fields of their own: field -> what stands there."""

MAPS: Mapping[Kind, Kind] = {
    Kind.COMPONENT_SCHEMAS: Kind.SCHEMA,
    Kind.PATHS: Kind.PATH_ITEM,
    Kind.PATH_ITEMS: Kind.PATH_ITEM,
    Kind.OPERATIONS: Kind.OPERATION,
    Kind.PARAMETERS: Kind.PARAMETER,
    Kind.REQUEST_BODIES: Kind.REQUEST_BODY,
    Kind.RESPONSES: Kind.RESPONSE,
    Kind.HEADERS: Kind.HEADER,
    Kind.CONTENT: Kind.MEDIA_TYPE,
    Kind.ENCODINGS: Kind.ENCODING,
    Kind.EXAMPLES: Kind.EXAMPLE,
    Kind.LINKS: Kind.LINK,
    Kind.CALLBACKS: Kind.CALLBACK,
    Kind.CALLBACK: Kind.PATH_ITEM,
    Kind.SECURITY_SCHEMES: Kind.SECURITY_SCHEME,
    Kind.SCHEMAS: Kind.SCHEMA,
    Kind.SERVER_VARIABLES: Kind.SERVER_VARIABLE,
}
"""Objects whose every member is alike."""

LISTS: Mapping[Kind, Kind] = {
    Kind.PARAMETER_LIST: Kind.PARAMETER,
    Kind.SCHEMA_LIST: Kind.SCHEMA,
    Kind.ENCODING_LIST: Kind.ENCODING,
    Kind.TAG_LIST: Kind.TAG,
    Kind.SERVER_LIST: Kind.SERVER,
}
"""Lists whose every item is alike."""

NEVER_REFERENCES = frozenset(
    (
        Kind.COMPONENTS,
        Kind.COMPONENT_SCHEMAS,
        Kind.INFO,
        Kind.TAG,
        Kind.SERVER,
        Kind.OPERATION,
        Kind.TEXT,
        *LISTS,
        *(kind for kind in MAPS if kind is not Kind.CALLBACK),
    )
) - {Kind.SCHEMA_LIST}
"""Where the specification has no `$ref`, and some documents have one all the same."""

_TEXTS = frozenset(("description", "summary"))

_EXTENSIBLE_MAPS = frozenset((Kind.PATHS, Kind.RESPONSES, Kind.CALLBACK))


def children(node: Node, kind: Kind) -> Iterator[tuple[str, Node, Kind]]:
    """What stands directly in an object or list: token, node, and what it is."""
    if isinstance(node, list):
        inner = LISTS.get(kind, kind if kind is Kind.SCHEMA else None)
        if inner is not None:
            for index, item in enumerate(node):
                yield str(index), item, inner
    elif isinstance(node, dict) and kind in MAPS:
        inner, extensible = MAPS[kind], kind in _EXTENSIBLE_MAPS
        for token, value in node.items():
            if not (extensible and token.startswith("x-")):
                yield token, value, inner
    elif isinstance(node, dict):
        yield from _fields(node, FIELDS.get(kind, {}))


def _fields(
    node: dict[str, Node], kinds: Mapping[str, Kind]
) -> Iterator[tuple[str, Node, Kind]]:
    for token, value in node.items():
        if token in kinds:
            yield token, value, kinds[token]
        elif token in _TEXTS and isinstance(value, dict):
            yield token, value, Kind.TEXT
