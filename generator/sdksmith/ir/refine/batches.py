"""Finds answers to batches, and names the two sides of single-or-batch answers."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import MultiStatus, Operation
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies, success_types
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.refine.replacing import with_operations, with_schemas
from sdksmith.ir.schemas import (
    Field,
    HintSource,
    NameHint,
    ObjectSchema,
    Schema,
    UnionSchema,
)
from sdksmith.ir.types import PrimitiveKind, SchemaId
from sdksmith.ir.words import split_words

_FAILURES = frozenset(
    {
        "failed",
        "failure",
        "failures",
        "malformed",
        "error",
        "errors",
        "invalid",
        "rejected",
        "unprocessed",
        "skipped",
    }
)
_WORDS = ("Single", "Batch")
_MULTI_STATUS = 207


def name_batches(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """Hints for unions where a member is an object in one and a list in the other."""
    bodies = Bodies(schemas_by_id(api))
    changed: dict[SchemaId, Schema] = {}
    for schema in api.schemas:
        if isinstance(schema, UnionSchema):
            for side, word in _sides(bodies, schema):
                if is_inline(side.id):
                    hint = _side_hint(schema, side.hint, word)
                    changed.setdefault(side.id, replace(side, hint=hint))
    return with_schemas(api, changed.values())


def _sides(bodies: Bodies, union: UnionSchema) -> Iterator[tuple[ObjectSchema, str]]:
    found = [bodies.as_object(variant.type) for variant in union.variants]
    objects = [side for side in found if side is not None]
    if len(objects) != len(union.variants) or len(objects) != len(_WORDS):
        return
    first, second = objects
    if _is_batch_of(bodies, second, first):
        yield from zip((first, second), _WORDS, strict=True)
    elif _is_batch_of(bodies, first, second):
        yield from zip((second, first), _WORDS, strict=True)


def _is_batch_of(bodies: Bodies, batch: ObjectSchema, single: ObjectSchema) -> bool:
    listed, fields = bodies.fields(batch), bodies.fields(single)
    for name in listed.keys() & fields.keys():
        found = bodies.as_list(listed[name].type)
        one = bodies.as_object(fields[name].type)
        if found is not None and one is not None and bodies.holds_objects(found):
            return True
    return False


def _side_hint(union: UnionSchema, plain: NameHint, word: str) -> NameHint:
    if union.hint.operation is not None:
        operation = union.hint.operation
        return NameHint((word,), HintSource.ROLE, operation=operation, otherwise=plain)
    return NameHint((word,), HintSource.OWNER, owner=union.id, otherwise=plain)


def find_multi_status(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with what succeeded, what failed and the counts of each batch answer."""
    bodies = Bodies(schemas_by_id(api))
    return with_operations(
        api,
        (replace(o, multi_status=_multi_status(bodies, o)) for o in api.operations),
    )


def _multi_status(bodies: Bodies, operation: Operation) -> MultiStatus | None:
    said = any(
        r.status.low == r.status.high == _MULTI_STATUS for r in operation.responses
    )
    for used in success_types(operation):
        found = bodies.resolved(used)
        inner = (
            [bodies.as_object(variant.type) for variant in found.variants]
            if isinstance(found, UnionSchema)
            else [bodies.as_object(used)]
        )
        for schema in inner:
            batch = _batch(bodies, schema) if schema is not None else None
            if batch is not None and (said or batch.summary is not None):
                return batch
    return None


def _batch(bodies: Bodies, schema: ObjectSchema) -> MultiStatus | None:
    fields = bodies.fields(schema)
    lists = [
        name
        for name, field in fields.items()
        if (listed := bodies.as_list(field.type)) and bodies.holds_objects(listed)
    ]
    failed = tuple(
        name for name in lists if not _FAILURES.isdisjoint(split_words(name))
    )
    succeeded = [name for name in lists if name not in failed]
    if len(succeeded) != 1 or not failed:
        return None
    counters = [name for name in fields if _counts(bodies, fields, name)]
    summary = counters[0] if len(counters) == 1 else None
    return MultiStatus(schema.id, succeeded[0], failed, summary)


def _counts(bodies: Bodies, fields: Mapping[str, Field], name: str) -> bool:
    found = bodies.as_object(fields[name].type)
    inner = bodies.fields(found).values() if found is not None else ()
    whole = PrimitiveKind.INTEGER
    return len(inner) > 1 and all(bodies.is_kind(f.type, whole) for f in inner)
