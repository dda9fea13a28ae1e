"""Tells how many models stand within each other in the smallest value of a recipe."""

from __future__ import annotations

from functools import cache
from typing import assert_never

from pydantic import BaseModel

from .recipes import (
    Anything,
    Choice,
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
from .slots import followed, slots_of

ENDLESS = 40
"""The height of what never ends: no document is this deep by need."""


class EndlessError(ValueError):
    """A model of which every value would contain another one."""


def height(recipe: Recipe) -> int:
    """How many models and aliases are in each other at least; `ENDLESS` if ever more."""
    return next((most for most in range(ENDLESS) if _ends(recipe, most)), ENDLESS)


def _ends(recipe: Recipe, most: int) -> bool:
    """Whether a value can be made with so many models in each other."""
    match recipe:
        case Object(model=model):
            return most > 0 and _model_ends(model, most - 1)
        case Named() | Form():
            return most > 0 and _ends(followed(recipe), most - 1)
        case Either(variants=variants):
            return any(_ends(variant, most) for variant in variants)
        case Items(items=items, least=least, first=first):
            needed = (*first, items) if least > len(first) else first
            return all(_ends(item, most) for item in needed)
        case Entries(values=values, least=least):
            return not least or _ends(values, most)
        case Marked(members=inner) | Enveloped(value=inner):
            return _ends(inner, most)
        case Text() | Number() | Choice() | Anything():
            return True
        case _:
            assert_never(recipe)


@cache
def _model_ends(model: type[BaseModel], most: int) -> bool:
    return all(
        _ends(slot.recipe, most) for slot in slots_of(model) if slot.field.is_required()
    )
