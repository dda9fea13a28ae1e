"""A document as the trials read it: the publisher's tree, its operations and pointers."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any, TypeAlias
from urllib.parse import unquote

from server import Described, Document
from server.document import METHODS

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.read import read_document
from sdksmith.openapi.canonicalise import canonicalise

Node: TypeAlias = Any
"""Whatever stands in a document."""

_HOPS = 30
_IGNORED = {"accept", "content-type", "authorization"}
"""Header parameters that say nothing (OpenAPI 3.1, 4.8.12.1)."""


@dataclass(frozen=True)
class Wanted:
    """One parameter of an operation, and where its schema is."""

    place: str
    name: str
    required: bool
    schema: str


@dataclass(frozen=True)
class Tree:
    """A document; pointers are fragments such as `#/paths/~1pets/get`."""

    root: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Tree:
        """The tree as it was published; Swagger 2.0 as 3.1, which validators know."""
        said = Diagnostics()
        document = read_document(
            path.name,
            stdin=None,
            base=path.parent,
            diagnostics=said,
        )
        root: Node = document.root
        if "swagger" in root:
            root = {**canonicalise(document, said).tree, "openapi": "3.1.0"}
        return cls(_without_foreign_patterns(root))

    @cached_property
    def document(self) -> Document:
        """The operations as they are published."""
        return Document(self.root)

    def validated(self, first: str = "") -> Document:
        """The same for a server that validates requests.

        Paths lose their fragments, which are never sent; of operations that are then
        the same, the one at the path `first` is meant, or else the first one.
        """
        root = {**self.writable, "paths": {}}
        paths = sorted(self.root.get("paths", {}), key=lambda path: path != first)
        for path in paths:
            item, _ = self.at(self.below("#/paths", path))
            known = root["paths"].setdefault(route(path), {})
            known |= {
                key: _demanding_less(word, "readOnly")
                for key, word in item.items()
                if key not in known or key not in METHODS
            }
        return Document(root)

    @cached_property
    def writable(self) -> dict[str, Any]:
        """The document where members that are only read are not required."""
        return dict(_demanding_less(self.root, "readOnly"))

    @cached_property
    def readable(self) -> dict[str, Any]:
        """The document where members that are only written are not required."""
        return dict(_demanding_less(self.root, "writeOnly"))

    @cached_property
    def version(self) -> str:
        """`3.0`, `3.1` or `3.2`."""
        return ".".join(str(self.root.get("openapi", "3.1")).split(".")[:2])

    def at(self, pointer: str) -> tuple[Node, str]:
        """The node at a pointer and where it really is, all references followed."""
        for _ in range(_HOPS):
            node = self._plain(pointer)
            if not isinstance(node, dict) or "$ref" not in node:
                return node, pointer
            pointer = node["$ref"]
        raise LookupError(pointer)

    def _plain(self, pointer: str) -> Node:
        node: Node = self.root
        for part in pointer.removeprefix("#").split("/")[1:]:
            key = unquote(part).replace("~1", "/").replace("~0", "~")
            if isinstance(node, dict) and "$ref" in node and key not in node:
                node, _ = self.at(node["$ref"])
            node = node[int(key)] if isinstance(node, list) else node[key]
        return node

    def below(self, pointer: str, *keys: str | int) -> str:
        """The pointer to a member, beyond what the node refers to."""
        _, real = self.at(pointer)
        return "/".join([real, *(escaped(str(key)) for key in keys)])

    def operation(self, found: Described) -> str:
        """Where an operation is."""
        return self.below(self.below("#/paths", found.path), found.method.lower())

    def parameters(self, found: Described) -> Iterator[Wanted]:
        """What an operation takes besides its body; its own hide those of the path."""
        seen: dict[tuple[str, str], Wanted] = {}
        for owner in (self.below("#/paths", found.path), self.operation(found)):
            node, _ = self.at(owner)
            for index in range(len(node.get("parameters") or ())):
                wanted = self._wanted(self.below(owner, "parameters", index), found)
                if wanted is not None:
                    seen[wanted.place, wanted.name] = wanted
        yield from seen.values()

    def _wanted(self, pointer: str, found: Described) -> Wanted | None:
        node, real = self.at(pointer)
        place, name = node["in"], node["name"]
        if place == "header" and name.lower() in self._ignored(found):
            return None
        if place == "path":
            spelled = re.findall(r"\{([^{}]*)\}", route(found.path))
            alike = (one for one in spelled if _letters(one) == _letters(name))
            twin = name if name in spelled else next(alike, None)
            if twin is None:
                return None
            name = twin
        schema = f"{real}/schema"
        if "content" in node:
            schema = f"{real}/content/{escaped(next(iter(node['content'])))}/schema"
        required = bool(node.get("required")) or place == "path"
        return Wanted(place, name, required, schema)

    def _ignored(self, found: Described) -> set[str]:
        """The headers that are no parameters; credentials are where no scheme is."""
        operation, _ = self.at(self.operation(found))
        asked = operation.get("security", self.root.get("security"))
        return _IGNORED if any(asked or ()) else _IGNORED - {"authorization"}

    def contents(self, pointer: str) -> dict[str, str]:
        """The media types of a body or an answer, with the places of their schemas."""
        node, real = self.at(pointer)
        return {
            media: f"{real}/content/{escaped(media)}/{_schema_key(content)}"
            for media, content in (node.get("content") or {}).items()
        }

    def successes(self, found: Described) -> Iterator[tuple[int, str]]:
        """Each status that means success, and where its answer is."""
        pointer = self.operation(found)
        responses = (self.at(pointer)[0].get("responses")) or {}
        good = [key for key in responses if re.fullmatch(r"2[0-9Xx]{2}", str(key))]
        for key in good or [key for key in responses if key == "default"]:
            first = int(key.upper().replace("X", "0")) if key != "default" else 200
            free = (one for one in range(first, 300) if str(one) not in responses)
            status = first if key.isdigit() else next(free, first)
            yield status, self.below(pointer, "responses", key)


def _letters(name: str) -> str:
    return re.sub(r"[\W_]", "", name).casefold()


def route(path: str) -> str:
    """A path without its fragment and without the patterns of its values."""
    return re.sub(r"\{([\w.-]+)=[^{}]*\}", r"{\1}", path.partition("#")[0])


def _without_foreign_patterns(node: Node) -> Node:
    """The same without the patterns of other dialects, which validators trip over."""
    if isinstance(node, list):
        return [_without_foreign_patterns(one) for one in node]
    if not isinstance(node, dict):
        return node
    return {
        key: _without_foreign_patterns(word)
        for key, word in node.items()
        if key != "pattern" or not isinstance(word, str) or _compiles(word)
    }


def _compiles(pattern: str) -> bool:
    try:
        re.compile(pattern)
    except re.error:
        return False
    return True


def _demanding_less(node: Node, unless: str) -> Node:
    """The schemas below, where members marked so are not required."""
    if isinstance(node, list):
        return [_demanding_less(one, unless) for one in node]
    if not isinstance(node, dict):
        return node
    made = {key: _demanding_less(word, unless) for key, word in node.items()}
    members, required = node.get("properties"), node.get("required")
    if isinstance(members, dict) and isinstance(required, list):
        made["required"] = [
            name
            for name in required
            if not isinstance(members.get(name), dict) or not members[name].get(unless)
        ]
        if not made["required"]:
            del made["required"]
    return made


def escaped(key: str) -> str:
    """A key as it stands in a fragment."""
    return key.replace("~", "~0").replace("/", "~1").replace("%", "%25")


def _schema_key(content: Node) -> str:
    return "itemSchema" if "itemSchema" in content else "schema"
