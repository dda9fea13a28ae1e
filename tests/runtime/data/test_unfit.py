"""Values that are no fields of a model: refused in the SDK's own words."""

from __future__ import annotations

from typing import Annotated, Any

import pytest
from _runtime.absent import OrAbsent
from _runtime.errors import InvalidRequestError
from _runtime.models import Model
from pydantic import Field


class Part(Model):
    n: int


class Whole(Model):
    id: int
    list_: Annotated[OrAbsent[list[Part]], Field(alias="list")] = None


def test_construction_refuses_what_the_types_refuse() -> None:
    raw: dict[str, Any] = {"id": "s3cret"}

    with pytest.raises(InvalidRequestError) as caught:
        Whole(**raw)

    assert str(caught.value) == "Whole: id: Input should be a valid integer"


def test_a_value_within_is_named_by_its_place_and_none_is_shown() -> None:
    raw: dict[str, Any] = {"id": 1, "list_": [{"n": 1}, {"n": "s3cret"}]}

    with pytest.raises(InvalidRequestError) as caught:
        Whole(**raw)

    assert str(caught.value).startswith("Whole: list_[1].n: ")
    assert "s3cret" not in str(caught.value)
    assert caught.value.__cause__ is caught.value.__context__ is None


def test_the_first_problems_are_told_and_how_many_more_there_are() -> None:
    raw: dict[str, Any] = {"id": 1, "list_": [{}, {}, {}, {}, {}]}

    with pytest.raises(InvalidRequestError, match=r"list_\[2\].*; and 2 more$"):
        Whole(**raw)


def test_a_copy_refuses_the_same() -> None:
    made = Whole(id=1)

    with pytest.raises(InvalidRequestError, match=r"^Whole: id: "):
        made.copy_with(id="2")
    assert made.id == 1
