"""Paths and webhooks: the operations found, also those that are called unusually."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Final, NamedTuple

from sdksmith.diagnostics.codes import Code
from sdksmith.document.grammar import METHODS
from sdksmith.document.node import Node
from sdksmith.document.pointer import escape
from sdksmith.openapi.operations import Shared, operation
from sdksmith.openapi.parameters import parameters
from sdksmith.openapi.texts import mapping
from sdksmith.openapi.top import servers
from sdksmith.openapi.work import Spot, Work

MORE_OPERATIONS: Final = "x-sdksmith-additionalOperations"
"""In a path item: operations by methods that OpenAPI 3.1 has no field for."""

_TOKEN = re.compile(r"[\w!#$%&'*+.^`|~-]+", re.ASCII)
"""What a method may be (RFC 9110, 9.1)."""
_OTHER_FIELDS = frozenset(("summary", "description", "servers", "parameters", "$ref"))


class _Found(NamedTuple):
    """An operation of a path item; `method` is as it is sent if it is `more`."""

    method: str
    node: dict[str, Node]
    spot: Spot
    is_more: bool = False


def paths(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """Path -> method -> operation."""
    found: dict[str, Node] = {}
    for path, item in mapping(work, node, spot).items():
        if path.startswith("x-"):
            continue
        key = path if path.startswith("/") else f"/{path}"
        to = f"{spot.pointer}/{escape(key)}"
        if key != path:
            message = f"a path starts with `/`; read as `{key}`"
            work.warn(Code.ODD_PATH, message, spot / path)
            work.shifted[to] = (spot / path).pointer
        found[key] = _path_item(work, item, spot / path, to, key)
    return found


def path_items(work: Work, node: Node, spot: Spot) -> dict[str, Node]:
    """Webhooks, or the path items of a callback: name -> method -> operation."""
    start = spot.pointer
    return {
        name: _path_item(work, item, spot / name, f"{start}/{escape(name)}", None)
        for name, item in mapping(work, node, spot).items()
        if not name.startswith("x-")
    }


def _path_item(
    work: Work, node: Node, spot: Spot, to: str, path: str | None
) -> dict[str, Node]:
    node, spot = _behind_ref(work, node, spot)
    item = mapping(work, node, spot)
    of_path = None
    if "servers" in item:
        of_path = servers(work, item["servers"], spot / "servers")
    listed = parameters(work, item.get("parameters"), spot / "parameters")
    shared = Shared(path, listed, of_path)
    found: dict[str, Node] = {}
    for each in _operations(work, item, spot):
        holder, here = found, to
        if each.is_more:
            holder = found.setdefault(MORE_OPERATIONS, {})
            here = f"{to}/{MORE_OPERATIONS}"
        here = f"{here}/{escape(each.method)}"
        if each.is_more or each.method != each.spot.token:
            work.shifted[here] = each.spot.pointer
        made = operation(work, each.node, each.spot, here, shared)
        if "callbacks" in made:
            made["callbacks"] = _callbacks(work, made, each.spot / "callbacks")
        holder[each.method] = made
    return found


def _behind_ref(work: Work, node: Node, spot: Spot) -> tuple[Node, Spot]:
    """A path item behind its `$ref`; what stands beside that counts more."""
    if not isinstance(node, dict) or "$ref" not in node:
        return node, spot
    texts = ("$ref", "summary", "description")
    beside = {name: value for name, value in node.items() if name not in texts}
    ref = {name: value for name, value in node.items() if name in texts}
    target, there = work.part(ref, spot)
    if target is None:
        return beside, spot
    return ({**target, **beside} if isinstance(target, dict) else target), there


def _operations(work: Work, item: dict[str, Node], spot: Spot) -> Iterator[_Found]:
    """The operations of a path item, each method once."""
    known = dict.fromkeys(key for key in item if key in METHODS)
    for each in _written(work, item, spot):
        is_plain = each.spot.above is spot and each.method == each.spot.token
        if not is_plain and each.method in known:
            message = f"there is `{each.method}` already; this one is left out"
            work.warn(Code.UNKNOWN_METHOD, message, each.spot)
        elif not _TOKEN.fullmatch(each.method):
            message = f"`{each.method}` cannot be a method; the operation is left out"
            work.warn(Code.UNKNOWN_METHOD, message, each.spot)
        else:
            known[each.method] = None
            yield each


def _written(work: Work, item: dict[str, Node], spot: Spot) -> Iterator[_Found]:
    for key, inner in item.items():
        place = spot / key
        if key in METHODS and isinstance(inner, dict):
            yield _Found(key, inner, place)
        elif key in METHODS:
            message = f"`{key}` must be a mapping; the operation is left out"
            work.warn(Code.BAD_VALUE, message, place)
        elif key == "additionalOperations":
            for method, node in mapping(work, inner, place).items():
                yield _more(method, mapping(work, node, place / method), place / method)
        elif key not in _OTHER_FIELDS and not key.startswith("x-"):
            yield from _unusual(work, key, inner, place)


def _more(method: str, node: dict[str, Node], place: Spot) -> _Found:
    """An operation by a method that is sent as it is spelled; none by `get` as `GET`."""
    lower = method.lower()
    if lower in METHODS:
        return _Found(lower, node, place)
    return _Found(method, node, place, is_more=True)


def _unusual(work: Work, key: str, inner: Node, place: Spot) -> Iterator[_Found]:
    method = key.lower()
    is_operation = isinstance(inner, dict) and (
        "responses" in inner or "operationId" in inner
    )
    if method in METHODS and isinstance(inner, dict):
        message = f"a method is written in lower case; read as `{method}`"
        yield _Found(method, inner, place)
    elif is_operation:
        message = f"OpenAPI has no method `{key}`; read as one all the same"
        yield _Found(key.upper(), inner, place, is_more=True)
    else:
        message = f"`{key}` is neither a method nor a field of a path; left out"
    work.warn(Code.UNKNOWN_METHOD, message, place)


def _callbacks(work: Work, made: dict[str, Node], spot: Spot) -> dict[str, Node]:
    found = {}
    for name, inner in mapping(work, made["callbacks"], spot).items():
        callback, place = work.part(inner, spot / name)
        if callback is not None:
            found[name] = path_items(work, callback, place)
    return found
