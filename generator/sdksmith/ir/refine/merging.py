"""Makes one schema of inline ones that say the same."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.absorbing import Absorbing, enum_values
from sdksmith.ir.refine.fingerprints import Fingerprints, is_inline
from sdksmith.ir.refine.hints import best_hint, role_of
from sdksmith.ir.refine.replacing import redirect, with_schemas
from sdksmith.ir.schemas import ObjectSchema, Schema, UnionSchema
from sdksmith.ir.types import Json, ListOf, Nullable, Ref, SchemaId, Type
from sdksmith.ir.walk import all_operations


@dataclass(slots=True)
class Rivals:
    """Which schemas are alternatives of one union and must stay apart."""

    unions: dict[SchemaId, set[SchemaId]] = field(default_factory=dict)

    @classmethod
    def of(cls, api: Api) -> Rivals:
        """The alternatives of every union of the API."""
        rivals = cls()
        for schema in api.schemas:
            if isinstance(schema, UnionSchema):
                for variant in schema.variants:
                    if isinstance(variant.type, Ref):
                        rivals.unions.setdefault(variant.type.target, set()).add(
                            schema.id
                        )
        return rivals

    def join(self, kept: SchemaId, given: SchemaId) -> bool:
        """Note that two become one; False, and nothing noted, where they must not."""
        first, second = self.unions.get(kept, set()), self.unions.get(given, set())
        if first & second:
            return False
        if second:
            self.unions[kept] = first | second
        return True


def merge_answers(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """One schema for the answers of an operation that differ by the values of enums.

    An alternative of one answer's union may be the whole of another answer.
    """
    schemas = dict(schemas_by_id(api))
    loose = Fingerprints(schemas, ignore_values=True)
    absorbing, rivals = Absorbing(dict(schemas)), Rivals.of(api)
    for operation in all_operations(api):
        groups: dict[object, list[SchemaId]] = {}
        for name in _answers(schemas, operation):
            groups.setdefault(loose.of(name), []).append(name)
        for names in groups.values():
            for name in names[1:]:
                if absorbing.final(name) != absorbing.final(names[0]):
                    _join(absorbing, rivals, names[0], name)
    return _absorbed(api, absorbing)


def _answers(
    schemas: Mapping[SchemaId, Schema], operation: Operation
) -> Iterable[SchemaId]:
    """The inline bodies of an operation's responses, then their alternatives."""
    bodies = dict.fromkeys(
        name
        for response in operation.responses
        for content in response.contents
        for name in _inline(content.type)
    )
    yield from bodies
    for body in bodies:
        union = schemas[body]
        for variant in union.variants if isinstance(union, UnionSchema) else ():
            yield from _inline(variant.type)


def _inline(used: Type) -> Iterable[SchemaId]:
    while isinstance(used, ListOf | Nullable):
        used = used.item if isinstance(used, ListOf) else used.inner
    if isinstance(used, Ref) and is_inline(used.target):
        yield used.target


def merge_equal(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """One schema for all inline ones with the same role that say the same."""
    schemas = schemas_by_id(api)
    exact = Fingerprints(schemas)
    absorbing, rivals = Absorbing(dict(schemas)), Rivals.of(api)
    for names in _groups(api, exact).values():
        kept: list[SchemaId] = []
        while names:
            best = best_hint(schemas, names)
            names.remove(best)
            if not any(_give(absorbing, rivals, one, best) for one in kept):
                kept.append(best)
    return _absorbed(api, absorbing)


def merge_subsets(api: Api, _: BuildOptions, __: Diagnostics) -> Api:
    """One schema for inline objects where the values of one are all among another's."""
    schemas = dict(schemas_by_id(api))
    loose = Fingerprints(schemas, ignore_values=True)
    absorbing, rivals = Absorbing(dict(schemas)), Rivals.of(api)
    for names in _groups(api, loose).values():
        objects = [name for name in names if isinstance(schemas[name], ObjectSchema)]
        values = {name: enum_values(schemas, name) for name in objects}
        objects.sort(key=lambda name: (-sum(map(len, values[name])), name))
        kept: list[SchemaId] = []
        for name in objects:
            wider = [one for one in kept if _is_wider(values[one], values[name])]
            if not any(_join(absorbing, rivals, one, name) for one in wider):
                kept.append(name)
    return _absorbed(api, absorbing)


def _is_wider(
    first: Sequence[frozenset[Json]], second: Sequence[frozenset[Json]]
) -> bool:
    together = zip(first, second, strict=False)
    return len(first) == len(second) and all(one >= other for one, other in together)


def _groups(api: Api, fingerprints: Fingerprints) -> dict[object, list[SchemaId]]:
    groups: dict[object, list[SchemaId]] = {}
    for schema in api.schemas:
        if is_inline(schema.id):
            key = (fingerprints.of(schema.id), role_of(schema.hint))
            groups.setdefault(key, []).append(schema.id)
    return {key: names for key, names in groups.items() if len(names) > 1}


def _join(
    absorbing: Absorbing, rivals: Rivals, kept: SchemaId, given: SchemaId
) -> bool:
    """Merge two schemas with all that is in them."""
    if not rivals.join(kept, given):
        return False
    absorbing.absorb(kept, given)
    return True


def _give(
    absorbing: Absorbing, rivals: Rivals, kept: SchemaId, given: SchemaId
) -> bool:
    """Merge two equal schemas; what is in them is merged by its own role."""
    if not rivals.join(kept, given):
        return False
    absorbing.targets[given] = kept
    return True


def _absorbed(api: Api, absorbing: Absorbing) -> Api:
    if not absorbing.targets:
        return api
    return redirect(with_schemas(api, absorbing.schemas.values()), absorbing.targets)
