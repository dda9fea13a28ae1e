"""Merges schema objects that must all hold into one that says the same."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence

from sdksmith.ir.build.nodes import Node

_HIGHEST = ("minimum", "exclusiveMinimum", "minLength", "minItems", "minProperties")
_LOWEST = ("maximum", "exclusiveMaximum", "maxLength", "maxItems", "maxProperties")
_SCHEMAS = ("items", "additionalProperties", "propertyNames")


def merge_nodes(nodes: Sequence[Node]) -> Node | None:
    """One schema object that holds where all do; None where they contradict."""
    together: dict[str, object] = {}
    for node in nodes:
        for key, value in node.items():
            if key not in together:
                together[key] = value
                continue
            merged = _merge(key, together[key], value)
            if merged is None:
                return None
            together[key] = merged
    return together


def _merge(key: str, first: object, second: object) -> object | None:
    if first == second:
        return first
    if key == "type":
        return _common_kinds(_listed(first), _listed(second))
    if key in {"enum", "const"}:
        return [value for value in _listed(first) if value in _listed(second)] or None
    if key == "allOf":
        return [*_listed(first), *_listed(second)]
    if key in _SCHEMAS:
        return {"allOf": [first, second]}
    if key == "properties" and isinstance(first, Mapping) and isinstance(second, Mapping):
        return _merged_members(first, second)
    if key == "required":
        return list(dict.fromkeys([*_listed(first), *_listed(second)]))
    if key in _HIGHEST:
        return _chosen(first, second, max)
    if key in _LOWEST:
        return _chosen(first, second, min)
    return second


def _merged_members(first: Node, second: Node) -> Node:
    shared = first.keys() & second.keys()
    both = {name: {"allOf": [first[name], second[name]]} for name in shared}
    return {**first, **second, **both}


def _listed(value: object) -> list[object]:
    return list(value) if isinstance(value, list | tuple) else [value]


def _common_kinds(first: list[object], second: list[object]) -> object | None:
    common = [kind for kind in first if kind in second]
    whole = {"integer", "number"}
    if not common and whole <= {*first, *second}:
        return "integer"
    return common[0] if len(common) == 1 else common or None


def _chosen(
    first: object, second: object, choose: Callable[[float, float], float]
) -> object:
    if isinstance(first, int | float) and isinstance(second, int | float):
        return choose(first, second)
    return second
