"""Open enums: values that the document does not name, of every kind."""

from __future__ import annotations

from typing import Any, Literal

import pytest
from _runtime.decode import decode
from _runtime.entries import SingleEntry
from _runtime.enums import UnknownInteger, UnknownNumber, UnknownValue
from _runtime.errors import SDKError
from _runtime.mismatches import UndecodableError
from _runtime.models import Model

State = Literal["started", "stopped"] | UnknownValue
Level = Literal[1, 2] | UnknownInteger
Outcome = SingleEntry[Literal["call", "mail"] | UnknownValue, Literal["ok"] | None]


class S(Model):
    state: State
    states: list[State]
    by: dict[str, State] | None = None
    level: Level | None = None


class Mixed(Model):
    a: Literal["x", "y"] | UnknownValue | None = None
    b: Literal[1, "one", True] | UnknownValue | UnknownNumber | None = None
    c: None = None
    e: Literal[True] | None = None
    f: Literal["x", "y"] | UnknownValue | None = None


class Closed(Model):
    k: Literal["a", "b"]


class Ratios(Model):
    r: UnknownNumber


class Outcomes(Model):
    items: list[Outcome]


NEW = b'{"state":"paused","states":["started","paused"],"by":{"a":"paused"},"level":3}'


def test_unknown_values_arrive_as_themselves() -> None:
    decoded = decode(S, NEW)
    made = decoded.value

    assert decoded.mismatches == ()
    assert made.state == "paused"
    assert isinstance(made.state, UnknownValue)
    assert type(made.states[0]) is str
    assert isinstance(made.level, UnknownInteger)
    assert made.to_json().encode() == NEW


def test_unknown_values_survive_the_tolerant_path() -> None:
    made = decode(S, NEW.replace(b":3", b":3.0").replace(b"started", b"stopped")).value

    assert isinstance(made.state, UnknownValue)
    assert type(made.states[0]) is str
    assert isinstance(made.level, UnknownInteger)


def test_strict_decoding_names_every_unknown_value() -> None:
    with pytest.raises(UndecodableError) as info:
        decode(S, NEW, mode="raise")

    assert [str(m) for m in info.value.mismatches] == [
        '$.state: promised one of "started", "stopped", got "paused"',
        '$.states[1]: promised one of "started", "stopped", got "paused"',
        '$.by.a: promised one of "started", "stopped", got "paused"',
        "$.level: promised one of 1, 2, got the number 3",
    ]


def test_known_values_pass_strict_decoding() -> None:
    body = b'{"state":"started","states":[],"level":2}'

    assert decode(S, body, mode="raise").value.to_json().encode() == body


def test_null_and_mixed_enums_keep_their_json_type() -> None:
    body = b'{"a":null,"b":true,"c":null,"e":true,"f":null}'

    made = decode(Mixed, body).value

    assert (made.a, made.b, made.c, made.e, made.f) == (None, True, None, True, None)
    assert made.to_json().encode() == body


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("1", int),
        ('"one"', str),
        ("true", bool),
        ("1.5", UnknownNumber),
        ('"two"', UnknownValue),
    ],
)
def test_a_mixed_enum_tells_kinds_apart(text: str, kind: type) -> None:
    body = f'{{"b":{text}}}'

    made = decode(Mixed, body.encode()).value

    assert type(made.b) is kind
    assert made.to_json() == body


def test_true_is_no_integer_value() -> None:
    decoded = decode(S, b'{"state":"started","states":[],"level":true}')

    assert [str(m) for m in decoded.mismatches] == [
        "$.level: promised one of 1, 2, got true"
    ]
    assert decoded.value.level is True


def test_a_closed_enum_keeps_and_flags_a_new_value() -> None:
    decoded = decode(Closed, b'{"k":"z"}')

    assert decoded.value.to_dict() == {"k": "z"}
    assert [m.path for m in decoded.mismatches] == ["$.k"]


@pytest.mark.parametrize("text", ["0.5", "3", "3.0"])
def test_unknown_numbers_are_numbers(text: str) -> None:
    made = decode(Ratios, f'{{"r":{text}}}'.encode()).value

    assert made.r == float(text)
    assert isinstance(made.r, UnknownNumber)


def test_unknown_values_can_be_given() -> None:
    raw: dict[str, Any] = {"state": "new", "states": []}

    assert S(**raw).to_json() == '{"state":"new","states":[]}'


def test_a_single_entry_has_a_typed_key_and_value() -> None:
    body = b'{"items":[{"call":"ok"},{"fax":null}]}'

    one, two = decode(Outcomes, body).value.items

    assert (one.key, one.value, one.get("call"), one.get("mail")) == (
        "call",
        "ok",
        "ok",
        None,
    )
    assert isinstance(two.key, UnknownValue)
    assert one == {"call": "ok"}
    assert dict(two) == {"fax": None}


def test_a_single_entry_round_trips_and_can_be_given() -> None:
    made = Outcomes(items=[SingleEntry("call", "ok")])

    assert made.to_json() == '{"items":[{"call":"ok"}]}'
    assert Outcomes.from_json(made.to_json()) == made


def test_a_single_entry_of_another_size_is_kept_and_flagged() -> None:
    body = b'{"items":[{},{"call":"ok","mail":null}]}'

    decoded = decode(Outcomes, body)

    assert [str(m) for m in decoded.mismatches] == [
        "$.items[0]: promised an object with exactly one member, got an object with 0",
        "$.items[1]: promised an object with exactly one member, got an object with 2",
    ]
    assert decoded.value.to_json().encode() == body
    with pytest.raises(SDKError, match="exactly one member"):
        _ = decoded.value.items[0].key


def test_a_new_number_is_itself_beside_what_misfits() -> None:
    found = decode(list[Ratios | int], b'[{"r":1.5},"no"]')

    assert isinstance(found.value[0], Ratios)
    assert isinstance(found.value[0].r, UnknownNumber)
    assert [note.path for note in found.mismatches] == ["$[1]"]


def test_the_one_entry_of_an_object_is_kept_though_its_value_misfits() -> None:
    found = decode(SingleEntry[str, int], b'{"a":"x"}')

    assert found.value == SingleEntry("a", "x")
    assert [note.path for note in found.mismatches] == ["$.a"]
