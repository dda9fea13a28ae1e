"""An OpenAPI document as the test server reads it: a plain tree and its operations."""

from __future__ import annotations

import copy
import json
import re
from dataclasses import dataclass
from functools import cached_property
from typing import TYPE_CHECKING, Any
from urllib.parse import unquote, urlsplit

import yaml

if TYPE_CHECKING:
    from pathlib import Path

    from .json_value import Json

METHODS = ("get", "put", "post", "delete", "options", "head", "patch", "trace", "query")


@dataclass(frozen=True)
class Described:
    """One operation of the document."""

    method: str
    path: str
    node: dict[str, Any]
    parameters: tuple[dict[str, Any], ...]
    pattern: re.Pattern[str]

    @property
    def id(self) -> str:
        return f"{self.method} {self.path}"

    @property
    def statuses(self) -> tuple[str, ...]:
        """The documented statuses, as the document spells them."""
        return tuple(self.node.get("responses", {}))

    @property
    def success(self) -> int:
        """The first documented 2xx status."""
        found = [status for status in self.statuses if status.startswith("2")]
        return int(found[0].upper().replace("X", "0")) if found else 200

    def contents(self, document: Document, status: int) -> dict[str, Json]:
        """The schema of each media type that the document gives for a status."""
        spelt = (str(status), f"{status // 100}XX", f"{status // 100}xx", "default")
        responses = self.node.get("responses", {})
        found: dict[str, Json] = next(
            (responses[key] for key in spelt if key in responses), {}
        )
        contents = document.resolve(found).get("content", {})
        return {
            media_type: content["schema"]
            for media_type, content in contents.items()
            if "schema" in content
        }

    def path_parameters(self, raw_path: str) -> dict[str, str]:
        """The decoded values of the path parameters of a request."""
        match = self.pattern.fullmatch(raw_path)
        assert match is not None, f"{raw_path} is not a path of {self.id}"
        names = re.findall(r"{([^}]+)}", self.path)
        return dict(zip(names, map(unquote, match.groups()), strict=True))


@dataclass(frozen=True)
class Document:
    """A whole OpenAPI document without references to other files."""

    root: dict[str, Any]

    @classmethod
    def read(cls, path: Path) -> Document:
        content = path.read_text("utf-8")
        if path.suffix == ".json":
            return cls(json.loads(content))
        return cls(_string_keys(_WithoutDates(content).get_single_data()))

    @cached_property
    def base_path(self) -> str:
        """The path of the first server's URL, its variables at their defaults."""
        server = (self.root.get("servers") or [{"url": "/"}])[0]
        url = str(server["url"])
        for name, variable in server.get("variables", {}).items():
            url = url.replace(f"{{{name}}}", str(variable.get("default", "")))
        # A variable that nobody declared is the whole address, or part of a segment.
        url = re.sub(r"\{[^{}]*\}", "v", re.sub(r"^\{[^{}]*\}", "", url))
        return urlsplit(url).path.rstrip("/")

    @cached_property
    def operations(self) -> tuple[Described, ...]:
        """All operations; those with the most literal paths first."""
        found = [
            self._described(path, method, self.resolve(item))
            for path, item in self.root.get("paths", {}).items()
            for method in METHODS
            if method in self.resolve(item)
        ]
        return tuple(sorted(found, key=lambda operation: operation.path.count("{")))

    def operation(self, identity: str) -> Described:
        """The operation called for example `GET /pets/{petId}`."""
        return next(found for found in self.operations if found.id == identity)

    def match(self, method: str, raw_path: str) -> Described | None:
        """The operation that a request line, still percent-encoded, means."""
        for operation in self.operations:
            if operation.method == method and operation.pattern.fullmatch(raw_path):
                return operation
        return None

    def resolve(self, node: dict[str, Any]) -> dict[str, Any]:
        """The node itself, or what its `$ref` points at."""
        while "$ref" in node:
            target: Json = self.root
            for part in node["$ref"].removeprefix("#/").split("/"):
                key = unquote(part).replace("~1", "/").replace("~0", "~")
                target = target[int(key)] if isinstance(target, list) else target[key]
            node = target
        return node

    def served_at(self, origin: str) -> Document:
        """The same document with `origin` as its one server."""
        root = copy.deepcopy(self.root)
        root["servers"] = [{"url": origin + (self.base_path or "/")}]
        for item in root.get("paths", {}).values():
            for node in (item, *(item[method] for method in METHODS if method in item)):
                node.pop("servers", None)
        return Document(root)

    def _described(self, path: str, method: str, item: dict[str, Any]) -> Described:
        node = item[method]
        parts = re.split(r"{[^}]+}", path)
        parameters = [*item.get("parameters", []), *node.get("parameters", [])]
        return Described(
            method.upper(),
            path,
            node,
            tuple(self.resolve(parameter) for parameter in parameters),
            re.compile(
                re.escape(self.base_path) + "([^/]+?)".join(map(re.escape, parts))
            ),
        )


class _WithoutDates(yaml.SafeLoader):
    """YAML in which a date stays the text it was."""


_WithoutDates.yaml_implicit_resolvers = {
    first: [
        (tag, regexp)
        for tag, regexp in resolvers
        if tag != "tag:yaml.org,2002:timestamp"
    ]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _string_keys(node: Json) -> Json:
    match node:
        case dict():
            return {str(key): _string_keys(value) for key, value in node.items()}
        case list():
            return [_string_keys(value) for value in node]
    return node
