"""Encoding: plain JSON by value, exact and refused by path."""

from __future__ import annotations

import json
from collections.abc import Mapping
from datetime import UTC, date, datetime, time, timedelta, timezone
from decimal import Decimal
from enum import Enum, IntEnum, StrEnum
from types import MappingProxyType
from typing import Annotated, Any
from uuid import UUID

import pytest
from _runtime.encode import to_json_bytes, to_plain
from _runtime.entries import SingleEntry
from _runtime.enums import UnknownInteger, UnknownNumber, UnknownValue
from _runtime.errors import InvalidRequestError
from _runtime.exact import DecimalNumber
from _runtime.models import Model
from _runtime.omit import omit
from _runtime.times import DateTime, spelled_clock
from _runtime.unions import UnknownVariant
from hypothesis import given, settings
from hypothesis import strategies as st
from pydantic import BaseModel, Field

INSTANT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)
NAIVE = INSTANT.replace(tzinfo=None)


class Person(Model):
    first_name: Annotated[str, Field(alias="firstName")]
    born: DateTime | None = None


class Employee(Person):
    boss: Person | None = None


class Foreign(BaseModel):
    a_b: Annotated[int, Field(alias="aB")]
    other: int = 1


class Colour(Enum):
    RED = "red"


class Size(IntEnum):
    BIG = 3


class Word(StrEnum):
    YES = "yes"


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, "null"),
        (True, "true"),
        (1, "1"),
        (2**70, str(2**70)),
        (0.1, "0.1"),
        (1e21, "1e+21"),
        ("é", '"é"'),
        ("\ud800", '"\\ud800"'),
        (DecimalNumber("1.10"), "1.10"),
        (DecimalNumber("0.1234567890123456789"), "0.1234567890123456789"),
        ([DecimalNumber("1.0"), DecimalNumber("2.00")], "[1.0,2.00]"),
        (Decimal("1.10"), '"1.10"'),
        (INSTANT, '"2024-05-06T07:08:09Z"'),
        (
            INSTANT.astimezone(timezone(timedelta(hours=2))),
            '"2024-05-06T09:08:09+02:00"',
        ),
        (
            INSTANT.astimezone(timezone(timedelta(seconds=3208))),
            '"2024-05-06T07:08:09Z"',
        ),
        (date(2024, 5, 6), '"2024-05-06"'),
        (time(7, 8), '"07:08:00"'),
        (timedelta(days=1, milliseconds=1500), '"P1DT1.5S"'),
        (timedelta(days=-1), '"-P1D"'),
        (UUID(int=1), '"00000000-0000-0000-0000-000000000001"'),
        (b"\xff\xef", '"/+8="'),
        (bytearray(b"a"), '"YQ=="'),
        ((1, 2), "[1,2]"),
        (MappingProxyType({"a": 1}), '{"a":1}'),
        ({"a": omit, "b": None, "c": [1, omit]}, '{"b":null,"c":[1]}'),
        (SingleEntry("k", INSTANT), '{"k":"2024-05-06T07:08:09Z"}'),
        (UnknownVariant({"t": [1]}), '{"t":[1]}'),
        (Colour.RED, '"red"'),
        ({Word.YES: Size.BIG}, '{"yes":3}'),
        (Foreign(aB=2), '{"aB":2}'),
        (Person(first_name="A"), '{"firstName":"A"}'),
        (
            {"rows": [Employee(first_name="A", boss=Employee(first_name="B"))]},
            '{"rows":[{"firstName":"A","boss":{"firstName":"B"}}]}',
        ),
    ],
)
def test_values_are_sent_in_json_spelling(value: object, expected: str) -> None:
    assert to_json_bytes(value).decode() == expected


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (UnknownValue("x"), "x"),
        (UnknownInteger(3), 3),
        (UnknownNumber(0.5), 0.5),
        ({UnknownValue("k"): 1}, {"k": 1}),
    ],
)
def test_plain_data_has_plain_types(value: object, expected: object) -> None:
    plain = to_plain(value)

    assert plain == expected
    assert type(plain) is type(expected)
    if isinstance(plain, Mapping):
        assert [type(key) for key in plain] == [str]


@pytest.mark.parametrize(
    ("value", "message"),
    [
        ({"rows": [{"at": NAIVE}]}, r"`\$\.rows\[0\]\.at`: a datetime without"),
        ([float("nan")], r"`\$\[0\]`: nan is no JSON number"),
        (float("inf"), r"`\$`: inf is no JSON number"),
        ({"a": Decimal("NaN")}, r"`\$\.a`: NaN is no JSON number"),
        ({"a": {1, 2}}, r"`\$\.a`: a set cannot be sent as JSON"),
        ({"a": object()}, r"`\$\.a`: a object cannot"),
        ({1: 2}, r"`\$`: the key 1 is no string"),
        ((item for item in [1]), r"a generator cannot"),
    ],
)
def test_what_json_cannot_say_is_refused_by_path(value: object, message: str) -> None:
    with pytest.raises(InvalidRequestError, match=message):
        to_json_bytes(value)


def test_a_naive_instant_set_later_never_reaches_the_wire() -> None:
    person = Person(first_name="A")
    person.born = NAIVE

    with pytest.raises(InvalidRequestError, match=r"\$\.born"):
        person.to_json()


def test_what_contains_itself_is_refused() -> None:
    cycle: list[Any] = []
    cycle.append(cycle)

    with pytest.raises(InvalidRequestError, match="nested too deeply"):
        to_json_bytes(cycle)


def test_text_that_looks_like_a_number_stays_text() -> None:
    value = {"a": "1.10", "b": DecimalNumber("1.10")}

    assert to_json_bytes(value) == b'{"a":"1.10","b":1.10}'


_JSON: st.SearchStrategy[Any] = st.recursive(
    st.none()
    | st.booleans()
    | st.integers()
    | st.floats(allow_nan=False, allow_infinity=False)
    | st.sampled_from([0.0001, 0.00001, 1e15, 1e16, 1e21, -0.0, 5e-324])
    | st.text(max_size=8),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(max_size=4), inner),
    max_leaves=12,
)


@settings(max_examples=300, deadline=None)
@given(_JSON)
def test_plain_data_is_written_as_python_writes_it(value: object) -> None:
    expected = json.dumps(value, ensure_ascii=False, separators=(",", ":"))

    assert to_json_bytes(value).decode() == expected


@settings(max_examples=300, deadline=None)
@given(
    st.datetimes(
        timezones=st.timezones()
        | st.integers(-1439, 1439).map(
            lambda minutes: timezone(timedelta(minutes=minutes))
        )
    ).filter(lambda moment: 1 < moment.year < 9999)
)
def test_an_instant_is_written_without_zeros_at_its_end(moment: datetime) -> None:
    whole = moment.utcoffset() or timedelta()
    in_minutes = moment if not whole % timedelta(minutes=1) else moment.astimezone(UTC)

    assert to_plain(moment) == spelled_clock(in_minutes)


@pytest.mark.parametrize("depth", [200, 400])
def test_what_is_nested_deeply_is_sent_too(depth: int) -> None:
    value: list[Any] = []
    for _ in range(depth):
        value = [value]

    assert to_json_bytes(value) == b"[" * (depth + 1) + b"]" * (depth + 1)


def test_a_large_number_among_decimals_keeps_its_digits() -> None:
    value = {"a": 2**70, "b": [1e21, DecimalNumber("1.10")], "c": "\ud800"}

    assert to_json_bytes(value) == (
        b'{"a":1180591620717411303424,"b":[1e+21,1.10],"c":"\\ud800"}'
    )


def test_plain_data_is_a_copy() -> None:
    value = {"a": [1, "b"], "c": {"d": [None]}}

    plain = to_plain(value)

    assert plain == value
    assert isinstance(plain, dict)
    assert plain["a"] is not value["a"]
    assert plain["c"]["d"] is not value["c"]
