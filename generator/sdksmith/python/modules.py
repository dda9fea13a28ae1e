"""The module each schema lives in, and the order in which a module declares them."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.schemas import AliasSchema, EnumSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import SchemaId
from sdksmith.naming.table import NameTable
from sdksmith.python.components import Edges, components
from sdksmith.python.objects import Schemas
from sdksmith.python.reach import Reach, is_component, uses

SHARED = "shared"
UNUSED = "unused"

# Names that Windows reserves for devices, whatever the extension.
_DEVICES = frozenset({"aux", "con", "nul", "prn"})


@dataclass(frozen=True, slots=True)
class Modules:
    """Where each schema is declared.

    `contents` lists the schemas of each module, definitions before uses.
    `recursive` are the aliases whose own value leads back to them.
    """

    module_of: Mapping[SchemaId, str]
    contents: Mapping[str, tuple[SchemaId, ...]]
    recursive: frozenset[SchemaId]


def arrange(api: Api, names: NameTable, reach: Reach) -> Modules:
    """Give each schema that the client declares its module.

    What one top-level resource alone has to do with lives in its module, what
    several share in `shared`, and what no operation mentions in `unused`. As a
    schema is reached by whatever reaches its users, modules cannot import each
    other in a circle.
    """
    schemas = schemas_by_id(api)
    declared = _declared(schemas, reach)
    chosen = {s: module_for(reach.owners(s)) for s in schemas if s in declared}
    ordered = _ordered(chosen, schemas, names)
    contents: dict[str, list[SchemaId]] = {}
    for schema in ordered:
        contents.setdefault(chosen[schema], []).append(schema)
    return Modules(
        chosen,
        {module: tuple(found) for module, found in sorted(contents.items())},
        frozenset(_recursive(chosen, schemas)),
    )


def module_for(owners: frozenset[str]) -> str:
    """The module for schemas of these top-level resources."""
    if not owners:
        return UNUSED
    if len(owners) > 1 or "" in owners:
        return SHARED
    return file_stem(next(iter(owners)))


def file_stem(name: str) -> str:
    """A resource's name as a file name that every system can hold."""
    taken = name in {SHARED, UNUSED} or name.lower() in _DEVICES
    return f"{name}_" if taken else name


def _declared(schemas: Schemas, reach: Reach) -> frozenset[SchemaId]:
    """What operations mention, components, and the inline schemas within these."""
    waiting = [s for s in schemas if reach.owners(s) or is_component(s)]
    found: set[SchemaId] = set()
    while waiting:
        schema = waiting.pop()
        if schema not in found and schema in schemas:
            found.add(schema)
            waiting += uses(schemas[schema])
    return frozenset(found)


def _ordered(
    chosen: Mapping[SchemaId, str], schemas: Schemas, names: NameTable
) -> list[SchemaId]:
    """All schemas, definitions first; within a circle, what must be first is.

    Ties go by name, so that the order of the document does not matter.
    """
    roots = sorted(chosen, key=lambda schema: names.schemas[schema])

    def within(edges: Edges, group: frozenset[SchemaId]) -> Edges:
        return lambda schema: [t for t in edges(schema) if t in group]

    def every(schema: SchemaId) -> Iterator[SchemaId]:
        return uses(schemas[schema])

    def eager(schema: SchemaId) -> Iterator[SchemaId]:
        return evaluated(schema, schemas)

    known = frozenset(chosen)
    result: list[SchemaId] = []
    for circle in components(roots, within(every, known)):
        group = frozenset(circle)
        inner = sorted(circle, key=lambda schema: names.schemas[schema])
        for each in components(inner, within(eager, group)):
            result += sorted(each, key=lambda schema: names.schemas[schema])
    return result


def evaluated(schema: SchemaId, schemas: Schemas) -> Iterator[SchemaId]:
    """What must exist when the schema is declared: annotations can wait."""
    match schemas[schema]:
        case ObjectSchema(parents=parents):
            yield from parents
        case UnionSchema() | AliasSchema() as found:
            yield from uses(found)
        case EnumSchema():
            return


def _recursive(chosen: Mapping[SchemaId, str], schemas: Schemas) -> Iterator[SchemaId]:
    def aliases(schema: SchemaId) -> list[SchemaId]:
        return [
            target
            for target in evaluated(schema, schemas)
            if target in chosen and not isinstance(schemas[target], ObjectSchema)
        ]

    roots = [s for s in chosen if not isinstance(schemas[s], ObjectSchema)]
    for circle in components(roots, aliases):
        first, *others = circle
        if others or first in aliases(first):
            yield from circle
