"""Paths and operations: methods found, parameters merged, templates matched."""

from __future__ import annotations

from urllib.parse import parse_qsl, urlsplit

from sdksmith.diagnostics.codes import Code
from sdksmith.document.grammar import METHODS
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape
from sdksmith.openapi.bodies import request_body, responses
from sdksmith.openapi.parameters import (
    Parameter,
    fit_template,
    merged,
    parameters,
)
from sdksmith.openapi.texts import fields, mapping
from sdksmith.openapi.top import security, servers
from sdksmith.openapi.work import Spot, Work

_OTHER_FIELDS = frozenset(
    ("summary", "description", "servers", "parameters", "additionalOperations", "$ref")
)
PATH_KEY = "x-sdksmith-path"
"""On an operation: the path to request, where the path's key says something else."""


def paths(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """Path -> method -> operation."""
    found: dict[str, Node] = {}
    for path, item in mapping(work, node, spot).items():
        if path.startswith("x-") and not isinstance(item, dict):
            continue
        if path.startswith("x-"):
            continue
        key = path if path.startswith("/") else f"/{path}"
        to = f"{spot.pointer}/{escape(key)}"
        if key != path:
            message = f"a path starts with `/`; read as `{key}`"
            work.warn(Code.ODD_PATH, message, spot / path)
            work.shifted[to] = (spot / path).pointer
        found[key] = path_item(work, item, spot / path, to, key)
    return found


def path_items(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """Webhooks, or the path items of a callback: name -> method -> operation."""
    return {
        name: path_item(work, item, spot / name, f"{spot.pointer}/{escape(name)}", None)
        for name, item in mapping(work, node, spot).items()
        if not name.startswith("x-")
    }


def path_item(
    work: Work, node: Node, spot: Spot, to: str, path: str | None
) -> dict[str, Node]:
    """Method -> operation; what the path says for all is put into each of them.

    `to` is the canonical pointer of the path item, `path` its template if it has one.
    """
    own = node if isinstance(node, dict) else {}
    beside = {
        k: v for k, v in own.items() if k not in ("$ref", "summary", "description")
    }
    if "$ref" in own:
        node, spot = work.part({k: own[k] for k in own if k not in beside}, spot)
        node = {**beside, **(node or {})}
    item = mapping(work, node, spot)
    shared = parameters(work, item.get("parameters"), spot / "parameters")
    of_path = None
    if "servers" in item:
        of_path = servers(work, item["servers"], spot / "servers")
    found: dict[str, Node] = {}
    for method, inner, place in _methods(work, item, spot):
        here = f"{to}/{escape(method)}"
        if here != place.pointer and not place.pointer.endswith(f"/{escape(method)}"):
            work.shifted[here] = place.pointer
        operation_ = _operation(work, inner, place, here, path, shared)
        if of_path is not None:
            operation_.setdefault("servers", of_path)
        found[method] = operation_
    return found


def _methods(
    work: Work, item: dict[str, Node], spot: Spot
) -> list[tuple[str, dict[str, Node], Spot]]:
    """The operations of a path item, also those that are called unusually."""
    found = []
    for key, inner in item.items():
        place = spot / key
        if key in METHODS:
            if isinstance(inner, dict):
                found.append((key, inner, place))
            else:
                message = f"`{key}` must be a mapping; the operation is left out"
                work.warn(Code.BAD_VALUE, message, place)
        elif key == "additionalOperations":
            more = mapping(work, inner, place)
            found += [
                (name, mapping(work, operation_, place / name), place / name)
                for name, operation_ in more.items()
            ]
        elif key not in _OTHER_FIELDS and not key.startswith("x-"):
            found += _odd_method(work, key, inner, place)
    return found


def _odd_method(
    work: Work, key: str, inner: Node, place: Spot
) -> list[tuple[str, dict[str, Node], Spot]]:
    is_operation = isinstance(inner, dict) and (
        "responses" in inner or "operationId" in inner
    )
    if key.lower() in METHODS and isinstance(inner, dict):
        message = f"a method is written in lower case; read as `{key.lower()}`"
        work.warn(Code.UNKNOWN_METHOD, message, place)
        return [(key.lower(), inner, place)]
    if is_operation:
        message = (
            f"`{key}` is no method that OpenAPI knows here; read as one all the same"
        )
        work.warn(Code.UNKNOWN_METHOD, message, place)
        return [(key.upper(), inner, place)]
    message = f"`{key}` is neither a method nor a field of a path; left out"
    work.warn(Code.UNKNOWN_METHOD, message, place)
    return []


def _operation(
    work: Work,
    node: dict[str, Node],
    spot: Spot,
    to: str,
    path: str | None,
    shared: list[Parameter],
) -> dict[str, Node]:
    out = fields(work, node, spot)
    own = parameters(work, out.pop("parameters", None), spot / "parameters")
    found = merged(shared, own)
    if path is not None:
        path, found = _request_path(work, path, found, out, spot)
        found = fit_template(work, path, found, spot)
    if found:
        out["parameters"] = [parameter_.node for parameter_ in found]
    for index, parameter_ in enumerate(found):
        work.shifted[f"{to}/parameters/{index}"] = parameter_.home
    if "requestBody" in out:
        body = request_body(work, out.pop("requestBody"), spot / "requestBody")
        if body is not None:
            out["requestBody"] = body
    if "responses" not in out and path is not None:
        message = "the operation describes no response; any answer is accepted"
        work.warn(Code.NO_RESPONSES, message, spot)
    out["responses"] = responses(
        work, out.get("responses", {}), spot / "responses", f"{to}/responses"
    )
    _unique_id(work, out, spot)
    if "servers" in out:
        out["servers"] = servers(work, out["servers"], spot / "servers")
    if "security" in out:
        out["security"] = security(work, out["security"], spot / "security")
    if "callbacks" in out:
        out["callbacks"] = _callbacks(work, out["callbacks"], spot / "callbacks")
    return out


def _unique_id(work: Work, out: dict[str, Node], spot: Spot) -> None:
    said = out.get("operationId")
    if said is None:
        return
    known = work.operation_ids
    if said in known or not said.strip():
        message = f"`{said}` names {known.get(said, 'nothing')} already; left out here"
        work.warn(Code.DUPLICATE_OPERATION_ID, message, spot / "operationId")
        del out["operationId"]
        return
    path = spot.above.token if spot.above else ""
    known[said] = f"{spot.token.upper()} {path}"


def _callbacks(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    found = {}
    for name, inner in mapping(work, node, spot).items():
        callback, place = work.part(inner, spot / name)
        if callback is not None:
            found[name] = path_items(work, callback, place)
    return found


def _request_path(
    work: Work,
    key: str,
    found: list[Parameter],
    out: dict[str, Node],
    spot: Spot,
) -> tuple[str, list[Parameter]]:
    """The path of the request, without the query or fragment that its key may have.

    Some documents tell operations apart by `/x?action=y` or `/x#y`, since a path can
    stand only once. The query becomes parameters with one possible value.
    """
    if "?" not in key and "#" not in key:
        return key, found
    parts = urlsplit(key)
    out[PATH_KEY] = parts.path
    place = spot.above or spot
    message = f"`{key}` holds more than a path; `{parts.path}` is requested"
    work.warn(Code.ODD_PATH, message, place)
    known = {parameter_.key for parameter_ in found}
    fixed = [
        Parameter(_fixed(name, value), place.pointer)
        for name, value in parse_qsl(parts.query, keep_blank_values=True)
        if (name, "query") not in known and "{" not in value
    ]
    return parts.path, [*found, *fixed]


def _fixed(name: str, value: str) -> dict[str, Node]:
    return {
        "name": name,
        "in": "query",
        "required": True,
        "schema": {"type": "string", "const": value},
        "style": "form",
        "explode": True,
    }
