"""Swagger 2.0 into the shape of OpenAPI 3.0; its schemas are left as they are."""

from __future__ import annotations

from collections.abc import Mapping

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.bundled import BundledDocument
from sdksmith.document.grammar import METHODS
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape
from sdksmith.openapi.autorest import real_place, with_tags
from sdksmith.openapi.swagger2_hosts import servers
from sdksmith.openapi.swagger2_parts import (
    Upgrade,
    body_content,
    form_content,
    plain_parameter,
    response,
    security_scheme,
)

_KEPT = ("info", "tags", "security", "externalDocs")
FLAT = {
    "/components/schemas": "/definitions",
    "/components/parameters": "/parameters",
    "/components/responses": "/responses",
    "/components/securitySchemes": "/securityDefinitions",
    "/servers": "/host",
}
"""Where 3.0 has what 2.0 has at its top; documents of 3.0 mix the two up as well."""
_NOT_IN_3 = ("consumes", "produces", "schemes", "parameters", "responses")


def upgrade(
    document: BundledDocument, moved: Mapping[str, str], diagnostics: Diagnostics
) -> tuple[dict[str, Node], Mapping[str, str]]:
    """The document as 3.0, and where its pointers stand in the original."""
    root = document.root
    work = Upgrade(
        root,
        lambda pointer: document.origin(real_place(pointer, moved)),
        diagnostics,
        {**FLAT, **moved},
    )
    upgraded: dict[str, Node] = {
        name: value
        for name, value in root.items()
        if name in _KEPT or name.startswith("x-")
    }
    upgraded["servers"] = servers(work)
    upgraded["components"] = _components(work)
    upgraded["paths"] = {
        path: _path_item(work, item, f"/paths/{escape(path)}")
        for path, item in _mapping(root.get("paths")).items()
    }
    places = {to: real_place(place, moved) for to, place in work.moved.items()}
    return upgraded, places


def _mapping(node: Node) -> dict[str, Node]:
    return node if isinstance(node, dict) else {}


def _components(work: Upgrade) -> dict[str, Node]:
    root = work.root
    parameters = {}
    for name, node in _mapping(root.get("parameters")).items():
        if _place(work, node) not in ("body", "formData"):
            to = f"/components/parameters/{escape(name)}"
            parameters[name] = plain_parameter(
                work, node, f"/parameters/{escape(name)}", to
            )
    return {
        "schemas": _definitions(root),
        "parameters": parameters,
        "responses": {
            name: response(
                work,
                node,
                work.produces({}),
                f"/responses/{escape(name)}",
                f"/components/responses/{escape(name)}",
            )
            for name, node in _mapping(root.get("responses")).items()
        },
        "securitySchemes": {
            name: security_scheme(node)
            for name, node in _mapping(root.get("securityDefinitions")).items()
        },
    }


def _definitions(root: Mapping[str, Node]) -> Node:
    said = root.get("definitions", {})
    return with_tags(said) if isinstance(said, dict) else said


def _place(work: Upgrade, node: Node) -> Node:
    return _mapping(work.target(node, "")[0]).get("in")


def _path_item(work: Upgrade, item: Node, pointer: str) -> Node:
    if not isinstance(item, dict):
        return item
    upgraded = {k: v for k, v in item.items() if k not in METHODS}
    shared = _located(item.get("parameters"), f"{pointer}/parameters")
    if "parameters" in item:
        upgraded["parameters"] = _parameters(work, shared, f"{pointer}/parameters")
    for method in METHODS & item.keys():
        operation, here = item[method], f"{pointer}/{method}"
        if isinstance(operation, dict):
            upgraded[method] = _operation(work, operation, shared, here)
        else:
            upgraded[method] = operation
    return {key: upgraded[key] for key in item if key in upgraded}


def _located(node: Node, pointer: str) -> list[tuple[Node, str]]:
    items = node if isinstance(node, list) else []
    return [(item, f"{pointer}/{index}") for index, item in enumerate(items)]


def _operation(
    work: Upgrade, node: dict[str, Node], shared: list[tuple[Node, str]], pointer: str
) -> dict[str, Node]:
    upgraded = {k: v for k, v in node.items() if k not in _NOT_IN_3}
    own = _located(node.get("parameters"), f"{pointer}/parameters")
    if "parameters" in node:
        upgraded["parameters"] = _parameters(work, own, f"{pointer}/parameters")
    body = _request_body(work, node, [*own, *shared], f"{pointer}/requestBody")
    if body is not None:
        upgraded["requestBody"] = body
    if "responses" in node:
        to = f"{pointer}/responses"
        upgraded["responses"] = {
            status: (
                inner
                if status.startswith("x-")
                else response(
                    work,
                    inner,
                    work.produces(node),
                    f"{to}/{escape(status)}",
                    f"{to}/{escape(status)}",
                )
            )
            for status, inner in _mapping(node["responses"]).items()
        }
    return upgraded


def _parameters(work: Upgrade, located: list[tuple[Node, str]], to: str) -> list[Node]:
    """The parameters that are none of the body."""
    found: list[Node] = []
    for node, pointer in located:
        if _place(work, node) in ("body", "formData"):
            continue
        found.append(plain_parameter(work, node, pointer, f"{to}/{len(found)}"))
    return found


def _request_body(
    work: Upgrade, operation: dict[str, Node], located: list[tuple[Node, str]], to: str
) -> dict[str, Node] | None:
    """The body that `in: body` or the `in: formData` parameters make up."""
    parts: dict[str, tuple[dict[str, Node], str]] = {}
    bodies: list[tuple[dict[str, Node], str]] = []
    for node, pointer in located:
        target, place = work.target(node, pointer)
        if not isinstance(target, dict):
            continue
        if target.get("in") == "body":
            bodies.append((target, place))
        if target.get("in") == "formData" and isinstance(target.get("name"), str):
            parts.setdefault(target["name"], (target, place))
    if bodies:
        (body, place), *others = bodies
        _leave_out(work, [*others, *parts.values()])
        work.moved[to] = place
        media_types = _sent_as(work, located) or work.consumes(operation)
        return body_content(work, body, media_types, place, to)
    if not parts:
        return None
    work.moved[to] = next(place for _, place in parts.values())
    return form_content(work, parts, work.consumes(operation), to)


def _leave_out(work: Upgrade, others: list[tuple[dict[str, Node], str]]) -> None:
    for node, place in others:
        message = (
            f"`in: {node['in']}` stands beside an `in: body`, which is the whole body; "
            "the parameter is left out"
        )
        at = work.origin_of(place)
        work.diagnostics.warn(Code.PARAMETER_NOT_UNDERSTOOD, message, at=at)


def _sent_as(work: Upgrade, located: list[tuple[Node, str]]) -> tuple[str, ...]:
    """The media types that a header parameter limits the body to, as Docker's do."""
    for node, pointer in located:
        target, _ = work.target(node, pointer)
        if isinstance(target, dict) and target.get("in") == "header":
            values = target.get("enum")
            name = str(target.get("name")).lower()
            if name == "content-type" and isinstance(values, list):
                return tuple(value for value in values if isinstance(value, str))
    return ()
