"""Leaves out inline schemas that nothing uses any more."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.types import SchemaId
from sdksmith.ir.walk import all_operations, operation_types, schema_uses, type_uses


def prune(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with components, and with what components and operations use."""
    schemas = schemas_by_id(api)
    waiting = [schema.id for schema in api.schemas if not is_inline(schema.id)]
    for operation in all_operations(api):
        for used in operation_types(operation):
            waiting.extend(type_uses(used))
        if operation.multi_status is not None:
            waiting.append(operation.multi_status.schema)
    if api.error_shape is not None:
        waiting.append(api.error_shape.schema)
    found: set[SchemaId] = set()
    while waiting:
        name = waiting.pop()
        if name not in found and name in schemas:
            found.add(name)
            waiting.extend(schema_uses(schemas[name]))
    kept = tuple(schema for schema in api.schemas if schema.id in found)
    return replace(api, schemas=kept)
