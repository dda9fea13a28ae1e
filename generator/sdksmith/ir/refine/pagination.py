"""Finds operations that are paged by a cursor, from their own shapes alone."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import CursorPages, Evidence, MemberPath, Operation, Place
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies, success_types
from sdksmith.ir.refine.replacing import with_operations
from sdksmith.ir.schemas import Field
from sdksmith.ir.types import ListOf, PrimitiveKind
from sdksmith.ir.words import split_words

_CURSORS = frozenset(
    {
        "cursor",
        "next cursor",
        "page cursor",
        "start cursor",
        "after cursor",
        "after",
        "page token",
        "next page token",
        "next token",
        "continuation token",
        "pagination token",
    }
)
_NEXT = frozenset(
    {
        "next cursor",
        "next page cursor",
        "end cursor",
        "cursor next",
        "next page token",
        "next token",
        "next continuation token",
        "continuation token",
        "next pagination token",
    }
)
_MORE = frozenset(
    {"has more", "has next", "has next page", "has more pages", "has more items"}
)


@dataclass(frozen=True, slots=True)
class _Info:
    """Where the paging members are."""

    path: MemberPath
    next_cursor: MemberPath
    has_more: MemberPath | None


def detect_pagination(api: Api, options: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API with the pages of each operation that leaves no doubt."""
    if not options.detect_pagination:
        return api
    bodies = Bodies(schemas_by_id(api))
    changed = []
    for operation in api.operations:
        pages = _pages(bodies, operation) if operation.pagination is None else None
        if pages is not None:
            message = (
                f"`{operation.id}` is paged: `{pages.parameter}` takes "
                f"`{'.'.join(pages.next_cursor)}`, items are in `{'.'.join(pages.items)}`"
            )
            diagnostics.note(Code.PAGINATION_DETECTED, message, at=operation.origin)
            changed.append(replace(operation, pagination=pages))
    return with_operations(api, changed)


def _pages(bodies: Bodies, operation: Operation) -> CursorPages | None:
    cursors = [
        parameter.wire_name
        for parameter in operation.parameters
        if parameter.place is Place.QUERY and _says(parameter.wire_name, _CURSORS)
    ]
    types = list(dict.fromkeys(success_types(operation)))
    body = bodies.as_object(types[0]) if len(types) == 1 else None
    if body is None or len(cursors) != 1:
        return None
    fields = bodies.fields(body)
    found = list(_infos(bodies, fields))
    if len(found) != 1:
        return None
    info = found[0]
    rest = {name: field for name, field in fields.items() if (name,) != info.path}
    items, detail, listed = _items(bodies, rest)
    if listed is None:
        return None
    return CursorPages(
        parameter=cursors[0],
        items=items,
        next_cursor=info.next_cursor,
        has_more=info.has_more,
        info=info.path,
        detail=detail,
        item_type=listed.item,
        evidence=Evidence.DETECTED,
    )


def _infos(bodies: Bodies, fields: Mapping[str, Field]) -> Iterator[_Info]:
    """The body itself, or the objects in it, where there is a next cursor."""
    own = _info(bodies, fields, ())
    if own is not None:
        yield own
    for name, field in fields.items():
        inner = bodies.as_object(field.type)
        found = _info(bodies, bodies.fields(inner), (name,)) if inner else None
        if found is not None:
            yield found


def _info(
    bodies: Bodies, fields: Mapping[str, Field], path: MemberPath
) -> _Info | None:
    text = PrimitiveKind.STRING
    following = [
        name
        for name, field in fields.items()
        if _says(name, _NEXT) and bodies.is_kind(field.type, text)
    ]
    more = [
        name
        for name, field in fields.items()
        if _says(name, _MORE) and bodies.is_kind(field.type, PrimitiveKind.BOOLEAN)
    ]
    if len(following) != 1:
        return None
    has_more = (*path, more[0]) if len(more) == 1 else None
    return _Info(path, (*path, following[0]), has_more)


def _items(
    bodies: Bodies, fields: Mapping[str, Field]
) -> tuple[MemberPath, MemberPath | None, ListOf | None]:
    """The one list of the body, or that of the one resource in it, and the resource."""
    own = _only_list(bodies, fields)
    if own is not None:
        return (own[0],), None, own[1]
    objects = [
        (name, found)
        for name, field in fields.items()
        if (found := bodies.as_object(field.type))
    ]
    has_lists = any(bodies.as_list(field.type) for field in fields.values())
    if len(objects) != 1 or has_lists:
        return (), None, None
    name, resource = objects[0]
    inner = _only_list(bodies, bodies.fields(resource))
    return ((name, inner[0]), (name,), inner[1]) if inner else ((), None, None)


def _only_list(
    bodies: Bodies, fields: Mapping[str, Field]
) -> tuple[str, ListOf] | None:
    """The one member that is a list of objects, or else the one that is a list."""
    lists = [
        (name, listed)
        for name, field in fields.items()
        if (listed := bodies.as_list(field.type))
    ]
    candidates = [one for one in lists if bodies.holds_objects(one[1])] or lists
    return candidates[0] if len(candidates) == 1 else None


def _says(wire_name: str, phrases: frozenset[str]) -> bool:
    return " ".join(split_words(wire_name)) in phrases
