"""The part of an API that `include` and `exclude` leave."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace

from sdksmith.config.near import near
from sdksmith.config.places import Places
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, Group, Webhook, schemas_by_id
from sdksmith.ir.operations import Operation
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.selecting.entries import (
    Entry,
    Kind,
    operation_pointers,
    path_key,
    read_entry,
)
from sdksmith.ir.selecting.leaving import leave_out
from sdksmith.ir.selecting.mending import mend
from sdksmith.ir.selecting.pointers import ComponentPart, Part, parts_by_pointer
from sdksmith.ir.walk import reached


@dataclass(frozen=True, slots=True)
class Selection:
    """The entries of the config, and where they stand in it."""

    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    places: Places = field(default_factory=dict)


def select(api: Api, selection: Selection, diagnostics: Diagnostics) -> Api:
    """The operations that are included, all without any, less what is excluded.

    Schemas that nothing is left to use go too. An entry that matches nothing is told.
    """
    if not selection.include and not selection.exclude:
        return api
    include = [read_entry(text).with_tags_within(api) for text in selection.include]
    exclude = [read_entry(text).with_tags_within(api) for text in selection.exclude]
    parts = parts_by_pointer(api)
    _tell_misses(api, selection, [*include, *exclude], parts.keys(), diagnostics)
    operations = tuple(o for o in api.operations if _is_kept(o, include, exclude))
    webhooks = tuple(
        webhook
        for webhook in api.webhooks
        if _is_webhook_kept(webhook, include, exclude, operations)
    )
    smaller = replace(api, operations=operations, webhooks=webhooks)
    asked = {part for e in include for part in parts.get(e.text, ())}
    gone = {part for e in exclude for part in parts.get(e.text, ())}
    left = leave_out(smaller, gone, diagnostics)
    left = mend(api, left, diagnostics)
    return _pruned(api, left, asked, only_included=bool(include))


def _is_kept(
    operation: Operation, include: Sequence[Entry], exclude: Sequence[Entry]
) -> bool:
    wanted = not include or any(entry.takes(operation) for entry in include)
    return wanted and not any(entry.takes(operation) for entry in exclude)


def _is_webhook_kept(
    webhook: Webhook,
    include: Sequence[Entry],
    exclude: Sequence[Entry],
    operations: Iterable[Operation],
) -> bool:
    """A callback stays with its operation, any other webhook as entries say."""
    if any(entry.takes_webhook(webhook) for entry in exclude):
        return False
    if webhook.caller is not None:
        return any(webhook.caller == operation.id for operation in operations)
    return not include or any(entry.takes_webhook(webhook) for entry in include)


def _pruned(
    whole: Api, left: Api, asked: Iterable[Part], *, only_included: bool
) -> Api:
    """The API without schemas that are used no more.

    Where nothing was included by name, components that nobody used anyway stay.
    """
    schemas = schemas_by_id(left)
    roots = {part.schema for part in asked if isinstance(part, ComponentPart)}
    if not only_included:
        used = reached(whole, ())
        roots |= {name for name in schemas if not is_inline(name) and name not in used}
    needed = reached(left, roots)
    shape = left.error_shape
    if shape is not None and shape.schema not in needed:
        left = replace(left, error_shape=None)
    return replace(
        left,
        schemas=tuple(schema for schema in left.schemas if schema.id in needed),
        groups=_groups(whole, left),
        merged=tuple(pair for pair in left.merged if pair[1] in needed),
    )


def _groups(whole: Api, left: Api) -> tuple[Group, ...]:
    """The tags of what is left; those that nothing had stay too."""
    before = {name for operation in whole.operations for name in operation.groups}
    after = {name for operation in left.operations for name in operation.groups}
    gone = before - after
    return tuple(group for group in left.groups if group.name not in gone)


def _tell_misses(
    api: Api,
    selection: Selection,
    entries: Iterable[Entry],
    pointers: Iterable[str],
    diagnostics: Diagnostics,
) -> None:
    known = set(pointers)
    for entry in entries:
        if entry.text in known or _matches(api, entry):
            continue
        key = "include" if entry.text in selection.include else "exclude"
        said = selection.places.get((key, entry.text))
        hint = near(entry.text, _all_entries(api, known, entry))
        diagnostics.error(
            Code.SELECTION_MISSES,
            f"`{entry.text}` in `{key}` matches nothing in the document{hint}",
            at=said.origin if said else None,
            position=said.position if said else None,
        )


def _matches(api: Api, entry: Entry) -> bool:
    return any(map(entry.takes, api.operations)) or any(
        map(entry.takes_webhook, api.webhooks)
    )


def _all_entries(api: Api, pointers: Iterable[str], like: Entry) -> Iterator[str]:
    """Entries of the same kind that would match something."""
    match like.kind:
        case Kind.TAG:
            yield from (f"tag:{group.name}" for group in api.groups)
        case Kind.WEBHOOK:
            yield from (f"webhook:{webhook.name}" for webhook in api.webhooks)
        case Kind.POINTER:
            yield from pointers
            for operation in api.operations:
                yield from operation_pointers(operation)
        case Kind.ROUTE:
            for operation in api.operations:
                yield path_key(operation) if like.method == "*" else operation.id
        case Kind.OPERATION_ID:
            for operation in api.operations:
                yield from operation.hint.words if operation.hint else ()
            yield from (f"tag:{group.name}" for group in api.groups)
