"""Constants and tags of models: filled in when built, promised in answers."""

from __future__ import annotations

from typing import Annotated, Literal

import pytest
from _runtime.decode import decode
from _runtime.filled import Filled, Implied
from _runtime.mismatches import Mismatch, MissingFieldError
from _runtime.models import Model
from pydantic import field_validator


class Constants(Model):
    kind: Literal["widget"] = "widget"
    version: Literal[2] = 2
    on: Literal[True] = True
    nothing: Annotated[None, Filled()] = None
    opt: Literal["only-if-set"] | None = None
    ratio: float | None = None


class Unsaid(Model):
    kind: Annotated[str, Implied()] = "unsaid"
    id: int


def test_required_constants_are_filled_in_and_optional_ones_are_not() -> None:
    assert Constants().to_json() == (
        '{"kind":"widget","version":2,"on":true,"nothing":null}'
    )


def test_constants_decode_without_a_mismatch() -> None:
    body = b'{"kind":"widget","version":2,"on":true,"nothing":null,"ratio":0.5}'

    decoded = decode(Constants, body, mode="raise")

    assert decoded.value.to_json().encode() == body


def test_an_answer_without_a_required_constant_is_a_mismatch() -> None:
    decoded = decode(Constants, b'{"version":2,"on":true,"nothing":null}')

    assert decoded.mismatches == (Mismatch("$.kind", '"widget"', "nothing"),)
    assert decoded.value.to_dict() == {"version": 2, "on": True, "nothing": None}
    with pytest.raises(MissingFieldError):
        _ = decoded.value.kind


@pytest.mark.parametrize("body", [b'{"id":1}', b'{"id":"1"}'], ids=["fits", "misfit"])
def test_an_answer_may_leave_out_a_tag_that_is_implied(body: bytes) -> None:
    decoded = decode(Unsaid, body)

    assert [each.path for each in decoded.mismatches] == ["$.id"] * (b'"1"' in body)
    assert (decoded.value.kind, decoded.value.is_set("kind")) == ("unsaid", False)
    assert Unsaid(id=1).to_dict() == {"kind": "unsaid", "id": 1}


def test_another_constant_is_kept_and_flagged() -> None:
    body = b'{"kind":"gadget","version":1,"on":1,"nothing":null}'

    decoded = decode(Constants, body)

    assert [m.path for m in decoded.mismatches] == ["$.kind", "$.version", "$.on"]
    assert decoded.value.to_json().encode() == body


def test_true_is_not_one_and_one_is_not_true() -> None:
    body = b'{"kind":"widget","version":true,"on":1,"nothing":null}'

    decoded = decode(Constants, body)

    assert [m.path for m in decoded.mismatches] == ["$.version", "$.on"]


class Checked(Model):
    kind: Literal["cat"] = "cat"
    name: Literal["Tom"] = "Tom"

    @field_validator("kind")
    @classmethod
    def same(cls, kind: str) -> str:
        return kind

    @field_validator("name", mode="plain")
    @classmethod
    def given(cls, name: object) -> object:
        return name


def test_a_constant_with_a_validator_of_its_own_is_still_promised() -> None:
    assert decode(Checked, b'{"kind":"cat","name":"Tom"}').mismatches == ()
    assert [note.path for note in decode(Checked, b'{"name":"Tom"}').mismatches] == [
        "$.kind"
    ]
    assert Checked().to_dict() == {"kind": "cat", "name": "Tom"}
