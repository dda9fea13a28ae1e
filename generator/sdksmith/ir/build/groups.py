"""Reads tags, and which of them lead to each operation."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import replace

from sdksmith.ir.api import Group
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.nodes import sequence, text
from sdksmith.ir.operations import Operation


def read_groups(
    tree: Mapping[str, object], operations: Sequence[Operation]
) -> tuple[Group, ...]:
    """The declared tags, then those that operations use without a declaration."""
    declared = [
        Group(name, object_doc(node), text(node, "parent"), text(node, "kind"))
        for node in sequence(tree, "tags")
        if isinstance(node, Mapping) and (name := text(node, "name"))
    ]
    known = {group.name for group in declared}
    used = (name for operation in operations for name in operation.groups)
    unknown = [name for name in dict.fromkeys(used) if name not in known]
    return (*declared, *(Group(name) for name in unknown))


def with_homes(
    operations: Iterable[Operation], groups: Iterable[Group]
) -> tuple[Operation, ...]:
    """The operations, each with the tags that lead to it."""
    known = {group.name: group for group in groups}
    return tuple(
        replace(operation, home=_home(operation.groups, known))
        for operation in operations
    )


def _home(names: Iterable[str], known: Mapping[str, Group]) -> tuple[str, ...]:
    """The way to the first tag that is a place, or to a later one within that."""
    home: tuple[str, ...] = ()
    for name in names:
        if not known[name].is_place:
            continue
        way = _way(name, known)
        if way[: len(home)] == home:
            home = way
    return home


def _way(name: str, known: Mapping[str, Group]) -> tuple[str, ...]:
    """A tag after the ones it stands within, as far as those are places."""
    way = [name]
    parent = known[name].parent
    while parent is not None:
        if known[parent].is_place:
            way.insert(0, parent)
        parent = known[parent].parent
    return tuple(way)
