"""Parameters, bodies, responses and security schemes of Swagger 2.0 as in 3.0."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.node import LOST, Node
from sdksmith.document.pointer import Missing, escape, follow, from_fragment
from sdksmith.openapi.collection_formats import list_style

_JSON = ("application/json",)
_FORM = "application/x-www-form-urlencoded"
_MULTIPART = "multipart/form-data"
_PARAMETER_FIELDS = frozenset(
    ("name", "in", "description", "required", "allowEmptyValue", "schema")
)
_FLOWS = {
    "implicit": "implicit",
    "password": "password",
    "application": "clientCredentials",
    "accessCode": "authorizationCode",
    "clientCredentials": "clientCredentials",
    "authorizationCode": "authorizationCode",
}


@dataclass(frozen=True, slots=True)
class Upgrade:
    """The original document, and which new pointers hold what stands where in it."""

    root: Mapping[str, Node]
    origin_of: Callable[[str], Origin]
    diagnostics: Diagnostics
    moved: dict[str, str]

    def target(self, node: Node, pointer: str) -> tuple[Node, str]:
        """What a parameter or response is, and where; itself if its `$ref` dangles."""
        for _ in range(_MOST_HOPS):
            ref = node.get("$ref") if isinstance(node, dict) else None
            if not isinstance(ref, str) or not ref.startswith("#"):
                break
            try:
                pointer = from_fragment(ref[1:])
                node = follow(self.root, pointer)
            except Missing:
                break
        return node, pointer

    def consumes(self, operation: Mapping[str, Node]) -> tuple[str, ...]:
        """The media types that an operation takes."""
        return self._media_types(operation, "consumes")

    def produces(self, operation: Mapping[str, Node]) -> tuple[str, ...]:
        """The media types that an operation gives."""
        return self._media_types(operation, "produces")

    def list_style(self, node: Mapping[str, Node], pointer: str) -> dict[str, Node]:
        """What the list that a parameter is gets written by."""
        return list_style(node, pointer, self.origin_of, self.diagnostics)

    def _media_types(
        self, operation: Mapping[str, Node], field: str
    ) -> tuple[str, ...]:
        said = operation.get(field, self.root.get(field))
        if not isinstance(said, list):
            return _JSON
        return tuple(name for name in said if isinstance(name, str)) or _JSON


_MOST_HOPS = 20


def plain_parameter(work: Upgrade, node: Node, pointer: str, to: str) -> Node:
    """A path, query or header parameter, with its type inside `schema`."""
    if not isinstance(node, dict) or node == LOST:
        return node
    ref = node.get("$ref")
    if isinstance(ref, str):
        work.moved[to] = pointer
        return {"$ref": ref.replace("#/parameters/", "#/components/parameters/", 1)}
    work.moved[to] = work.moved[f"{to}/schema"] = pointer
    upgraded = _outside(node)
    upgraded["schema"] = _inside(node)
    if "x-example" in node:
        upgraded["example"] = node["x-example"]
    if node.get("type") == "array":
        upgraded |= work.list_style(node, pointer)
    return upgraded


def _outside(node: dict[str, Node]) -> dict[str, Node]:
    return {
        name: value
        for name, value in node.items()
        if name in _PARAMETER_FIELDS or not _is_of_schema(name)
    }


def _inside(node: dict[str, Node]) -> dict[str, Node]:
    return {
        name: value
        for name, value in node.items()
        if name not in _PARAMETER_FIELDS
        and name != "collectionFormat"
        and _is_of_schema(name)
    }


def _is_of_schema(name: str) -> bool:
    """Whether an extension tells of values: whether null is one, what they are called."""
    return name[:2] != "x-" or name == "x-nullable" or "enum" in name.lower()


def body_content(
    work: Upgrade,
    node: dict[str, Node],
    media_types: tuple[str, ...],
    pointer: str,
    to: str,
) -> dict[str, Node]:
    """The body that an `in: body` parameter is."""
    content = {}
    for name in media_types:
        content[name] = {"schema": node.get("schema", {})}
        work.moved[f"{to}/content/{escape(name)}/schema"] = f"{pointer}/schema"
    kept = {k: node[k] for k in node if k in ("description", "required")}
    return {**kept, "content": content}


def form_content(
    work: Upgrade,
    parts: Mapping[str, tuple[dict[str, Node], str]],
    media_types: tuple[str, ...],
    to: str,
) -> dict[str, Node]:
    """The body that `in: formData` parameters make up."""
    has_file = any(_is_file(node) for node, _ in parts.values())
    forms = [name for name in media_types if name in (_FORM, _MULTIPART)]
    if has_file:
        forms = [_MULTIPART]
    forms = forms or [_FORM]
    schema: dict[str, Node] = {"type": "object", "properties": {}}
    for name, (node, _) in parts.items():
        texts = {"description": node["description"]} if "description" in node else {}
        schema["properties"][name] = {**_inside(node), **texts}
    required = [
        name for name, (node, _) in parts.items() if node.get("required") is True
    ]
    if required:
        schema["required"] = required
    media: dict[str, Node] = {"schema": schema}
    if encoding := _encoding(work, parts):
        media["encoding"] = encoding
    for form in forms:
        holder = f"{to}/content/{escape(form)}/schema/properties"
        for name, (_, place) in parts.items():
            work.moved[f"{holder}/{escape(name)}"] = place
    return {"required": bool(required), "content": dict.fromkeys(forms, media)}


def _encoding(
    work: Upgrade, parts: Mapping[str, tuple[dict[str, Node], str]]
) -> dict[str, dict[str, Node]]:
    """How lists are written that are not sent item by item, as files are."""
    return {
        name: work.list_style(node, place)
        for name, (node, place) in parts.items()
        if node.get("type") == "array"
        and node.get("collectionFormat", "csv") != "multi"
        and not _is_file(node)
    }


def _is_file(node: Node) -> bool:
    if not isinstance(node, dict):
        return False
    return node.get("type") == "file" or _is_file(node.get("items"))


def response(
    work: Upgrade, node: Node, media_types: tuple[str, ...], pointer: str, to: str
) -> Node:
    """A response with its schema under each media type."""
    if not isinstance(node, dict) or node == LOST:
        return node
    ref = node.get("$ref")
    if isinstance(ref, str):
        node, pointer = work.target(node, pointer)
        if media_types == work.produces({}) or not isinstance(node, dict):
            return {"$ref": ref.replace("#/responses/", "#/components/responses/", 1)}
        work.moved[to] = pointer
    kept = {k: v for k, v in node.items() if k == "description" or k[:2] == "x-"}
    if isinstance(node.get("headers"), dict):
        kept["headers"] = {
            name: _header(work, header, f"{pointer}/headers/{escape(name)}", to)
            for name, header in node["headers"].items()
        }
    schema = node.get("schema")
    if schema is None:
        return kept
    kept["content"] = _content(work, node, media_types, pointer, to)
    return kept


def _content(
    work: Upgrade,
    node: dict[str, Node],
    media_types: tuple[str, ...],
    pointer: str,
    to: str,
) -> dict[str, Node]:
    schema, content = node["schema"], {}
    is_file = isinstance(schema, dict) and schema.get("type") == "file"
    names = media_types
    if is_file:
        # `produces` lists what errors are given as beside what files are.
        others = tuple(name for name in names if "json" not in name.lower())
        names = others or ("application/octet-stream",)
    said = node.get("examples")
    examples = said if isinstance(said, dict) else {}
    for name in names:
        content[name] = {"schema": schema}
        if name in examples:
            content[name]["example"] = examples[name]
        work.moved[f"{to}/content/{escape(name)}"] = pointer
    return content


def _header(work: Upgrade, node: Node, pointer: str, to: str) -> Node:
    if not isinstance(node, dict) or node == LOST:
        return node
    name = pointer.rpartition("/")[2]
    work.moved[f"{to}/headers/{name}/schema"] = pointer
    style = work.list_style(node, pointer) if node.get("type") == "array" else {}
    return {**_outside(node), "schema": _inside(node), **style}


def security_scheme(node: Node) -> Node:
    """A security definition as a security scheme."""
    if not isinstance(node, dict):
        return node
    kept = {k: v for k, v in node.items() if k == "description" or k[:2] == "x-"}
    match node.get("type"):
        case "basic":
            return {"type": "http", "scheme": "basic", **kept}
        case "oauth2":
            flow = _FLOWS.get(str(node.get("flow")), "implicit")
            fields = ("authorizationUrl", "tokenUrl", "refreshUrl", "scopes")
            inner = {k: node[k] for k in fields if k in node}
            inner.setdefault("scopes", {})
            return {"type": "oauth2", "flows": {flow: inner}, **kept}
        case _:
            return node
