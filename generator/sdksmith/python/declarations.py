"""The declarations of schemas in one module: classes and aliases."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from sdksmith.ir.schemas import AliasSchema, EnumSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import Json, SchemaId
from sdksmith.python.annotations import (
    DICT,
    FAMILY,
    INPUT,
    Annotations,
    has_children,
)
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.classes import Classes, has_dict
from sdksmith.python.imports import Scope
from sdksmith.python.literals import literal
from sdksmith.python.prose import paragraphs, text
from sdksmith.python.reach import is_component
from sdksmith.python.scalars import open_enum
from sdksmith.python.shapes import (
    family_metadata,
    plain_union,
    received_union,
    sent_union,
)
from sdksmith.python.types import PyType, Symbol, annotated, shown
from sdksmith.python.views.types import AliasView, DeclarationView, RecursiveAliasView


def declared_names(blueprint: Blueprint, schema: SchemaId) -> Iterator[str]:
    """The names that the declarations of a schema introduce."""
    annotations = Annotations(blueprint)
    yield blueprint.name(schema)
    declared = blueprint.schemas[schema]
    if isinstance(declared, ObjectSchema) and has_children(declared):
        yield blueprint.name(schema, prefix=FAMILY)
    if has_dict(blueprint, annotations, schema):
        yield blueprint.name(schema, DICT)
    if _has_input(blueprint, annotations, schema):
        yield blueprint.name(schema, INPUT)
    if isinstance(declared, EnumSchema):
        yield from (name for _, name in _constants(blueprint, declared))


def _constants(blueprint: Blueprint, schema: EnumSchema) -> Iterator[tuple[Json, str]]:
    """The values that have a name of their own, and what that is."""
    for member in schema.members:
        name = blueprint.names.constants.get((schema.id, member.value))
        if name is not None:
            yield member.value, name


def _has_input(blueprint: Blueprint, annotations: Annotations, of: SchemaId) -> bool:
    return (
        isinstance(blueprint.schemas[of], UnionSchema | AliasSchema)
        and blueprint.reach.is_sent(of)
        and annotations.has_input_alias(of)
    )


@dataclass(frozen=True, slots=True)
class Declarations:
    """Declares schemas in one module, whose names `scope` knows."""

    blueprint: Blueprint
    annotations: Annotations
    scope: Scope

    def of(self, target: SchemaId) -> Iterator[DeclarationView]:
        """What a schema declares: what callers get, then what they may pass."""
        schema = self.blueprint.schemas[target]
        match schema:
            case ObjectSchema():
                classes = Classes(self.blueprint, self.annotations, self.scope)
                yield DeclarationView(model=classes.model(schema))
                if has_children(schema):
                    yield self._family(schema)
                if has_dict(self.blueprint, self.annotations, target):
                    yield classes.dictionary(schema)
            case EnumSchema():
                yield self._alias(target, "", open_enum(schema), _enum_text(schema))
                for value, name in _constants(self.blueprint, schema):
                    final = self.scope.name(Symbol("typing", "Final"))
                    alias = AliasView(name, final, literal(value.value), None)
                    yield DeclarationView(alias=alias)
            case UnionSchema():
                of = received_union(schema, self.annotations)
                plain = plain_union(schema, self.annotations)
                yield self._alias(target, "", of, text(schema.doc), plain)
                yield from self._input(target, sent_union(schema, self.annotations))
            case AliasSchema():
                of = self.annotations.received(schema.target)
                yield self._alias(target, "", of, text(schema.doc))
                yield from self._input(
                    target, self.annotations.sent_within(target, schema.target)
                )

    def _family(self, schema: ObjectSchema) -> DeclarationView:
        """The class or any of its children, by the member that tells them apart."""
        own = shown(self.blueprint.symbol(schema.id))
        of = annotated(own, family_metadata(schema, self.blueprint))
        annotation = self.scope.name(Symbol("typing", "TypeAlias"))
        name = self.blueprint.name(schema.id, prefix=FAMILY)
        value = self.scope.text(of)
        return DeclarationView(alias=AliasView(name, annotation, value, None))

    def _input(self, target: SchemaId, of: PyType) -> Iterator[DeclarationView]:
        if _has_input(self.blueprint, self.annotations, target):
            yield self._alias(target, INPUT, of, None)

    def _alias(
        self,
        target: SchemaId,
        suffix: str,
        of: PyType,
        doc: str | None,
        plain: PyType | None = None,
    ) -> DeclarationView:
        """The alias of a type, which without metadata is `plain`, if it has any."""
        name = self.blueprint.name(target, suffix)
        value = self.scope.text(of)
        annotation = self.scope.name(Symbol("typing", "TypeAlias"))
        if target not in self.blueprint.modules.recursive:
            return DeclarationView(alias=AliasView(name, annotation, value, doc))
        view = RecursiveAliasView(
            name=name,
            condition=self.scope.name(Symbol("typing", "TYPE_CHECKING")),
            annotation=annotation,
            checked=literal(self.scope.text(plain or of)),
            constructor=self.scope.name(Symbol("typing_extensions", "TypeAliasType")),
            quoted_name=literal(name),
            value=literal(value),
            doc=doc,
        )
        return DeclarationView(recursive=view)


def _enum_text(schema: EnumSchema) -> str | None:
    """What the document says of an enum, and of those of its values it explains.

    The text of an inline one stands at the field already.
    """
    said = text(schema.doc) if is_component(schema.id) else None
    lines = [
        f"- `{member.value.text}`: {' '.join(member.description.split())}"
        for member in schema.members
        if member.description
    ]
    return paragraphs([said, "\n".join(lines)]) or None
