"""Leaves out inline schemas that nothing uses any more."""

from __future__ import annotations

from dataclasses import replace

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.walk import reached


def prune(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """The API with components, and with what components and operations use."""
    roots = [schema.id for schema in api.schemas if not is_inline(schema.id)]
    if api.error_shape is not None:
        roots.append(api.error_shape.schema)
    found = reached(api, roots)
    kept = tuple(schema for schema in api.schemas if schema.id in found)
    return replace(api, schemas=kept)
