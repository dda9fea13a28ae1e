"""Values made for tests from nothing but a type."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date, datetime, time, timedelta
from decimal import Decimal
from typing import Annotated, Any, Literal

import pytest
from _runtime.absent import OrAbsent
from _runtime.entries import SingleEntry
from _runtime.enums import UnknownInteger, UnknownNumber, UnknownValue
from _runtime.filled import Filled
from _runtime.models import Model
from _runtime.testing.endings import ENDLESS, EndlessError
from _runtime.testing.endings import height as height_of
from _runtime.testing.factories import AnyFactories, build, build_batch
from _runtime.testing.forms import item_form, model_in, recipe_of
from _runtime.testing.recipes import Choice, Number, Recipe, Text
from _runtime.testing.samples import Place, made, sample
from _runtime.times import Date, DateTime, Duration
from _runtime.unions import Member, Tagged, UnknownVariant
from annotated_types import Ge, Gt, Le, Lt, MaxLen, MinLen, MultipleOf
from pydantic import Field
from typing_extensions import TypeAliasType


class Cat(Model):
    kind: Literal["cat"] = "cat"
    lives: int


class Dog(Model):
    kind: Literal["dog"] = "dog"
    owner: Owner


class Owner(Model):
    pets: list[Pet]
    favourite: Pet | None = None


Pet = Annotated[
    Cat | Dog | UnknownVariant,
    Tagged("kind", {"cat": Cat, "dog": Dog}),
]
Name = TypeAliasType("Name", Annotated[str, MinLen(3)])
Tree = TypeAliasType("Tree", "str | list[Tree]")


_NULLED = Literal.__getitem__(("a", "b", None))


@pytest.mark.parametrize(
    ("form", "first", "second"),
    [
        (str, "value", "value-1"),
        (Annotated[str, MaxLen(3)], "val", "va1"),
        (Annotated[str, MaxLen(0)], "", ""),
        (Annotated[str, MinLen(8)], "valuexxx", "value-1x"),
        (UnknownValue, "value", "value-1"),
        (bool, False, True),
        (None, None, None),
        (Any, None, None),
        (int, 0, 1),
        (float, 0, 1),
        (UnknownInteger, 1, 2),
        (UnknownNumber, 1, 2),
        (Annotated[int, Ge(5), Le(6)], 5, 6),
        (Annotated[int, Gt(5), MultipleOf(4)], 8, 12),
        (Annotated[int, Lt(0)], -1, -2),
        (Annotated[int, Ge(-9), Lt(-7)], -9, -8),
        (Annotated[float, Gt(0), Lt(1)], 0.5, 0.6666666666666666),
        (Annotated[float, Ge(0.1), Le(0.1)], 0.1, 0.1),
        (bytes, "", "MQ=="),
        (datetime, "2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z"),
        (DateTime, "2024-01-01T00:00:00Z", "2024-01-01T00:00:01Z"),
        (date, "2024-01-01", "2024-01-02"),
        (Date, "2024-01-01", "2024-01-02"),
        (time, "12:00:00Z", "12:00:01Z"),
        (timedelta, "PT1S", "PT2S"),
        (Duration, "PT1S", "PT2S"),
        (Decimal, "1.00", "2.00"),
        (_NULLED, "a", "b"),
        (Literal["a", "b"] | UnknownValue | None, "a", "b"),
        (int | str, 0, "value-1"),
        (UnknownVariant | None, None, None),
        (list[int], [], []),
        (Annotated[list[int], MinLen(2)], [0, 1], [1, 2]),
        (list, [], []),
        (tuple[int, ...], [], []),
        (tuple[int, str], [0, "value"], [1, "value-1"]),
        (Sequence[str], [], []),
        (dict[str, int], {}, {}),
        (Annotated[Mapping[str, int], MinLen(1)], {"key": 0}, {"key-1": 1}),
        (dict, {}, {}),
        (SingleEntry[Literal["x", "y"], int], {"x": 0}, {"y": 1}),
        (Annotated[int, Member("data")], {"data": 0}, {"data": 1}),
        (Pet, {"kind": "cat", "lives": 0}, {"kind": "dog", "owner": {"pets": []}}),
        (Name, "value", "value-1"),
        (Tree, "value", []),
    ],
)
def test_a_value_is_made_of_any_type(
    form: object, first: object, second: object
) -> None:
    assert sample(form, Place()) == first
    assert sample(form, Place(number=1)) == second


class Bank(Model):
    id: Annotated[str, Field(alias="ID")]
    open: bool | None = None
    tags: list[str]
    notes: list[str] | None = None
    nothing: Annotated[None, Filled()] = None


class Endless(Model):
    again: Endless


class Choosing(Model):
    choice: Endless | Owner


def test_a_model_has_what_is_required_and_what_is_given() -> None:
    make = AnyFactories(seed=3)
    of_others = AnyFactories(seed=4)._build(Bank, {})

    assert make(Bank).to_dict() == {"ID": "id-3", "tags": [], "nothing": None}
    assert build(Bank, {"id": "a", "open": True}).to_dict() == {
        "ID": "a",
        "open": True,
        "tags": [],
        "nothing": None,
    }
    assert make(Bank, tags=2).tags == ["tags-3", "tags-4"]
    assert make(Bank, notes=1).notes == ["notes-3"]
    assert make(int) == 3
    assert of_others.id == "id-4"


def test_a_field_that_there_is_not_is_named() -> None:
    with pytest.raises(TypeError, match="Bank has no field opened, shut"):
        build(Bank, {"opened": True, "shut": False})


def test_a_model_that_always_contains_another_one_cannot_be_made() -> None:
    with pytest.raises(EndlessError, match="every Endless contains another one"):
        build(Endless)


def test_a_variant_that_never_ends_is_not_made() -> None:
    values = [build(Choosing, seed=seed) for seed in range(3)]

    assert {type(value.choice) for value in values} == {Owner}


class Outer(Model):
    middle: Middle


class Middle(Model):
    inner: Outer | Owner | Annotated[list[int], MinLen(1)]


def test_deep_within_the_variant_is_made_that_ends_soonest() -> None:
    values = [build(Outer, seed=seed).to_dict() for seed in range(2)]

    assert values == [{"middle": {"inner": [0]}}, {"middle": {"inner": [1]}}]


@pytest.mark.parametrize(
    ("form", "item"),
    [
        (list[int], int),
        (list[int] | None, int),
        (Annotated[tuple[int, ...], MinLen(1)], int),
        (list, None),
        (int | str, None),
    ],
)
def test_what_a_list_is_made_of_is_known(form: object, item: object) -> None:
    assert item_form(form) is item


def test_a_model_is_found_in_what_may_be_something_else() -> None:
    assert model_in(str | list[Owner] | None) is Owner


@pytest.mark.parametrize(
    ("form", "height"),
    [
        (Owner, 1),
        (Pet, 1),
        (Annotated[list[Pet], MinLen(1)], 1),
        (tuple[Bank, str], 1),
        (Annotated[dict[str, Bank], MinLen(1)], 1),
        (dict[str, Endless], 0),
        (Annotated[Bank, Member("data")], 1),
        (Tree, 1),
        (Endless, ENDLESS),
    ],
)
def test_it_is_known_how_many_models_are_in_each_other(
    form: object, height: int
) -> None:
    assert height_of(recipe_of(form)) == height


@pytest.mark.parametrize(
    ("recipe", "first", "second"),
    [
        (Text(samples=("a-1", "b-2")), "a-1", "b-2"),
        (Text("email"), "user1@example.com", "user2@example.com"),
        (Text("idn-email", most=7), "u1@a.co", "u2@a.co"),
        (Text("email", most=3), "1@a", "2@a"),
        (Text("email", most=2), "1@a", "2@a"),
        (Text("uri", least=24), "https://example.com/0001", "https://example.com/0002"),
        (Text("ipv4"), "192.0.2.1", "192.0.2.2"),
        (Text("byte", least=8), "eHh4eHh4", "MXh4eHh4"),
        (Number(step=0.25, above=0.2, below=0.6), 0.25, 0.5),
        (Number(step=3, low=1, high=2), 1.5, 1.6666666666666665),
        (Number(above=0.5, below=0.75), 0.625, 0.6666666666666666),
        (Number(step=0.5, low=0.2, high=0.8), 0.5, 0.5),
        (Choice(()), None, None),
    ],
)
def test_a_value_keeps_to_its_recipe(
    recipe: Recipe, first: object, second: object
) -> None:
    assert made(recipe, Place()) == first
    assert made(recipe, Place(number=1)) == second


class Done(Model):
    id: str
    result: Literal["created", "updated"] | UnknownValue


class Count(Model):
    total: int
    created: int
    lost: int
    note: str


class Batch(Model):
    data: list[Done]
    failed: list[Bank]
    summary: OrAbsent[Count] = None
    more: bool | None = None
    page: int | None = None


class Plain(Model):
    items: list[Bank]


def test_a_batch_has_as_many_items_as_its_counters_say() -> None:
    made = AnyFactories()._build_batch(
        Batch,
        {"created": 1, "updated": 2, "failed": 1, "more": True, "page": 3},
        succeeded="data",
        failed=("failed",),
        summary="summary",
    )

    assert [done.result for done in made.data] == ["created", "updated", "updated"]
    assert [done.id for done in made.data] == ["id", "id-1", "id-2"]
    assert (len(made.failed), made.more, made.page) == (1, True, 3)
    assert made.summary == Count(total=4, created=1, lost=0, note="note")


def test_a_batch_may_have_no_summary_and_items_of_no_result() -> None:
    made = build_batch(Plain, {"items": 2}, succeeded="items")

    assert [bank.id for bank in made.items] == ["id", "id-1"]


def test_a_summary_that_is_given_is_taken() -> None:
    given = Count(total=9, created=9, lost=9, note="mine")

    made = build_batch(Batch, {"created": 1}, {"summary": given}, summary="summary")

    assert (made.summary, len(made.data)) == (given, 1)
