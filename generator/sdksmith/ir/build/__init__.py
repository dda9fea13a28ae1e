"""Reads the canonical document into the intermediate representation."""

from __future__ import annotations

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.cycles import break_cycles
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.groups import read_groups, with_homes
from sdksmith.ir.build.nodes import mapping, text
from sdksmith.ir.build.operations import read_operations, read_webhooks
from sdksmith.ir.build.said_names import read_said_names
from sdksmith.ir.build.schemas import SchemaReader
from sdksmith.ir.build.security import read_requirements, read_schemes
from sdksmith.ir.build.servers import read_servers
from sdksmith.ir.options import BuildOptions
from sdksmith.openapi.canonical import CanonicalDocument


def build(
    document: CanonicalDocument, _: BuildOptions, diagnostics: Diagnostics
) -> Api:
    """What the document says, as it is written there; `ir.refine` makes more of it."""
    context = Context(document, diagnostics)
    reader = SchemaReader(context)
    reader.read_components()
    schemes = read_schemes(context)
    operations = read_operations(reader, schemes)
    webhooks = read_webhooks(reader, schemes)
    reader.read_waiting()
    break_cycles(context)
    groups = read_groups(document.tree, operations)
    described = mapping(document.tree, "info")
    return Api(
        title=text(described, "title") or "API",
        version=text(described, "version") or "0",
        doc=object_doc(described),
        servers=read_servers(document.tree),
        groups=groups,
        schemas=tuple(context.schemas[name] for name in sorted(context.schemas)),
        operations=with_homes(operations, groups),
        webhooks=webhooks,
        security_schemes=schemes,
        security=read_requirements(document.tree, schemes) or (),
        said_names=read_said_names(document),
    )
