"""Reads media types: how bytes carry a value, and of which type it is."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from typing import TypeAlias

from sdksmith.diagnostics.codes import Code
from sdksmith.document.pointer import escape
from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.docs import media_examples
from sdksmith.ir.build.nodes import Node, flag, mapping, text
from sdksmith.ir.build.places import Place
from sdksmith.ir.build.styles import delimited
from sdksmith.ir.operations import Content, Encoding, Part, Style
from sdksmith.ir.types import ListOf, Primitive, PrimitiveKind, Type, Unknown

_JSON_LINES = ("jsonl", "x-jsonl", "jsonlines", "json-lines", "ndjson", "x-ndjson")
_JSON_SEQUENCES = ("json-seq", "x-json-seq", "stream+json", "x-json-stream")
_LINE_SUFFIXES = ("+jsonl", "+ndjson", "+json-seq")
_BYTES = Primitive(PrimitiveKind.BINARY)
_TEXT = Primitive(PrimitiveKind.STRING)

PlaceOf: TypeAlias = Callable[[str], Place]
"""Gives the place of the schema at a pointer, with the name hint of its role."""


def encoding_of(media_type: str, schema: object = None) -> Encoding:
    """How a media type carries values (RFC 6838; suffixes: RFC 6839)."""
    essence = media_type.partition(";")[0].strip().lower()
    main, _, sub = essence.partition("/")
    if essence == "text/event-stream":
        return Encoding.EVENT_STREAM
    if sub in _JSON_LINES + _JSON_SEQUENCES or sub.endswith(_LINE_SUFFIXES):
        return Encoding.JSON_LINES
    if sub == "json" or sub.endswith("+json"):
        return Encoding.JSON
    if essence == "application/x-www-form-urlencoded":
        return Encoding.FORM
    if main == "multipart":
        return Encoding.MULTIPART
    if essence in ("*/*", "application/*") and not _is_text(schema):
        return Encoding.JSON
    if (main == "text" and sub != "xml") or (sub == "*" and not _is_bytes(schema)):
        return Encoding.TEXT
    return Encoding.BINARY


def read_contents(
    reader: TypeReader, node: Node, pointer: str, place_of: PlaceOf
) -> tuple[Content, ...]:
    """Every media type of a body; types that are declared here are called by `place_of`."""
    contents = []
    for media_type, said in mapping(node, "content").items():
        at = f"{pointer}/content/{escape(media_type)}"
        if isinstance(said, Mapping):
            contents.append(_read_content(reader, media_type, said, at, place_of))
    _report_bytes(reader, node, pointer, contents)
    return _without_repeats(node, contents)


_AT_HOME = (Encoding.JSON, Encoding.MULTIPART, Encoding.FORM, Encoding.TEXT)


def _without_repeats(node: Node, contents: Sequence[Content]) -> tuple[Content, ...]:
    """The media types, those marked whose schema a better one of them has as well."""
    said = mapping(node, "content")
    schemas = [mapping(said, each.media_type).get("schema") for each in contents]
    found = []
    for content, schema in zip(contents, schemas, strict=True):
        like = [c for c, s in zip(contents, schemas, strict=True) if s == schema]
        best = min(like, key=_distance)
        is_stream = content.encoding in (Encoding.JSON_LINES, Encoding.EVENT_STREAM)
        found.append(replace(content, repeats=content is not best and not is_stream))
    return tuple(found)


def _distance(content: Content) -> tuple[int, int]:
    """How far a media type is from what a client is at home with."""
    known = content.encoding in _AT_HOME
    distance = _AT_HOME.index(content.encoding) if known else len(_AT_HOME)
    return distance, content.oddness


def _report_bytes(
    reader: TypeReader, node: Node, pointer: str, contents: Sequence[Content]
) -> None:
    """Say which structured media types are passed on as they are."""
    understood = any(content.encoding is not Encoding.BINARY for content in contents)
    report = reader.context.note if understood else reader.context.warn
    for content in contents:
        said = mapping(mapping(node, "content"), content.media_type)
        schema = said.get("schema") or said.get("itemSchema")
        if content.encoding is Encoding.BINARY and schema and not _is_text(schema):
            message = f"`{content.media_type}` is not read or written, but passed as bytes"
            at = f"{pointer}/content/{escape(content.media_type)}"
            report(Code.MEDIA_TYPE_AS_BYTES, message, at)


def _read_content(
    reader: TypeReader, media_type: str, node: Node, pointer: str, place_of: PlaceOf
) -> Content:
    schema = node.get("schema")
    encoding = encoding_of(media_type, schema)
    if encoding is Encoding.MULTIPART and _is_by_position(node):
        encoding = Encoding.BINARY
    found = _type(reader, node, encoding, pointer, place_of)
    if encoding is Encoding.TEXT:
        found = found if isinstance(found, Primitive) else _TEXT
    if encoding is Encoding.BINARY:
        found = _BYTES
    return Content(
        media_type=media_type,
        encoding=encoding,
        type=found,
        parts=_parts(node, encoding),
        examples=media_examples(node),
    )


def _type(
    reader: TypeReader, node: Node, encoding: Encoding, pointer: str, place_of: PlaceOf
) -> Type:
    if encoding is Encoding.BINARY:
        return _BYTES
    is_stream = encoding in (Encoding.JSON_LINES, Encoding.EVENT_STREAM)
    # OpenAPI 3.2, 4.14.2: `itemSchema` describes one item of a sequential media type.
    keys = ("itemSchema", "schema") if is_stream else ("schema",)
    for key in keys:
        if key in node:
            home = reader.context.document.home(f"{pointer}/{key}")
            found = reader.read(node[key], place_of(home))
            is_list = is_stream and key == "schema" and isinstance(found, ListOf)
            return found.item if is_list and isinstance(found, ListOf) else found
    return Unknown()


def _parts(node: Node, encoding: Encoding) -> tuple[Part, ...]:
    if encoding not in (Encoding.FORM, Encoding.MULTIPART):
        return ()
    known = {style.value: style for style in Style}
    parts = []
    for wire_name, said in mapping(node, "encoding").items():
        explode = said.get("explode") if isinstance(said, Mapping) else None
        parts.append(
            Part(
                wire_name=wire_name,
                media_type=text(said, "contentType"),
                style=delimited(said) or known.get(text(said, "style") or ""),
                explode=explode if isinstance(explode, bool) else None,
                allow_reserved=flag(said, "allowReserved"),
            )
        )
    return tuple(parts)


def _is_by_position(node: Node) -> bool:
    """Whether parts of a multipart body have places and no names (3.2, 4.15.1.2)."""
    return any(key in node for key in ("itemSchema", "itemEncoding", "prefixEncoding"))


def _is_text(schema: object) -> bool:
    return text(schema, "type") in ("string", "file") or _is_bytes(schema)


def _is_bytes(schema: object) -> bool:
    return text(schema, "format") in ("binary", "byte") or text(schema, "type") == "file"
