"""Made-up JSON for a type form: valid, minimal, and the same at every run."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import assert_never, cast

from pydantic import BaseModel

from ..encode import to_plain
from ..filled import is_filled
from ..omit import omit
from .endings import ENDLESS, EndlessError, height
from .forms import item_form, recipe_of
from .limits import Limits, limits_of, limits_of_model
from .recipes import (
    Anything,
    Choice,
    Container,
    Either,
    Entries,
    Enveloped,
    Form,
    Items,
    Marked,
    Named,
    Number,
    Object,
    Recipe,
    Text,
)
from .scalars import number_of, text_of
from .slots import followed, slots_of

_VARIED = 2
"""Models within each other whose variants are others for other seeds."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where a value stands: its name, its number, and how many models are around it.

    What has the number 0 is made of the document's examples.
    """

    name: str = "value"
    number: int = 0
    depth: int = 0

    def named(self, name: str) -> Place:
        """The place of a member."""
        return replace(self, name=name)

    def inside(self) -> Place:
        """The place of what is in a model, or what an alias stands for."""
        return replace(self, depth=self.depth + 1)

    def item(self, index: int) -> Place:
        """The place of an item."""
        return replace(self, number=self.number + index)


def sample(form: object, place: Place) -> object:
    """Plain JSON that fits the form."""
    return made(recipe_of(form), place)


def answer_sample(route: str, status: int, form: object) -> object:
    """Plain JSON of an answer: what the document shows of it, or something made up."""
    limits = limits_of(f"{route} {status}")
    shown = cast("object", limits.whole)
    return made(limits.recipe or recipe_of(form), Place()) if shown is None else shown


def made(recipe: Recipe, place: Place) -> object:
    """Plain JSON by a recipe."""
    match recipe:
        case Text():
            return text_of(recipe, place.name, place.number)
        case Number():
            return number_of(recipe, place.number)
        case Choice(values=values):
            return values[place.number % len(values)] if values else None
        case Either(variants=variants):
            return made(_variant(variants, place), place)
        case Named() | Form():
            return made(followed(recipe), place.inside())
        case Anything():
            return None
        case _:
            return _container(recipe, place)


def _container(recipe: Container, place: Place) -> object:
    match recipe:
        case Items():
            return _items(recipe, place)
        case Entries():
            return dict(_entries(recipe, place))
        case Marked(members=members):
            found = cast("dict[str, object]", made(members, place))
            return {**found, recipe.name: recipe.tag}
        case Enveloped():
            return {recipe.name: made(recipe.value, place)}
        case Object(model=model):
            if height(recipe) >= ENDLESS:
                raise EndlessError(f"every {model.__name__} contains another one")
            return object_sample(model, {}, place)
        case _:
            assert_never(recipe)


def _items(recipe: Items, place: Place) -> list[object]:
    """As few items as are allowed; of a tuple with positions, all of them."""
    first = [made(item, place) for item in recipe.first]
    rest = range(len(first), recipe.least)
    return [*first, *(made(recipe.items, place.item(index)) for index in rest)]


def _entries(recipe: Entries, place: Place) -> Iterator[tuple[str, object]]:
    for index in range(recipe.least):
        at = place.item(index)
        yield str(made(recipe.keys, at.named("key"))), made(recipe.values, at)


def _variant(variants: tuple[Recipe, ...], place: Place) -> Recipe:
    """A variant by the number; deep within, the one that ends soonest."""
    if place.depth >= _VARIED:
        return min(variants, key=height)
    ending = [variant for variant in variants if height(variant) < ENDLESS]
    return ending[place.number % len(ending)] if ending else variants[0]


def object_sample(
    model: type[BaseModel], overrides: Mapping[str, object], place: Place
) -> dict[str, object]:
    """Plain JSON of a model: what is required, what has an example, what is given.

    Names are the Python ones. A number given for a list makes so many items.
    """
    limits = limits_of_model(model)
    shown = place.number == 0
    whole = _whole(limits, place.number)
    made_up: dict[str, object] = {**(whole or {})}
    inside = place.inside()
    for slot in slots_of(model):
        at = inside.named(slot.name)
        value = overrides.get(slot.name, omit)
        if value is not omit:
            made_up[slot.wire_name] = given_sample(slot.field.annotation, value, at)
        elif whole is not None:
            continue
        elif shown and slot.wire_name in limits.examples:
            made_up[slot.wire_name] = limits.examples[slot.wire_name]
        elif is_filled(slot.field):
            made_up[slot.wire_name] = to_plain(slot.field.default)
        elif slot.field.is_required():
            made_up[slot.wire_name] = made(slot.recipe, at)
    return {**made_up, **dict(_more(model, limits, made_up, inside))}


def _whole(limits: Limits, number: int) -> Mapping[str, object] | None:
    """The object that is known to be valid, or that the document shows."""
    if limits.wholes:
        return cast("Mapping[str, object]", limits.wholes[number % len(limits.wholes)])
    return None if number else cast("Mapping[str, object] | None", limits.whole)


def _more(
    model: type[BaseModel], limits: Limits, there: Mapping[str, object], place: Place
) -> Iterator[tuple[str, object]]:
    """Members that need not be there, until there are enough."""
    missing = limits.least - len(there)
    for slot in slots_of(model):
        if missing > 0 and slot.wire_name not in there:
            missing -= 1
            yield slot.wire_name, made(slot.recipe, place.named(slot.name))
    for index in range(missing):
        name = f"member-{index}"
        yield name, made(limits.recipe or Anything(), place.named(name))


def given_sample(form: object, value: object, place: Place) -> object:
    """A value that was given; for a list, a number makes that many items."""
    item = item_form(form)
    if item is not None and type(value) is int:
        return [sample(item, place.item(index)) for index in range(value)]
    return to_plain(value)
