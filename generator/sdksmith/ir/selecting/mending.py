"""Takes back what was found out about an API where it rests on a part left out."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import fields, replace

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, ErrorShape, schemas_by_id
from sdksmith.ir.operations import MemberPath, MultiStatus, Operation, Pagination
from sdksmith.ir.refine.bodies import Bodies, success_types
from sdksmith.ir.refine.events import EVENT, body_types
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import UnionSchema
from sdksmith.ir.types import Ref, Type


def mend(before: Api, after: Api, diagnostics: Diagnostics) -> Api:
    """The API without pages, batches and error members that lead nowhere any more."""
    old, new = Bodies(schemas_by_id(before)), Bodies(schemas_by_id(after))
    wholes = {operation.id: operation for operation in before.operations}
    operations = []
    for operation in after.operations:
        mended = operation
        if operation.pagination is not None:
            whole = wholes[operation.id]
            if not _pages(operation, whole, new, old):
                mended = replace(mended, pagination=None)
        batch = operation.multi_status
        if batch is not None and not _divides(batch, new):
            mended = replace(mended, multi_status=None)
        if mended != operation:
            message = "something that its pages or batches need is left out"
            diagnostics.warn(Code.LEFT_OUT_NEEDED, message, at=operation.origin)
        operations.append(mended)
    shape = after.error_shape and _error_shape(after.error_shape, new)
    after = replace(after, operations=tuple(operations), error_shape=shape)
    return _with_event(after, fewer=len(before.webhooks) > len(after.webhooks))


def _pages(operation: Operation, whole: Operation, new: Bodies, old: Bodies) -> bool:
    """Whether paging still finds its parameter and its members."""
    assert operation.pagination is not None, "only paged operations are looked at"
    known = {parameter.wire_name for parameter in operation.parameters}
    gone = {parameter.wire_name for parameter in whole.parameters} - known
    if not gone.isdisjoint(_words(operation.pagination)):
        return False
    for path in _paths(operation.pagination):
        led = any(_leads(old, used, path) for used in success_types(whole))
        leads = any(_leads(new, used, path) for used in success_types(operation))
        if led and not leads:
            return False
    return True


def _words(pagination: Pagination) -> Iterator[str]:
    values = (getattr(pagination, field.name) for field in fields(pagination))
    yield from (value for value in values if isinstance(value, str))


def _paths(pagination: Pagination) -> Iterator[MemberPath]:
    """Whatever in it leads from a body to a member."""
    values = (getattr(pagination, field.name) for field in fields(pagination))
    yield from (value for value in values if isinstance(value, tuple))


def _leads(bodies: Bodies, used: Type, path: MemberPath) -> bool:
    for wire_name in path:
        found = bodies.as_object(used)
        field = bodies.fields(found).get(wire_name) if found is not None else None
        if field is None:
            return False
        used = field.type
    return True


def _divides(batch: MultiStatus, bodies: Bodies) -> bool:
    found = bodies.as_object(Ref(batch.schema))
    needed = {batch.succeeded, *batch.failed, *filter(None, [batch.summary])}
    return found is not None and needed <= bodies.fields(found).keys()


def _error_shape(shape: ErrorShape, bodies: Bodies) -> ErrorShape | None:
    body = Ref(shape.schema)
    if bodies.as_object(body) is None or not _leads(bodies, body, shape.detail):
        return None

    def kept(path: MemberPath | None) -> MemberPath | None:
        return path if path is not None and _leads(bodies, body, path) else None

    return replace(shape, code=kept(shape.code), message=kept(shape.message))


def _with_event(api: Api, *, fewer: bool) -> Api:
    """The API whose event is one of the webhooks that are left, if that is several."""
    hooks = [hook for hook in api.webhooks if hook.caller is None]
    if api.event is None or not fewer:
        return api
    if len(hooks) <= 1:
        return replace(api, event=None)
    left = {used for hook in hooks for used in body_types(hook)}
    events = [
        replace(each, variants=tuple(v for v in each.variants if v.type in left))
        for each in api.schemas
        if each.id == EVENT and isinstance(each, UnionSchema)
    ]
    return with_schemas(api, events)
