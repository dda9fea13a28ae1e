"""Names the inline envelope of a page after its items."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies, success_types
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import HintSource, NameHint, Schema
from sdksmith.ir.types import Nullable, OperationId, Ref, SchemaId


def name_pages(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with a hint such as Lead + (`Page`) for each inline envelope."""
    bodies = Bodies(schemas_by_id(api))
    changed: dict[SchemaId, Schema] = {}
    for operation in api.operations:
        pages, body = operation.pagination, next(success_types(operation), None)
        if pages is None or pages.detail is not None:
            continue
        envelope = bodies.as_object(body) if body is not None else None
        if envelope is None or not is_inline(envelope.id):
            continue
        plain = pages.item_type
        item = plain.inner if isinstance(plain, Nullable) else plain
        hint = _role(operation.id, "Page", envelope.hint)
        if isinstance(item, Ref):
            if is_inline(item.target):
                named = bodies.schemas[item.target]
                own = _role(operation.id, "Item", None)
                changed.setdefault(item.target, replace(named, hint=own))
            hint = NameHint(
                ("Page",), HintSource.ROLE, owner=item.target, otherwise=hint
            )
        changed.setdefault(envelope.id, replace(envelope, hint=hint))
    return with_schemas(api, changed.values())


def _role(operation: OperationId, word: str, otherwise: NameHint | None) -> NameHint:
    return NameHint((word,), HintSource.ROLE, operation=operation, otherwise=otherwise)
