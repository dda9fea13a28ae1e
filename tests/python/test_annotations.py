"""Annotations that type checkers read in a way of their own."""

from __future__ import annotations

from dataclasses import replace

import apis

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.schemas import AliasSchema, TypedExtra
from sdksmith.ir.types import Nullable, Primitive, PrimitiveKind
from sdksmith.python.plan import PlanOptions
from sdksmith.python.planning import plan
from sdksmith.render.render import render
from sdksmith.render.templates import TemplateSet, builtin_folder

EXTRA = "__pydantic_extra__: dict[str, str] = Field(init=False)\n"


def types_of(*schemas: apis.Schema) -> str:
    api = apis.an_api(apis.getting("/pets", apis.ref("Pet")), schemas=schemas)
    diagnostics = Diagnostics()
    planned = plan(api, apis.named(api), PlanOptions("spec.yaml"), diagnostics)
    files = render(planned, TemplateSet(builtin_folder()), diagnostics)
    return next(file.text for file in files if file.path.endswith("types/pets.py"))


def test_typed_extra_members_are_no_argument_of_the_model() -> None:
    pet = replace(apis.an_object("Pet"), extra=TypedExtra(apis.STRING))

    assert EXTRA in types_of(pet)


def test_extra_members_are_typed_once_in_a_line_of_classes() -> None:
    animal = replace(apis.an_object("Animal"), extra=TypedExtra(apis.STRING))
    pet = replace(
        apis.an_object("Pet", "Animal", name=apis.STRING),
        extra=TypedExtra(apis.list_of("Pet")),
    )

    text = types_of(animal, pet)

    assert text.count("__pydantic_extra__") == text.count(EXTRA) == 1


def test_an_alias_of_nothing_but_null_is_no_part_of_a_union() -> None:
    null = Primitive(PrimitiveKind.NULL)
    nothing = AliasSchema(apis.component("Nothing"), apis.hint("Nothing"), null)
    pet = apis.an_object("Pet", nothing=Nullable(apis.ref("Nothing")))

    text = types_of(nothing, pet)

    assert "Nothing: TypeAlias = None\n" in text
    assert "Nothing | None" not in text
