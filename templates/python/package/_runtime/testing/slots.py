"""The fields of models as values are made for them, and what names stand for."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import cast

from pydantic import BaseModel
from pydantic.fields import FieldInfo
from typing_extensions import TypeAliasType

from ..complete import fields_of
from ..tolerant import evaluated
from .forms import model_of, recipe_of
from .limits import form_called, limits_of, limits_of_model
from .recipes import Form, Named, Recipe


@dataclass(frozen=True, slots=True)
class Slot:
    """A field of a model, by its Python name and the API's."""

    name: str
    wire_name: str
    field: FieldInfo
    recipe: Recipe


@cache
def slots_of(model: type[BaseModel]) -> tuple[Slot, ...]:
    """The fields of a model, with what the document says of them."""
    return tuple(
        Slot(name, field.alias or name, field, _recipe(model, name, field))
        for name, field in fields_of(model).items()
    )


def _recipe(model: type[BaseModel], name: str, field: FieldInfo) -> Recipe:
    found = limits_of_model(model).fields.get(field.alias or name)
    return found or recipe_of(field.annotation, tuple(field.metadata))


def followed(recipe: Named | Form) -> Recipe:
    """The recipe that a name stands for."""
    form = form_called(recipe.name) if isinstance(recipe, Named) else recipe.form
    if isinstance(recipe, Named) and model_of(form) is None:
        known = limits_of(recipe.name).recipe
        if known is not None:
            return known
    if not isinstance(form, TypeAliasType):
        return recipe_of(form)
    alias = evaluated(form.__value__, cast("str", form.__module__))
    return limits_of(form.__name__).recipe or recipe_of(alias)
