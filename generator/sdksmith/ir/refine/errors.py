"""Finds the one body that error answers share."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, ErrorShape, schemas_by_id
from sdksmith.ir.operations import MemberPath
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.bodies import Bodies, json_type
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.refine.replacing import with_schemas
from sdksmith.ir.schemas import Field, HintSource, NameHint, ObjectSchema, Schema
from sdksmith.ir.types import OperationId, PrimitiveKind, Ref, SchemaId

_CODES = ("code", "error_code", "errorCode", "type", "error")
_MESSAGES = (
    "message",
    "error_message",
    "errorMessage",
    "msg",
    "detail",
    "error_description",
    "description",
    "reason",
    "title",
)
_DETAILS = ("error", "errors", "err", "fault")
_FIELDS = ("field", "path", "param", "parameter", "pointer", "property", "loc")


def find_error_shape(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with its error shape, and with good names for it where it was inline."""
    users = _users(api)
    objects = {schema.id for schema in api.schemas if isinstance(schema, ObjectSchema)}
    before = Bodies(schemas_by_id(api))
    ranked = sorted(
        (name for name in users if name in objects),
        key=lambda name: (
            -users[name].total(),
            _shape(before, name).message is None,
            name,
        ),
    )
    api = with_schemas(api, _field_errors(api))
    if not ranked:
        return api
    bodies = Bodies(schemas_by_id(api))
    shape = _shape(bodies, ranked[0])
    if is_inline(ranked[0]) and len(users[ranked[0]]) > 1:
        api = with_schemas(api, _named(bodies, shape))
    return replace(api, error_shape=shape)


def _users(api: Api) -> Mapping[SchemaId, Counter[OperationId]]:
    """How often each schema is the body of an error, by operation."""
    users: dict[SchemaId, Counter[OperationId]] = {}
    for operation in api.operations:
        for response in operation.responses:
            used = json_type(response) if response.is_error else None
            if isinstance(used, Ref):
                users.setdefault(used.target, Counter())[operation.id] += 1
    return users


def _shape(bodies: Bodies, name: SchemaId) -> ErrorShape:
    detail: MemberPath = ()
    body = bodies.as_object(Ref(name))
    fields = bodies.fields(body) if body is not None else {}
    if _message(bodies, fields) is None:
        inner = [
            (wire_name, found)
            for wire_name in _DETAILS
            if wire_name in fields
            and (found := bodies.as_object(fields[wire_name].type))
        ]
        if inner:
            detail, fields = (inner[0][0],), bodies.fields(inner[0][1])
    code, message = _code(bodies, fields), _message(bodies, fields)
    return ErrorShape(
        schema=name,
        detail=detail,
        code=(*detail, code) if code else None,
        message=(*detail, message) if message else None,
    )


def _code(bodies: Bodies, fields: Mapping[str, Field]) -> str | None:
    for name in _CODES:
        if name in fields and bodies.as_object(fields[name].type) is None:
            return name if bodies.as_list(fields[name].type) is None else None
    return None


def _message(bodies: Bodies, fields: Mapping[str, Field]) -> str | None:
    for name in _MESSAGES:
        if name in fields and bodies.is_kind(fields[name].type, PrimitiveKind.STRING):
            return name
    return None


def _named(bodies: Bodies, shape: ErrorShape) -> Iterable[Schema]:
    """The error body, and the object in it that tells what went wrong."""
    body = bodies.schemas[shape.schema]
    yield _with_words(body, "Error", "Response")
    if shape.detail and isinstance(body, ObjectSchema):
        detail = bodies.as_object(bodies.fields(body)[shape.detail[0]].type)
        if detail is not None and is_inline(detail.id):
            yield _with_words(detail, "Error", "Detail")


def _field_errors(api: Api) -> Iterable[Schema]:
    """Inline items of a list of errors that name a field and a message."""
    bodies = Bodies(schemas_by_id(api))
    for schema in api.schemas:
        if isinstance(schema, ObjectSchema):
            listed = bodies.fields(schema).get("errors")
            found = bodies.as_list(listed.type) if listed else None
            item = bodies.as_object(found.item) if found else None
            if item is not None and is_inline(item.id):
                names = bodies.fields(item)
                if "message" in names and any(name in names for name in _FIELDS):
                    yield _with_words(item, "Field", "Error")


def _with_words(schema: Schema, *words: str) -> Schema:
    hint = NameHint(words, HintSource.ROLE, otherwise=schema.hint)
    return replace(schema, hint=hint)
