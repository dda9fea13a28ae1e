"""What a document says of each model of its client, for an independent validator."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import schemas_by_id
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.schemas import EnumSchema
from sdksmith.openapi import canonicalise
from sdksmith.pipeline import Run, understand
from sdksmith.python.reach import uses

if TYPE_CHECKING:
    from pathlib import Path

    from sdksmith.ir.api import Api


def promises(spec: Path, base: Path) -> dict[str, Any]:
    """The canonical document, and the pointer of the schema of each name in it.

    Names of which the SDK takes more than the document says, because enums that
    differ share a class, are left out.
    """
    config = ClientConfig("client", spec.relative_to(base).as_posix(), base, base)
    run = Run()
    document = run.read(config)
    api, names = understand(document, config, None, run)
    canonical = canonicalise(document, Diagnostics())
    wider = _wider(api, build(canonical, BuildOptions(), Diagnostics()))
    return {
        "document": canonical.tree,
        "pointers": {
            name: pointer
            for pointer, name in names.schemas.items()
            if pointer not in wider
        },
    }


def _wider(api: Api, said: Api) -> set[str]:
    """The schemas that are, or contain, enums with more values than the document's."""
    before = schemas_by_id(said)
    found: set[str] = {
        schema.id
        for schema in api.schemas
        if isinstance(schema, EnumSchema)
        and isinstance(own := before.get(schema.id), EnumSchema)
        and len(schema.members) > len(own.members)
    }
    while more := {
        schema.id
        for schema in api.schemas
        if schema.id not in found and not found.isdisjoint(uses(schema))
    }:
        found |= more
    return found
