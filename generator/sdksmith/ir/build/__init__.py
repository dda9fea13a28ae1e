"""Reads the canonical document into the intermediate representation."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, Group
from sdksmith.ir.build.context import Context
from sdksmith.ir.build.cycles import break_cycles
from sdksmith.ir.build.docs import object_doc
from sdksmith.ir.build.nodes import mapping, sequence, text
from sdksmith.ir.build.operations import read_operations, read_webhooks
from sdksmith.ir.build.said_names import read_said_names
from sdksmith.ir.build.schemas import SchemaReader
from sdksmith.ir.build.security import read_requirements, read_schemes
from sdksmith.ir.build.servers import read_servers
from sdksmith.ir.operations import Operation
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
    described = mapping(document.tree, "info")
    return Api(
        title=text(described, "title") or "API",
        version=text(described, "version") or "0",
        doc=object_doc(described),
        servers=read_servers(document.tree),
        groups=_groups(document.tree, operations),
        schemas=tuple(context.schemas[name] for name in sorted(context.schemas)),
        operations=operations,
        webhooks=webhooks,
        security_schemes=schemes,
        security=read_requirements(document.tree, schemes) or (),
        said_names=read_said_names(document),
    )


def _groups(
    tree: Mapping[str, object], operations: Sequence[Operation]
) -> tuple[Group, ...]:
    """The declared tags, then those that operations use without a declaration."""
    declared = [
        Group(name, object_doc(node))
        for node in sequence(tree, "tags")
        if isinstance(node, Mapping) and (name := text(node, "name"))
    ]
    known = {group.name for group in declared}
    used = (name for operation in operations for name in operation.groups)
    unknown = [name for name in dict.fromkeys(used) if name not in known]
    return (*declared, *(Group(name) for name in unknown))
