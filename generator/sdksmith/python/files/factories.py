"""Plans `testing/_factories.py`: values of the models that calls give."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from sdksmith.ir.operations import MultiStatus
from sdksmith.ir.schemas import AliasSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import (
    ListOf,
    MapOf,
    Nullable,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
)
from sdksmith.naming.reserved import KEYWORDS, avoid
from sdksmith.naming.words import identifier, split_words
from sdksmith.python.annotations import Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.headers import header
from sdksmith.python.imports import Scope
from sdksmith.python.inheritance import lineage
from sdksmith.python.literals import literal
from sdksmith.python.member_paths import MemberPaths
from sdksmith.python.objects import Member, ancestors, members, object_of, received
from sdksmith.python.plan import PlannedFile
from sdksmith.python.types import Code, Symbol, builtin, tuple_display, union
from sdksmith.python.views.module import ArgumentView
from sdksmith.python.views.testing import FactoriesModuleView, FactoryView
from sdksmith.python.views.types import ClassView, FieldView

_ENGINE = "._runtime.testing.factories"
FIELDS = "Fields"
COUNTERS = "Counters"

# Counts of the whole are filled in from the others (as the runtime does).
_TOTALS = frozenset(
    {"attempted", "total", "count", "submitted", "received", "processed"}
)


def plan_factories(blueprint: Blueprint) -> Iterator[PlannedFile]:
    """The module of factories."""
    scope = Scope(".testing._factories", through_types=True)
    factories = _Factories(blueprint, Annotations(blueprint), scope)
    chosen = tuple(factories.models())
    for name in ("Final", *(("TypedDict", "Unpack") if chosen else ())):
        scope.name(Symbol("typing", name))
    views = [factories.of(schema, chosen) for schema in chosen]
    methods = _distinct([method for _, method in views])
    view = FactoriesModuleView(
        base=scope.name(Symbol(_ENGINE, "AnyFactories")),
        fields=tuple(fields for fields, _ in views),
        factories=methods,
        header=header(
            blueprint,
            scope,
            "Valid values of the models, for tests to answer with.",
            ("Factories", "make"),
        ),
    )
    path = f"{blueprint.names.client.package}/testing/_factories.py"
    yield PlannedFile(path, "package/testing/_factories.py.jinja", view)


@dataclass(frozen=True, slots=True)
class _Factories:
    blueprint: Blueprint
    annotations: Annotations
    scope: Scope

    def models(self) -> Iterator[ObjectSchema]:
        """The objects that methods and webhooks give, parents first, then by name."""
        found: dict[SchemaId, None] = {}
        for operation in self.blueprint.api.operations:
            pages = operation.pagination
            if pages is not None:
                found.update(dict.fromkeys(self._objects(pages.item_type)))
            for response in operation.responses:
                for content in () if response.is_error else response.contents:
                    of: Type | None = content.type
                    if pages is not None:
                        paths = MemberPaths(self.blueprint)
                        of = (
                            paths.type_at(content.type, pages.detail or ())
                            if pages.detail
                            else None
                        )
                    if of is not None:
                        found.update(dict.fromkeys(self._objects(of)))
        for hook in self.blueprint.api.webhooks:
            body = hook.operation.body
            for content in body.contents if body else ():
                found.update(dict.fromkeys(self._objects(content.type)))
        objects = [
            declared
            for schema in found
            if isinstance(declared := self.blueprint.schemas[schema], ObjectSchema)
        ]
        yield from sorted(objects, key=self._order)

    def _order(self, schema: ObjectSchema) -> tuple[int, str]:
        above = sum(1 for _ in ancestors(schema, self.blueprint.schemas))
        return above, self.blueprint.name(schema.id)

    def of(
        self, schema: ObjectSchema, chosen: tuple[ObjectSchema, ...]
    ) -> tuple[ClassView, FactoryView]:
        """What may be chosen of a model, and the method that makes it."""
        batch = self._batch(schema)
        if batch is not None:
            return self._batch_factory(schema, batch)
        name = self.blueprint.name(schema.id)
        line = lineage(schema, self.blueprint.schemas)
        among = {each.id for each in chosen}
        parents = [parent for parent in line.parents if parent in among]
        own = line.own
        if len(parents) < len(line.parents):
            parents, own = [], members(schema, self.blueprint.schemas)
        bases = [f"{self.blueprint.name(parent)}{FIELDS}" for parent in parents]
        fields = self._fields(received(own))
        return (
            _typed_dict(f"{name}{FIELDS}", bases or ["TypedDict"], fields),
            self._factory(schema, FIELDS, "build"),
        )

    def _factory(
        self,
        schema: ObjectSchema,
        suffix: str,
        build: str,
        options: tuple[ArgumentView, ...] = (),
    ) -> FactoryView:
        name = self.blueprint.name(schema.id)
        method = avoid(identifier(split_words(name), "a"), KEYWORDS)
        model = self.scope.text((self.blueprint.symbol(schema.id),))
        return FactoryView(method, model, f"{name}{suffix}", build, options)

    def _fields(self, found: Iterable[Member]) -> tuple[FieldView, ...]:
        names = [
            self.blueprint.member(each.owner, each.field.wire_name) for each in found
        ]
        hidden = frozenset(names)
        return tuple(
            FieldView(name, self._chosen(member.field.type, hidden), None, None)
            for name, member in zip(names, found, strict=True)
        )

    def _chosen(self, of: Type, hidden: frozenset[str]) -> str:
        """The type of a field; a number asks for that many items of a list."""
        annotation = self.annotations.received(of)
        inner = of.inner if isinstance(of, Nullable) else of
        if isinstance(inner, ListOf):
            annotation = union((annotation, builtin("int")))
        return self.scope.text(annotation, hidden)

    def _objects(self, of: Type) -> Iterator[SchemaId]:
        match of:
            case Nullable():
                yield from self._objects(of.inner)
            case ListOf():
                yield from self._objects(of.item)
            case MapOf():
                yield from self._objects(of.value)
            case Ref():
                yield from self._declared(of.target)
            case _:
                return

    def _declared(self, target: SchemaId) -> Iterator[SchemaId]:
        match self.blueprint.schemas.get(target):
            case ObjectSchema():
                yield target
            case AliasSchema() as alias if target not in self._recursive:
                yield from self._objects(alias.target)
            case UnionSchema() as found if target not in self._recursive:
                for variant in found.variants:
                    yield from self._objects(variant.type)
            case _:
                return

    @property
    def _recursive(self) -> frozenset[SchemaId]:
        return self.blueprint.modules.recursive

    def _batch(self, schema: ObjectSchema) -> MultiStatus | None:
        for operation in self.blueprint.api.operations:
            found = operation.multi_status
            if found is not None and found.schema == schema.id and found.summary:
                return found
        return None

    def _batch_factory(
        self, schema: ObjectSchema, batch: MultiStatus
    ) -> tuple[ClassView, FactoryView]:
        def attribute(wire_name: str) -> str:
            return self.blueprint.member(schema.id, wire_name)

        assert batch.summary is not None, "only batches with a summary are counted"
        failed = [attribute(each) for each in batch.failed]
        counted = self._counters(schema, batch.summary)
        names = dict.fromkeys([*counted, *failed])
        fields = tuple(FieldView(name, "int", None, None) for name in names)
        options = (
            ArgumentView("succeeded", literal(attribute(batch.succeeded))),
            ArgumentView("failed", self.scope.text(_texts(failed))),
            ArgumentView("summary", literal(attribute(batch.summary))),
        )
        name = f"{self.blueprint.name(schema.id)}{COUNTERS}"
        return (
            _typed_dict(name, ["TypedDict"], fields),
            self._factory(schema, COUNTERS, "build_batch", options),
        )

    def _counters(self, schema: ObjectSchema, summary: str) -> Iterator[str]:
        of = MemberPaths(self.blueprint).type_at(Ref(schema.id), (summary,))
        found = None if of is None else object_of(of, self.blueprint.schemas)
        if found is None:
            return
        for member in members(found, self.blueprint.schemas):
            name = self.blueprint.member(member.owner, member.field.wire_name)
            kind = member.field.type
            is_count = (
                isinstance(kind, Primitive) and kind.kind is PrimitiveKind.INTEGER
            )
            if is_count and name not in _TOTALS:
                yield name


def _typed_dict(
    name: str, bases: Iterable[str], fields: tuple[FieldView, ...]
) -> ClassView:
    arguments = ", ".join([*bases, "total=False"])
    return ClassView(name, arguments, None, fields, is_empty=not fields)


def _texts(values: Iterable[str]) -> Code:
    return tuple_display([(literal(value),) for value in values])


def _distinct(methods: list[FactoryView]) -> tuple[FactoryView, ...]:
    """The methods, no two of one name: `FooBar` and `Foo_bar` would be."""
    taken: set[str] = set()
    result: list[FactoryView] = []
    for method in methods:
        name = method.name
        while name in taken:
            name += "_"
        taken.add(name)
        result.append(
            FactoryView(name, method.model, method.fields, method.build, method.options)
        )
    return tuple(result)
