"""The class declarations of object schemas: models, and typed dictionaries."""

from __future__ import annotations

import keyword
from dataclasses import dataclass

from sdksmith.ir.inheritance import ancestors
from sdksmith.ir.schemas import (
    Field,
    ObjectSchema,
    Presence,
    Tag,
    TagValue,
    TypedExtra,
)
from sdksmith.ir.types import Const, SchemaId
from sdksmith.python.annotations import DICT, Annotations
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.imports import Scope
from sdksmith.python.inheritance import lineage
from sdksmith.python.literals import literal
from sdksmith.python.objects import (
    Member,
    allows_null,
    members,
    received,
    sent,
    tag_value,
)
from sdksmith.python.prose import field_text, text
from sdksmith.python.runtime import runtime
from sdksmith.python.types import (
    NONE,
    STR,
    PyType,
    Symbol,
    annotated,
    call,
    dict_of,
    generic,
    optional,
    wrapped,
)
from sdksmith.python.views.module import EntryView
from sdksmith.python.views.types import (
    ClassView,
    DeclarationView,
    FieldView,
    FunctionalDictView,
)

_FIELD = Symbol("pydantic", "Field")
_TYPED_DICT = Symbol("typing", "TypedDict")
_EXTRA = "__pydantic_extra__"


def has_dict(blueprint: Blueprint, annotations: Annotations, of: SchemaId) -> bool:
    """Whether a typed dictionary is declared beside the model of a schema."""
    schema = blueprint.schemas.get(of)
    return (
        isinstance(schema, ObjectSchema)
        and blueprint.reach.is_sent(of)
        and not annotations.is_open_mapping(schema)
    )


@dataclass(frozen=True, slots=True)
class Classes:
    """Declares object schemas in one module, whose names `scope` knows."""

    blueprint: Blueprint
    annotations: Annotations
    scope: Scope

    def model(self, schema: ObjectSchema) -> ClassView:
        """The class that answers are decoded to.

        It shows what answers hold, or what requests do where no answer has it.
        """
        reach = self.blueprint.reach
        in_answers = reach.is_received(schema.id) or not reach.is_sent(schema.id)
        side = received if in_answers else sent
        line = lineage(schema, self.blueprint.schemas)
        hidden = frozenset(self._name(member) for member in self._members(schema))
        tags = {tag.wire_name: _sent(tag, schema) for tag in schema.tags if tag.values}
        fields = []
        for member in side((*line.tagged, *line.own)):
            field = member.field
            tag = tag_value(
                tags.get(field.wire_name), field.type, self.blueprint.schemas
            )
            of, default = (
                self._required(field, tag)
                if field.presence is Presence.REQUIRED
                else self._optional(
                    field,
                    tag,
                    in_answers=in_answers,
                    inherited=member in line.tagged,
                )
            )
            fields.append(self._model_field(member, hidden, of, default))
        if isinstance(schema.extra, TypedExtra) and not self._has_extra_above(schema):
            fields.insert(0, self._extra(schema.extra, hidden))
        bases = [self.blueprint.symbol(parent) for parent in line.parents]
        spelt = [self.scope.name(base) for base in bases or [runtime("Model")]]
        doc = text(schema.doc)
        return ClassView(
            self.blueprint.name(schema.id),
            ", ".join(spelt),
            doc,
            tuple(fields),
            is_empty=not fields and not doc,
        )

    def dictionary(self, schema: ObjectSchema) -> DeclarationView:
        """The typed dictionary that requests may hold in the model's place."""
        line = lineage(schema, self.blueprint.schemas)
        parents = [
            p for p in line.parents if has_dict(self.blueprint, self.annotations, p)
        ]
        own = line.own
        if len(parents) < len(line.parents):
            parents, own = [], self._members(schema)
        if not all(_is_key(member.field.wire_name) for member in sent(own)):
            return DeclarationView(functional=self._functional(schema))
        bases = [self.blueprint.symbol(parent, DICT) for parent in parents]
        spelt = [self.scope.name(base) for base in bases or [_TYPED_DICT]]
        hidden = frozenset(m.field.wire_name for m in self._members(schema))
        fields = tuple(
            FieldView(
                member.field.wire_name,
                self.scope.text(self._dictionary_type(schema.id, member), hidden),
                None,
                None,
            )
            for member in sent(own)
        )
        view = ClassView(
            self.blueprint.name(schema.id, DICT),
            ", ".join([*spelt, "total=False"]),
            None,
            fields,
            is_empty=not fields,
        )
        return DeclarationView(model=view)

    def _functional(self, schema: ObjectSchema) -> FunctionalDictView:
        entries = tuple(
            EntryView(
                literal(member.field.wire_name),
                literal(self.scope.text(self._dictionary_type(schema.id, member))),
            )
            for member in sent(self._members(schema))
        )
        name = self.blueprint.name(schema.id, DICT)
        make = self.scope.name(_TYPED_DICT)
        return FunctionalDictView(name, literal(name), make, entries)

    def _dictionary_type(self, schema: SchemaId, member: Member) -> PyType:
        of = self.annotations.sent_within(schema, member.field.type)
        required = member.field.presence is Presence.REQUIRED
        return wrapped("Required", of) if required else of

    def _model_field(
        self, member: Member, hidden: frozenset[str], of: PyType, default: str | None
    ) -> FieldView:
        field, name = member.field, self._name(member)
        if name != field.wire_name:
            alias = (("alias", (literal(field.wire_name),)),)
            of = annotated(of, call(_FIELD, named_arguments=alias))
        return FieldView(name, self.scope.text(of, hidden), default, field_text(field))

    def _required(self, field: Field, tag: object) -> tuple[PyType, str | None]:
        """Annotation and default of a member that every answer has."""
        of = self.annotations.received(field.type)
        if tag is not None:
            return of, literal(tag)
        if of == NONE:
            return annotated(of, call(runtime("Filled"))), "None"
        if isinstance(field.type, Const):
            return of, literal(field.type.value.value)
        return of, None

    def _optional(
        self, field: Field, tag: object, *, in_answers: bool, inherited: bool
    ) -> tuple[PyType, str]:
        """Annotation and default of a member that answers may leave out."""
        of = self.annotations.received(field.type)
        # A class cannot change the type of what it inherits, not even narrow it.
        if tag is None or inherited:
            never_null = not allows_null(field.type, self.blueprint.schemas)
            absent = in_answers and never_null
            of = generic(runtime("OrAbsent"), of) if absent else optional(of)
        if tag is None:
            return of, "None"
        return annotated(of, call(runtime("Implied"))), literal(tag)

    def _extra(self, extra: TypedExtra, hidden: frozenset[str]) -> FieldView:
        of = dict_of(STR, self.annotations.received(extra.type))
        # Without this, type checkers would want it as an argument.
        no_argument = call(_FIELD, named_arguments=[("init", ("False",))])
        default = self.scope.text(no_argument, hidden)
        return FieldView(_EXTRA, self.scope.text(of, hidden), default, None)

    def _has_extra_above(self, schema: ObjectSchema) -> bool:
        """Whether an ancestor says what else there is, which no child can change."""
        schemas = self.blueprint.schemas
        above = (schemas.get(each) for each in ancestors(schemas, schema))
        return any(
            isinstance(each, ObjectSchema) and isinstance(each.extra, TypedExtra)
            for each in above
        )

    def _name(self, member: Member) -> str:
        return self.blueprint.member(member.owner, member.field.wire_name)

    def _members(self, schema: ObjectSchema) -> tuple[Member, ...]:
        return members(schema, self.blueprint.schemas)


def _sent(tag: Tag, schema: ObjectSchema) -> TagValue | None:
    """What goes without saying; of a base that is several things itself, nothing."""
    first, *others = tag.values
    return None if others and schema.discriminator is not None else first


def _is_key(wire_name: str) -> bool:
    """Whether a class body can hold the key as it is, unmangled."""
    return (
        wire_name.isidentifier()
        and wire_name.isascii()
        and not keyword.iskeyword(wire_name)
        and not wire_name.startswith("__")
    )
