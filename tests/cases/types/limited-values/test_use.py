"""Made-up values keep every limit of the document, and show its examples."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from kit.judging import Judge
from kit.promises import promises
from places import ROOT
from types_limited_values import types
from types_limited_values.testing import Factories, MockLimitedValues, make

SPEC = Path(__file__).with_name("spec.yaml")
SEEDS = (*range(40), 10**6, 10**12)


@pytest.fixture(scope="module")
def judge() -> Judge:
    return Judge(**promises(SPEC, ROOT))


@pytest.mark.parametrize(
    "model",
    [types.Parcel, types.Label, types.Hint, types.Box, types.Book, types.Toy],
)
def test_values_are_valid_whatever_the_seed(
    judge: Judge, model: type[types.Parcel]
) -> None:
    found = {seed: Factories(seed)(model).to_json() for seed in SEEDS}

    for seed, text in found.items():
        wrongs = list(judge.wrongs(model.__name__, json.loads(text)))
        assert wrongs == [], seed


def test_a_seed_makes_the_same_values_again_and_another_one_others() -> None:
    texts = [Factories(seed).parcel().to_json() for seed in SEEDS]

    assert texts == [Factories(seed).parcel().to_json() for seed in SEEDS]
    assert len(set(texts)) == len(SEEDS)


def test_variants_and_listed_values_change_with_the_seed() -> None:
    parcels = [Factories(seed).parcel() for seed in range(6)]

    assert {type(parcel.content) for parcel in parcels} == {types.Book, types.Toy}
    assert {parcel.kind for parcel in parcels} == {"letter", "box", 3}


def test_what_is_given_stays_beside_what_is_made_up(judge: Judge) -> None:
    parcel = make.parcel(code="ABC-0001", sizes=[7, 8, 9])

    assert (parcel.code, parcel.sizes) == ("ABC-0001", [7, 8, 9])
    assert list(judge.wrongs("Parcel", json.loads(parcel.to_json()))) == []


def test_without_a_seed_values_are_the_examples_that_are_valid() -> None:
    hint = make.hint()

    assert hint.to_dict() == {
        "title": "Ring twice",
        "level": 4,
        "owner": "owner@example.com",
        "score": 0,
        "nickname": "Bell",
    }


def test_another_seed_takes_no_examples() -> None:
    hint = Factories(seed=1).hint()

    assert hint.to_dict() == {
        "title": "title-1",
        "level": 1,
        "owner": "user2@example.com",
        "score": 1,
    }


def test_the_example_of_a_media_type_is_that_of_its_model() -> None:
    assert make.label().to_dict() == {"text": "Handle with care", "colour": "#ff8800"}
    assert make.label(text="Dry").to_dict() == {"text": "Dry", "colour": "#ff8800"}


def test_answers_keep_limits_and_show_examples_as_well() -> None:
    mock = MockLimitedValues()
    mock.answers_anything()

    with mock.client() as client:
        codes = client.codes.list()
        shelves = client.shelves.list()

    assert [re.fullmatch("[A-Z]{3}", code) is not None for code in codes] == [True] * 2
    assert [label.text for label in shelves] == ["Top", "Bottom"]


def test_answers_of_one_path_keep_their_own_limits() -> None:
    mock = MockLimitedValues()
    mock.answers_anything()

    with mock.client() as client:
        codes = client.codes.list()
        numbers = client.codes.list_numbers()

    assert re.fullmatch("[A-Z]{3}", codes[0])
    assert numbers == [7]
