"""Members that are texts of something else are read when they are first asked for."""

from __future__ import annotations

import copy
import json
import warnings
from datetime import UTC, date, datetime, time
from multiprocessing.reduction import ForkingPickler
from typing import Any
from uuid import UUID

import pytest
from _runtime.absent import OrAbsent
from _runtime.decode import Mode, decode
from _runtime.exact import BASE64, UUIDS
from _runtime.mismatches import MissingFieldError
from _runtime.models import Model
from _runtime.readers import MISFIT
from _runtime.spellings import TextForm
from _runtime.times import DATES, INSTANTS, TIMES, Date, DateTime, Time
from hypothesis import given
from hypothesis import strategies as st

SENT = {
    "instant": "2024-05-06T07:08:09.000Z",
    "maybe": None,
    "day": "2024-02-28",
    "clock": "07:08",
    "id": "9C5B94B1-35AD-49BB-B118-8E8FC24ABF80",
    "data": "aGk=",
}
INSTANT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


class Things(Model):
    instant: DateTime
    maybe: DateTime | None = None
    day: OrAbsent[Date] = None
    clock: OrAbsent[Time] = None
    id: OrAbsent[UUID] = None
    data: OrAbsent[bytes] = None


class Narrowed(Things):
    instant: Any


@pytest.fixture(params=["warn", "raise"])
def mode(request: pytest.FixtureRequest) -> Mode:
    found: Mode = request.param
    return found


def things(mode: Mode = "warn") -> Things:
    return decode(Things, json.dumps(SENT).encode(), mode=mode).value


def test_a_text_stays_unread_until_it_is_asked_for(mode: Mode) -> None:
    made = things(mode)
    assert vars(made) == SENT
    assert made.instant == INSTANT
    assert made.day == date(2024, 2, 28)
    assert made.clock == time(7, 8)
    assert made.id == UUID("9c5b94b1-35ad-49bb-b118-8e8fc24abf80")
    assert made.data == b"hi"
    assert made.maybe is None
    assert not [value for value in vars(made).values() if isinstance(value, str)]


def test_what_was_read_is_the_same_value_each_time() -> None:
    made = things()
    assert made.instant is made.instant


def test_values_go_out_as_they_came_asked_for_or_not(mode: Mode) -> None:
    made = things(mode)
    assert made.to_dict() == SENT
    assert [getattr(made, name) for name in SENT]
    assert made.to_dict() == SENT


def test_objects_are_equal_whether_or_not_they_were_asked() -> None:
    asked, other = things(), things()
    assert asked.instant == INSTANT
    assert asked == other
    assert asked != things().copy_with(day=date(2024, 2, 29))


def test_copies_and_pickles_are_equal_and_have_no_texts_left() -> None:
    for made in (copy.copy(things()), copy.deepcopy(things())):
        assert made == things()
    pickled = ForkingPickler.loads(ForkingPickler.dumps(things()))
    assert isinstance(vars(pickled)["instant"], datetime)
    assert pickled.to_dict() == SENT


def test_representations_show_values() -> None:
    assert repr(things()).startswith("Things(instant=datetime.datetime(2024, 5, 6, 7")


def test_pydantics_own_dump_and_iteration_give_values_without_a_warning() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert things().model_dump()["instant"] == INSTANT
    assert dict(things())["instant"] == INSTANT


def test_a_given_value_takes_the_place_of_one_that_is_unread() -> None:
    made = things()
    made.instant = datetime(2025, 1, 1, tzinfo=UTC)
    assert made.to_dict()["instant"] == "2025-01-01T00:00:00Z"
    del made.day
    assert made.day is None


def test_a_member_that_is_missing_says_so() -> None:
    made = Things.from_json("{}")
    with pytest.raises(MissingFieldError):
        _ = made.instant
    assert not hasattr(Things, "instant")


@pytest.mark.parametrize("text", ["never", "2024-02-30T00:00:00Z", "20240506"])
def test_a_text_that_is_no_instant_stays_and_is_noted(text: str) -> None:
    made = Things.from_dict({"instant": text})
    assert [found.path for found in made.mismatches] == ["$.instant"]
    assert str(made.instant) == text
    assert made == Things.from_dict({"instant": text})


def test_a_member_that_a_class_declares_anew_is_read_as_that() -> None:
    assert things().instant == INSTANT
    made = Narrowed.from_dict({"instant": SENT["instant"]})
    assert made.instant == SENT["instant"]


def test_construction_takes_no_texts() -> None:
    with pytest.raises(ValueError, match="instant"):
        things().copy_with(instant="2024-05-06T07:08:09Z")


@pytest.mark.parametrize("form", [INSTANTS, DATES, TIMES, UUIDS, BASE64])
def test_whatever_stays_unread_is_a_value_in_the_end(form: TextForm) -> None:
    @given(st.from_regex(form.certain, fullmatch=True))
    def check(text: str) -> None:
        assert form.read(text) is not MISFIT

    check()


def test_a_value_that_is_put_in_past_pydantic_is_there() -> None:
    made = decode(Things, json.dumps(SENT).encode()).value

    object.__setattr__(made, "instant", INSTANT.replace(year=1999))

    assert made.instant.year == 1999
