"""Values go out as the server spelled them: what is decoded encodes to the same JSON."""

from __future__ import annotations

import copy
import json
from collections.abc import Callable
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from multiprocessing.reduction import ForkingPickler
from typing import Annotated, Any, Literal
from uuid import UUID

import pytest
from _runtime.decode import Mode, decode
from _runtime.mismatches import UndecodableError
from _runtime.models import Model
from _runtime.spellings import spelled
from _runtime.times import Date, DateTime, Duration, Time
from _runtime.unions import ByShape, Shape, Tagged
from hypothesis import given, settings
from hypothesis import strategies as st


class Cat(Model):
    kind: Literal["cat"] = "cat"
    born: Date


class Dog(Model):
    kind: Literal["dog"] = "dog"
    born: DateTime


class Things(Model):
    instant: DateTime | None = None
    day: Date | None = None
    clock: Time | None = None
    span: Duration | None = None
    id: UUID | None = None
    price: Decimal | None = None
    data: bytes | None = None
    ids: list[UUID] | None = None
    by_name: dict[str, DateTime] | None = None
    by_id: dict[UUID, bytes] | None = None
    by_day: dict[Date, Time] | None = None
    pair: tuple[DateTime, UUID] | None = None
    when: (
        Annotated[
            DateTime | Date,
            ByShape(Shape(DateTime, kind="string"), Shape(Date, kind="string")),
        ]
        | None
    ) = None
    either: (
        Annotated[
            UUID | int | str,
            ByShape(
                Shape(UUID, kind="string"),
                Shape(int, kind="integer"),
                Shape(str, kind="string"),
            ),
        ]
        | None
    ) = None
    pet: Annotated[Cat | Dog, Tagged("kind", {"cat": Cat, "dog": Dog})] | None = None


def _joined(*parts: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.tuples(*parts).map("".join)


def _from(*texts: str) -> st.SearchStrategy[str]:
    return st.sampled_from(texts)


_FRACTION = _joined(_from("", "", ".", ",")).flatmap(
    lambda point: (
        st.text("0123456789", min_size=1, max_size=9).map(lambda digits: point + digits)
        if point
        else st.just("")
    )
)
_OFFSET = _from(
    *("Z", "z", "+00:00", "-00:00", "+0000", "+02:00", "-05:30", "+00:30", "+0200"),
    *("", "+23:59", "-23:59", "\N{MINUS SIGN}02:00"),
)
_DAYS = st.one_of(
    st.dates(date(1000, 1, 1)).map(date.isoformat), _from("0001-01-01", "2024-13-01")
)
_CLOCKS = st.one_of(
    _joined(_from("00:00", "07:08", "23:59", "24:00"), _OFFSET),
    _joined(_from("00:00:00", "07:08:09", "23:59:60"), _FRACTION, _OFFSET),
)
_INSTANTS = _joined(_DAYS, _from("T", "t", " ", "_"), _CLOCKS)
_SPANS = _from(
    *("P1D", "PT60S", "PT1M", "P1W", "P1M", "P0D", "PT0S", "1:00:00", "-P1D", "+P1D"),
    *("PT1.50S", "PT0.1234567S", "P1DT2H3M4.5S", "p1d", "60", ""),
)
_CASED: list[Callable[[str], str]] = [str.lower, str.upper, str.title]
_IDS = st.builds(
    lambda id_, form, case: case(form.format(id_)),
    st.uuids(),
    _from("{0}", "{0.hex}", "{{{0}}}", "urn:uuid:{0}", " {0.hex}"),
    st.sampled_from(_CASED),
)
_PRICES = st.one_of(
    st.decimals(allow_nan=False, allow_infinity=False).map(str),
    _from("1.10", "1e5", "1E+5", ".5", "5.", "005", "+1", "1_000", " 1", "0.0000001"),
)
_DATA = st.one_of(
    st.text("ABab01+/-_=", max_size=12), _from("YQ==", "YR==", "YQ", "_-8=", "_-8")
)
_ANY = st.one_of(
    st.text(max_size=8), _INSTANTS, _DAYS, _CLOCKS, _SPANS, _IDS, _PRICES, _DATA
)
_MEMBERS: dict[str, st.SearchStrategy[Any]] = {
    "instant": _INSTANTS,
    "day": _DAYS | _INSTANTS,
    "clock": _CLOCKS,
    "span": _SPANS,
    "id": _IDS,
    "price": _PRICES,
    "data": _DATA,
    "ids": st.lists(_IDS, max_size=2),
    "by_name": st.dictionaries(st.text(max_size=3), _INSTANTS, max_size=2),
    "by_id": st.dictionaries(_IDS, _DATA, max_size=1),
    "by_day": st.dictionaries(_DAYS | _INSTANTS, _CLOCKS, max_size=1),
    "pair": st.tuples(_INSTANTS, _IDS).map(list),
    "when": _INSTANTS | _DAYS,
    "either": _IDS,
    "pet": st.one_of(
        st.builds(lambda born: {"kind": "cat", "born": born}, _DAYS | _INSTANTS),
        st.builds(lambda born: {"kind": "dog", "born": born}, _INSTANTS),
    ),
}


def _comes_back(raw: dict[str, Any]) -> None:
    made = decode(Things, json.dumps(raw).encode()).value

    assert json.loads(made.to_json()) == raw


@settings(max_examples=500, deadline=None)
@given(st.fixed_dictionaries({}, optional=_MEMBERS))
def test_what_is_decoded_encodes_to_the_same_json(raw: dict[str, Any]) -> None:
    _comes_back(raw)


@pytest.mark.slow
@settings(max_examples=20000, deadline=None)
@given(st.fixed_dictionaries({}, optional=_MEMBERS))
def test_very_many_values_encode_to_the_same_json(raw: dict[str, Any]) -> None:
    _comes_back(raw)


@settings(max_examples=200, deadline=None)
@given(st.sampled_from(sorted(_MEMBERS)), _ANY)
def test_any_text_encodes_to_the_same_json(name: str, text: str) -> None:
    made = decode(Things, json.dumps({name: text}).encode()).value

    assert json.loads(made.to_json()) == {name: text}


@settings(max_examples=200, deadline=None)
@given(st.fixed_dictionaries({}, optional=_MEMBERS))
def test_strict_decoding_gives_the_same(raw: dict[str, Any]) -> None:
    body = json.dumps(raw).encode()
    decoded = decode(Things, body)

    if not decoded.mismatches:
        assert decode(Things, body, mode="raise").value == decoded.value


UNUSUAL: list[tuple[str, str, object]] = [
    ("instant", "2024-05-06T07:08:00.000Z", datetime(2024, 5, 6, 7, 8, tzinfo=UTC)),
    ("instant", "2024-05-06 07:08:00+00:00", datetime(2024, 5, 6, 7, 8, tzinfo=UTC)),
    ("day", "2024-05-06T00:00:00Z", date(2024, 5, 6)),
    ("clock", "07:08", time(7, 8)),
    ("span", "PT60S", timedelta(minutes=1)),
    ("id", "A0000000-0000-0000-0000-000000000001", UUID(int=(10 << 124) + 1)),
    ("price", "1e5", Decimal("1E+5")),
    ("data", "_-8", b"\xff\xef"),
]
MODES: list[Mode] = ["warn", "raise"]


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(("name", "text", "value"), UNUSUAL)
def test_an_unusual_spelling_is_kept_and_no_mismatch(
    name: str, text: str, value: object, mode: Mode
) -> None:
    decoded = decode(Things, json.dumps({name: text}).encode(), mode=mode)

    assert decoded.mismatches == ()
    assert getattr(decoded.value, name) == value
    assert decoded.value.to_dict() == {name: text}


@pytest.mark.parametrize(("name", "text", "value"), UNUSUAL)
def test_the_value_is_as_good_as_the_usual_one(
    name: str, text: str, value: object
) -> None:
    found = getattr(decode(Things, json.dumps({name: text}).encode()).value, name)

    assert isinstance(found, type(value))
    assert (found, value) == (value, found)
    assert {found} == {value}
    assert repr(found).partition("(")[0] == repr(value).partition("(")[0]
    assert str(found) == str(value)


@pytest.mark.parametrize(("name", "text"), [each[:2] for each in UNUSUAL])
def test_copies_keep_the_spelling(name: str, text: str) -> None:
    made = decode(Things, json.dumps({name: text}).encode()).value
    copies = [
        copy.copy(made),
        copy.deepcopy(made),
        ForkingPickler.loads(ForkingPickler.dumps(made)),
        made.copy_with(by_name={}),
        Things(**{name: getattr(made, name)}),
        Things().copy_with(**{name: getattr(made, name)}),
    ]

    assert [each.to_dict()[name] for each in copies] == [text] * len(copies)
    assert copies[1] == copies[2] == made


@pytest.mark.parametrize(("name", "text", "value"), UNUSUAL)
def test_a_value_that_is_given_is_spelled_in_the_usual_way(
    name: str, text: str, value: object
) -> None:
    made = decode(Things, json.dumps({name: text}).encode()).value

    changed = made.copy_with(**{name: value})

    assert changed == made
    assert changed.to_dict() == Things(**{name: value}).to_dict() != made.to_dict()


@pytest.mark.parametrize(
    ("name", "text", "kind"),
    [
        ("instant", "2024-05-06T07:08:09.5Z", datetime),
        ("instant", "2024-05-06T07:08:09+02:00", datetime),
        ("day", "2024-05-06", date),
        ("clock", "07:08:09", time),
        ("span", "PT1M", timedelta),
        ("id", "a0000000-0000-0000-0000-000000000001", UUID),
        ("price", "1.10", Decimal),
        ("data", "/+8=", bytes),
    ],
)
@pytest.mark.parametrize("mode", MODES)
def test_the_usual_spelling_gives_the_plain_type(
    name: str, text: str, kind: type, mode: Mode
) -> None:
    made = decode(Things, json.dumps({name: text}).encode(), mode=mode).value

    assert type(getattr(made, name)) is kind


def test_what_is_derived_from_a_value_is_spelled_in_the_usual_way() -> None:
    made = decode(Things, b'{"instant":"2024-05-06T07:08:00.000Z"}').value
    assert made.instant is not None

    later = Things(instant=made.instant + timedelta(days=1))

    assert later.to_dict() == {"instant": "2024-05-07T07:08:00Z"}
    assert copy.deepcopy(later).to_dict() == later.to_dict()


def test_a_value_without_a_spelling_of_its_own_stays_as_it_is() -> None:
    assert type(spelled(date(2024, 5, 6), None)) is date


@pytest.mark.parametrize("text", ["2024-05-06T07:08:09", "2024-05-06"])
def test_a_text_that_is_noted_goes_out_as_it_came(text: str) -> None:
    decoded = decode(Things, json.dumps({"instant": text}).encode())

    assert [m.path for m in decoded.mismatches] == ["$.instant"]
    assert isinstance(decoded.value.instant, datetime)
    assert decoded.value.to_dict() == {"instant": text}


@pytest.mark.parametrize("mode", MODES)
def test_of_texts_in_a_union_the_first_that_fits_is_taken(mode: Mode) -> None:
    body = b'{"when":"2024-05-06","either":"a0000000-0000-0000-0000-000000000001"}'

    made = decode(Things, body, mode=mode).value

    assert type(made.when) is date
    assert type(made.either) is UUID
    assert decode(Things, b'{"either":"x"}', mode=mode).value.either == "x"
    assert decode(Things, b'{"either":7}', mode=mode).value.either == 7


@pytest.mark.parametrize("mode", MODES)
@pytest.mark.parametrize(
    "text",
    [
        *("2024-02-30T00:00:00.000Z", "2024-01-01T24:00:00.000Z"),
        *("2024-01-01T00:00:60.000Z", "2024-01-01T00:00:00.000+24:00"),
    ],
)
def test_what_is_no_instant_is_none_in_any_spelling(text: str, mode: Mode) -> None:
    body = json.dumps({"instant": text}).encode()

    if mode == "raise":
        with pytest.raises(UndecodableError, match=r"\$\.instant"):
            decode(Things, body, mode=mode)
    else:
        assert decode(Things, body, mode=mode).value.to_dict() == {"instant": text}
