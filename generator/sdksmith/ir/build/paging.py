"""Reads what extensions say of pages: sdksmith's own, Speakeasy's and Fern's."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from typing import TypeAlias

from sdksmith.config.paging import Fault, PagingRule, read_rule
from sdksmith.diagnostics.codes import Code
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.nodes import Node, mapping, sequence, text
from sdksmith.ir.operations import PagingHint

OWN = "x-sdksmith-pagination"
SPEAKEASY = "x-speakeasy-pagination"
FERN = "x-fern-pagination"

_Reader: TypeAlias = Callable[[object, Node], "PagingRule | Fault"]
_PATH = re.compile(r"\$\.([\w$@.-]+)")
_PROBLEM = Fault("sdksmith is not certain what this means")


def read_paging(context: Context, node: Node, pointer: str) -> PagingHint | None:
    """What the first extension of an operation that can be understood says."""
    for name, reader in _READERS.items():
        if name not in node:
            continue
        at = f"{pointer}/{name}"
        found = reader(node[name], context.document.tree)
        if isinstance(found, PagingRule):
            return PagingHint(found, context.origin(at))
        message = f"`{name}`: {found.message}"
        context.warn(Code.PAGINATION_NOT_UNDERSTOOD, message, at)
    return None


def _own(said: object, _: Node) -> PagingRule | Fault:
    return read_rule(said)


def _speakeasy(said: object, _: Node) -> PagingRule | Fault:
    """Inputs by what they are for, and outputs as JSONPaths."""
    inputs = {
        text(each, "type"): each
        for each in sequence(said, "inputs")
        if isinstance(each, Mapping)
    }
    outputs = dict(_members(mapping(said, "outputs"), _PATH))
    if len(outputs) != len(mapping(said, "outputs")):
        return _PROBLEM
    kind = text(said, "type")
    rule: dict[str, object] = {"items": outputs.get("results")}
    if kind == "url":
        rule |= {"style": "next-url", "next": outputs.get("nextUrl")}
    elif kind == "cursor":
        rule |= {"style": "cursor", "next": outputs.get("nextCursor")}
    elif kind == "offsetLimit" and ("page" in inputs) != ("offset" in inputs):
        rule["style"] = "page" if "page" in inputs else "offset"
        limit = text(inputs.get("limit"), "name")
        rule |= {"limit": limit, "pages": outputs.get("numPages")}
        if rule["style"] == "offset":
            rule.pop("pages")
    else:
        return _PROBLEM
    taker = inputs.get("cursor" if kind == "cursor" else str(rule["style"]))
    place = text(taker, "in")
    if taker is not None and place in _SPEAKEASY_PLACES:
        rule |= {"parameter": text(taker, "name"), "in": _SPEAKEASY_PLACES[place]}
    return _stated(rule)


_SPEAKEASY_PLACES = {"parameters": "query", "requestBody": "body"}
_REQUEST = re.compile(r"\$request\.([\w$@.-]+)")
_RESPONSE = re.compile(r"\$response\.([\w$@.-]+)")


def _fern(said: object, document: Node) -> PagingRule | Fault:
    """`$request` and `$response` paths; `true` is what the document says for all."""
    if said is False:
        return PagingRule(None)
    node = mapping(document, FERN) if said is True else said
    if not isinstance(node, Mapping):
        return _PROBLEM
    asked = dict(_members(node, _REQUEST))
    given = dict(_members(node, _RESPONSE))
    if len(asked) + len(given) != len(node):
        return _PROBLEM
    rule: dict[str, object] = {"items": given.get("results")}
    rule["has_more"] = given.get("has-next-page")
    if "next_uri" in given:
        rule |= {"style": "next-url", "next": given["next_uri"]}
    elif "cursor" in asked:
        rule |= {"style": "cursor", "parameter": asked["cursor"]}
        rule["next"] = given.get("next_cursor")
    elif "offset" in asked:
        # Without a step Fern counts pages, with one it counts items.
        rule |= {"style": "offset" if "step" in asked else "page"}
        rule |= {"parameter": asked["offset"], "limit": asked.get("step")}
    return _stated(rule)


def _members(node: Node, form: re.Pattern[str]) -> Iterator[tuple[str, str]]:
    """The members that are written in this form, with what it holds."""
    for name, value in node.items():
        found = form.fullmatch(value) if isinstance(value, str) else None
        if found is not None:
            yield name, found[1]


def _stated(rule: Mapping[str, object]) -> PagingRule | Fault:
    found = read_rule({key: each for key, each in rule.items() if each is not None})
    return found if isinstance(found, PagingRule) else _PROBLEM


_READERS: Mapping[str, _Reader] = {OWN: _own, SPEAKEASY: _speakeasy, FERN: _fern}
