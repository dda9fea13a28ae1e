"""Bodies of parts that have no names: files alone, and what is no object."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.document.node import Node
from sdksmith.document.pointer import follow, from_fragment
from sdksmith.openapi.work import Spot, Work

_SINGLE, _SEVERAL = "file", "files"
_FORM = "application/x-www-form-urlencoded"
_PARTLESS = frozenset(("string", "number", "integer", "boolean", "array"))


def name_parts(work: Work, content: dict[str, Node], spot: Spot) -> dict[str, Node]:
    """The media types of a request body, a multipart one that is a file as an object.

    A file needs a part, and a part needs a name (RFC 7578, 4.2): `file`, as servers
    mostly call it.
    """
    return {
        name: _named(work, name, media_type, content, spot / name)
        for name, media_type in content.items()
    }


def _named(
    work: Work, name: str, media_type: Node, content: dict[str, Node], spot: Spot
) -> Node:
    essence = name.partition(";")[0].strip().lower()
    said = media_type.get("schema")
    schema = _resolved(work, said)
    is_multipart = essence.startswith("multipart/")
    has_parts = is_multipart or essence == _FORM
    if not has_parts or str(schema.get("type")) not in _PARTLESS:
        return media_type
    if "prefixEncoding" in media_type or "itemEncoding" in media_type:
        return media_type  # such parts have places instead (3.2, 4.15.1.2)
    part = _part_name(work, schema) if is_multipart else None
    if part is not None:
        message = f"`{name}` is a file whose part has no name; sent as `{part}`"
        work.warn(Code.PARTS_NOT_NAMED, message, spot / "schema")
        properties = {part: said}
        whole = {"type": "object", "required": [part], "properties": properties}
        return {**media_type, "schema": whole}
    if not any(_is_other(each, essence, said) for each in content.items()):
        message = f"`{name}` is no object, so its parts have no names; any may be sent"
        work.warn(Code.PARTS_NOT_NAMED, message, spot / "schema")
    return media_type


def _is_other(other: tuple[str, Node], essence: str, said: Node) -> bool:
    """Whether another media type says the same in a way that needs no names."""
    name, media_type = other
    is_alike = name.startswith("multipart/") or name == _FORM
    return name != essence and not is_alike and media_type.get("schema") == said


def _part_name(work: Work, schema: Mapping[str, Node]) -> str | None:
    """What the part of a file is called; None for what is no file."""
    if _is_file(schema):
        return _SINGLE
    items = _resolved(work, schema.get("items"))
    return _SEVERAL if schema["type"] == "array" and _is_file(items) else None


def _is_file(schema: Mapping[str, Node]) -> bool:
    media_type = str(schema.get("contentMediaType", ""))
    is_binary = "contentEncoding" not in schema and media_type.endswith("octet-stream")
    return schema.get("type") == "string" and (
        schema.get("format") == "binary" or is_binary
    )


def _resolved(work: Work, schema: Node) -> Mapping[str, Node]:
    """What a schema says behind its `$ref`s."""
    seen: set[str] = set()
    while isinstance(schema, dict) and isinstance(ref := schema.get("$ref"), str):
        if ref in seen or not work.exists(ref):
            return {}
        seen.add(ref)
        schema = follow(work.root, from_fragment(ref[1:], work.root))
    return schema if isinstance(schema, dict) else {}
