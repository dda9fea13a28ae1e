"""Reads arrays and tuples."""

from __future__ import annotations

from sdksmith.ir.build.context import TypeReader
from sdksmith.ir.build.nodes import Node, count, sequence
from sdksmith.ir.build.places import Place
from sdksmith.ir.types import ListOf, TupleOf, Type, Unknown


def read_array(reader: TypeReader, node: Node, place: Place) -> Type:
    """The type of `type: array`, by `items` and `prefixItems`."""
    for keyword in ("prefixItems", "items"):
        first = sequence(node, keyword)
        if first:
            return _tuple(reader, node, place, keyword)
    items = node.get("items", True)
    return ListOf(
        Unknown() if items is True else reader.read(items, place.item()),
        min_items=count(node, "minItems"),
        max_items=count(node, "maxItems"),
    )


def _tuple(reader: TypeReader, node: Node, place: Place, keyword: str) -> Type:
    first = sequence(node, keyword)
    items = tuple(
        reader.read(item, place.item(keyword, index)) for index, item in enumerate(first)
    )
    # Before 2020-12, `items` held the first items and `additionalItems` the rest.
    rest_keyword = "items" if keyword == "prefixItems" else "additionalItems"
    rest = node.get(rest_keyword, True)
    if rest is False or count(node, "maxItems") == len(first):
        return TupleOf(items)
    if rest is True:
        return TupleOf(items, Unknown())
    return TupleOf(items, reader.read(rest, place.item(rest_keyword)))
