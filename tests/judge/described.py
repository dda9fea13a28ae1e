"""What a document says of its operations, read without any part of sdksmith."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeAlias
from urllib.parse import unquote

import yaml

if TYPE_CHECKING:
    from pathlib import Path

Node: TypeAlias = Any
"""Whatever the publisher wrote."""

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")
_HOPS = 30
_ADDED = re.compile(r"[?#].*")
"""What some publishers add to a path to tell operations apart."""


@dataclass
class Files:
    """The files that a document is made of, each read once."""

    read: dict[Path, Node] = field(default_factory=dict)

    def load(self, path: Path) -> Node:
        """One file as a tree."""
        if path not in self.read:
            text = path.read_text("utf-8-sig")
            is_json = text.lstrip().startswith("{") and path.suffix == ".json"
            load = json.loads if is_json else _yaml
            self.read[path] = load(text)
        return self.read[path]

    def follow(self, node: Node, path: Path) -> tuple[Node, Path]:
        """What a node refers to, and the file it is in."""
        for _ in range(_HOPS):
            target = node.get("$ref") if isinstance(node, Mapping) else None
            if not isinstance(target, str):
                return node, path
            file, _, pointer = target.partition("#")
            try:
                path = (path.parent / file).resolve() if file else path
                node = _at(self.load(path), unquote(pointer))
            except (KeyError, IndexError, ValueError, TypeError, OSError):
                return None, path
        return None, path


def _yaml(text: str) -> Node:
    return _string_keys(yaml.CSafeLoader(text).get_single_data())


def _string_keys(node: Node) -> Node:
    if isinstance(node, Mapping):
        return {str(key): _string_keys(value) for key, value in node.items()}
    return [*map(_string_keys, node)] if isinstance(node, list) else node


def _at(node: Node, pointer: str) -> Node:
    for part in pointer.split("/")[1:]:
        key = part.replace("~1", "/").replace("~0", "~")
        node = node[int(key)] if isinstance(node, list) else node[key]
    return node


@dataclass(frozen=True)
class Described:
    """One operation, and whether the document says what every answer of it is."""

    id: str
    is_typed: bool


def described(path: Path) -> list[Described]:
    """The operations of a document, in its order."""
    files, path = Files(), path.resolve()
    root = files.load(path)
    return [
        Described(f"{method} {_ADDED.sub('', route)}", _is_typed(files, node, where))
        for route, item in _members(root.get("paths"))
        if route.startswith("/")
        for method, node, where in _operations(files, item, path)
    ]


def _operations(
    files: Files, item: Node, path: Path
) -> Iterator[tuple[str, Node, Path]]:
    found, where = files.follow(item, path)
    for method, node in _members(found):
        if method in METHODS and isinstance(node, Mapping):
            yield method.upper(), node, where
    for method, node in _members(dict(_members(found)).get("additionalOperations")):
        if isinstance(node, Mapping):
            yield method, node, where


def _members(node: Node) -> Iterator[tuple[str, Node]]:
    if isinstance(node, Mapping):
        yield from node.items()


def _is_typed(files: Files, operation: Node, path: Path) -> bool:
    """Whether there is a schema for each success, each saying something."""
    responses = dict(_members(operation.get("responses")))
    good = [value for key, value in responses.items() if key.startswith("2")]
    schemas = [
        found
        for response in good or [responses.get("default")]
        for found in _schemas(*files.follow(response, path))
    ]
    return bool(schemas) and all(_says(files, *found) for found in schemas)


def _schemas(response: Node, path: Path) -> Iterator[tuple[Node, Path]]:
    if isinstance(response, Mapping):
        if "schema" in response:
            yield response["schema"], path
        for media, content in _members(response.get("content")):
            if "json" in media and isinstance(content, Mapping):
                yield content.get("schema"), path


def _says(files: Files, schema: Node, path: Path, depth: int = 0) -> bool:
    """Whether a schema rules anything out by its type."""
    found, where = files.follow(schema, path)
    if not isinstance(found, Mapping) or depth > _HOPS:
        return False
    for word, enough in (("allOf", any), ("oneOf", all), ("anyOf", all)):
        inner = found.get(word)
        alternatives = inner if isinstance(inner, list) else []
        said = [_says(files, one, where, depth + 1) for one in alternatives]
        if said and enough(said):
            return True
    if found.get("type") == "array":
        return _says(files, found.get("items"), where, depth + 1)
    return any(found.get(word) for word in ("type", "properties", "items", "enum"))
