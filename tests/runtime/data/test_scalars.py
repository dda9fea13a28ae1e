"""Scalars in answers: date-times, numbers, decimals, bytes, durations."""

from __future__ import annotations

import copy
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from multiprocessing.reduction import ForkingPickler
from typing import Any
from uuid import UUID

import pytest
from _runtime.decode import decode
from _runtime.enums import UnknownValue
from _runtime.errors import InvalidRequestError
from _runtime.exact import DecimalNumber
from _runtime.mismatches import UndecodableError
from _runtime.models import Model
from _runtime.times import Date, DateTime, Duration, Time


class Times(Model):
    a: DateTime | None = None
    list_: list[DateTime] | None = None
    day: Date | None = None
    clock: Time | None = None
    span: Duration | None = None


class Numbers(Model):
    i: int | None = None
    big: int | None = None
    f: float | None = None
    s: int | str | None = None
    price: Decimal | None = None
    flag: bool | None = None


class Others(Model):
    id: UUID | None = None
    data: bytes | None = None
    kind: UnknownValue | None = None


INSTANT = datetime(2024, 5, 6, 7, 8, 9, tzinfo=UTC)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("2024-05-06T07:08:09Z", INSTANT),
        ("2024-05-06t07:08:09z", INSTANT),
        ("2024-05-06T07:08:09.1Z", INSTANT.replace(microsecond=100000)),
        ("2024-05-06T07:08:09.123456789Z", INSTANT.replace(microsecond=123456)),
        ("2024-05-06T07:08:09+02:00", INSTANT - timedelta(hours=2)),
        ("2024-05-06T07:08:09-00:00", INSTANT),
        ("2024-05-06 07:08:09+0000", INSTANT),
    ],
)
def test_every_spelling_of_an_instant_is_read(text: str, expected: datetime) -> None:
    decoded = decode(Times, f'{{"a":"{text}"}}'.encode())

    assert decoded.mismatches == ()
    assert decoded.value.a == expected
    assert decoded.value.a is not None
    assert decoded.value.a.tzinfo is not None


@pytest.mark.parametrize("sibling", ["", ',"day":5'])
def test_an_instant_without_offset_is_utc_and_noted(sibling: str) -> None:
    decoded = decode(Times, f'{{"a":"2024-05-06T07:08:09"{sibling}}}'.encode())

    assert decoded.value.a == INSTANT
    assert str(decoded.mismatches[0]) == (
        '$.a: promised a date-time, got "2024-05-06T07:08:09" without an offset'
    )


@pytest.mark.parametrize("text", ["never", "", "2024-13-01T00:00:00Z"])
def test_no_date_time_is_kept_as_text_and_noted(text: str) -> None:
    decoded = decode(Times, f'{{"a":"{text}"}}'.encode())

    assert decoded.value.to_dict() == {"a": text}
    assert [m.path for m in decoded.mismatches] == ["$.a"]


def test_no_date_time_is_an_error_in_strict_decoding() -> None:
    with pytest.raises(UndecodableError, match=r"\$\.a"):
        decode(Times, b'{"a":"never"}', mode="raise")


def test_a_naive_instant_cannot_be_constructed() -> None:
    with pytest.raises(InvalidRequestError, match="timezone"):
        Times(a=INSTANT.replace(tzinfo=None))


def test_instants_are_sent_with_an_offset() -> None:
    made = Times(a=INSTANT.replace(microsecond=500000))

    assert made.to_json() == '{"a":"2024-05-06T07:08:09.5Z"}'


@pytest.mark.parametrize(
    "text",
    [
        "2024-05-06T07:08:09Z",
        "2024-05-06T07:08:09.678Z",
        "2024-05-06T07:08:09.678901+02:00",
    ],
)
def test_instants_are_sent_with_the_digits_they_came_with(text: str) -> None:
    made = decode(Times, f'{{"a":"{text}"}}'.encode(), mode="raise").value

    assert made.to_dict() == {"a": text}


@pytest.mark.parametrize("text", ["07:08:09Z", "07:08:09.25+02:00"])
def test_times_with_an_offset_round_trip(text: str) -> None:
    made = decode(Times, f'{{"clock":"{text}"}}'.encode(), mode="raise").value

    assert made.to_dict() == {"clock": text}


def test_dates_and_times_round_trip() -> None:
    body = b'{"day":"2024-05-06","clock":"07:08:09"}'

    made = decode(Times, body, mode="raise").value

    assert (made.day, made.clock) == (date(2024, 5, 6), time(7, 8, 9))
    assert made.to_json().encode() == body


def test_the_date_of_a_date_time_is_taken_and_noted() -> None:
    decoded = decode(Times, b'{"day":"2024-05-06T07:08:09Z"}')

    assert decoded.value.day == date(2024, 5, 6)
    assert [m.path for m in decoded.mismatches] == ["$.day"]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("P1DT30.5S", timedelta(days=1, seconds=30.5)),
        ("PT90S", timedelta(seconds=90)),
        ("PT0S", timedelta()),
        ("-P2D", timedelta(days=-2)),
        ("P1DT2H", timedelta(days=1, hours=2)),
        ("PT1H0.25S", timedelta(hours=1, milliseconds=250)),
        ("P1W", timedelta(weeks=1)),
        ("P1M", timedelta(days=30)),
        ("P1Y2M3D", timedelta(days=365 + 60 + 3)),
    ],
)
def test_durations_round_trip(text: str, expected: timedelta) -> None:
    made = decode(Times, f'{{"span":"{text}"}}'.encode(), mode="raise").value

    assert made.span == expected
    assert made.to_dict() == {"span": text}


def test_a_calendar_duration_survives_copies() -> None:
    made = decode(Times, b'{"span":"P1M"}').value

    copies = [copy.deepcopy(made), ForkingPickler.loads(ForkingPickler.dumps(made))]

    assert [each.to_dict() for each in copies] == [{"span": "P1M"}] * 2


def test_durations_can_be_given_and_wrong_ones_are_noted() -> None:
    decoded = decode(Times, b'{"span":"soon"}')

    assert Times(span=timedelta(hours=1)).to_dict() == {"span": "PT1H"}
    assert [m.path for m in decoded.mismatches] == ["$.span"]


def test_numbers_are_read_as_json_schema_has_them() -> None:
    decoded = decode(Numbers, b'{"i":3.0,"big":9007199254740993,"f":1,"s":"7"}')
    made = decoded.value

    assert decoded.mismatches == ()
    assert (made.i, made.big, made.f, made.s) == (3, 9007199254740993, 1, "7")
    assert type(made.i) is int


def test_a_large_integer_in_a_number_is_exact() -> None:
    body = b'{"big":123456789012345678901234567890,"f":9007199254740993}'

    assert decode(Numbers, body, mode="raise").value.to_json().encode() == body


@pytest.mark.parametrize(
    ("member", "promised", "got"),
    [
        ('"i":1.9', "an integer", "the number 1.9"),
        ('"i":"1"', "an integer", "a string"),
        ('"i":true', "an integer", "true"),
        ('"f":"1.0"', "a number", "a string"),
        ('"f":false', "a number", "false"),
        ('"flag":"yes"', "a boolean", "a string"),
        ('"flag":1', "a boolean", "the number 1"),
        ('"s":[]', "an integer or a string", "an array"),
    ],
)
def test_a_wrong_leaf_is_kept_and_noted(member: str, promised: str, got: str) -> None:
    body = f"{{{member}}}"

    decoded = decode(Numbers, body.encode())

    assert [(m.promised, m.got) for m in decoded.mismatches] == [(promised, got)]
    assert decoded.value.to_json() == body


@pytest.mark.parametrize("text", ['"1.10"', "1.5", "3"])
@pytest.mark.parametrize("other", ["3", "3.0"])
def test_decimals_stay_as_the_api_spells_them(text: str, other: str) -> None:
    body = f'{{"i":{other},"price":{text}}}'

    made = decode(Numbers, body.encode()).value

    assert made.price == Decimal(text.strip('"'))
    assert made.to_json() == body.replace("3.0", "3")


def test_decimals_can_be_given() -> None:
    assert Numbers(price=Decimal("1.10")).to_json() == '{"price":"1.10"}'
    assert Numbers(price=DecimalNumber("1.10")).to_json() == '{"price":1.10}'


@pytest.mark.parametrize("text", ['"abc"', '"NaN"', "true", "[]"])
def test_no_decimal_is_kept_and_noted(text: str) -> None:
    decoded = decode(Numbers, f'{{"price":{text}}}'.encode())

    assert [m.path for m in decoded.mismatches] == ["$.price"]
    assert decoded.value.to_json() == f'{{"price":{text}}}'


@pytest.mark.parametrize("text", ["NaN", "-Infinity", "1e999"])
def test_no_number_of_json_is_noted_and_cannot_be_given(text: str) -> None:
    body = f'{{"f":{text}}}'.encode()

    decoded = decode(Numbers, body)

    assert [m.promised for m in decoded.mismatches] == ["a number"]
    with pytest.raises(UndecodableError):
        decode(Numbers, body, mode="raise")
    with pytest.raises(InvalidRequestError):
        Numbers(f=float(text))


def test_no_integer_is_too_large_beside_what_does_not_fit() -> None:
    large = 10**400

    decoded = decode(Numbers, f'{{"f":{large},"flag":"no"}}'.encode())

    assert (decoded.value.f, len(decoded.mismatches)) == (large, 1)


def test_bytes_and_uuids_round_trip() -> None:
    identifier = UUID("12345678-1234-5678-1234-567812345678")
    body = f'{{"id":"{identifier}","data":"/+8="}}'.encode()

    made = decode(Others, body, mode="raise").value

    assert (made.id, made.data) == (identifier, b"\xff\xef")
    assert made.to_json().encode() == body


@pytest.mark.parametrize("text", ["_-8=", "/+8", "_-8"])
def test_other_base64_alphabets_are_read(text: str) -> None:
    assert decode(Others, f'{{"data":"{text}"}}'.encode()).value.data == b"\xff\xef"


def test_bytes_that_are_not_even_ascii_are_kept_and_noted() -> None:
    decoded = decode(Others, '{"data":"é"}'.encode())

    assert decoded.value.to_dict() == {"data": "é"}
    assert [m.path for m in decoded.mismatches] == ["$.data"]


def test_wrong_bytes_and_uuids_are_kept_and_noted() -> None:
    raw: dict[str, Any] = {"id": "nope", "data": "not base64!"}

    made = Others.from_dict(raw)

    assert made.to_dict() == raw
    assert [m.path for m in made.mismatches] == ["$.id", "$.data"]


@pytest.mark.parametrize("form", [DateTime, date, time])
@pytest.mark.parametrize("digits", ["1", "1700000000"])
def test_text_of_digits_is_no_date_and_no_time(form: object, digits: str) -> None:
    with pytest.raises(UndecodableError):
        decode(form, f'"{digits}"'.encode(), mode="raise")
