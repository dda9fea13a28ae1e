from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any, Literal, assert_never

import enums_unknown_value_in_response as client
import pytest
from enums_unknown_value_in_response import (
    DecodeError,
    UnknownInteger,
    UnknownValue,
    types,
)
from server import reply
from twins import failures, in_both

if TYPE_CHECKING:
    from server import LoopbackServer

BODY: dict[str, object] = {
    "state": "paused",
    "states": ["started", "paused"],
    "by": {"a": "paused"},
    "level": 3,
}


@pytest.fixture
def found(server: LoopbackServer) -> types.S:
    server.on("GET /s", reply(BODY))
    return in_both(
        client.UnknownEnumValueInResponse(base_url=server.url),
        client.AsyncUnknownEnumValueInResponse(base_url=server.url),
        lambda it: it.s.get(),
    )


@pytest.mark.filterwarnings("error")
def test_unknown_values_decode_without_an_error_or_a_warning(found: types.S) -> None:
    assert (found.states, found.by, found.level) == (
        ["started", "paused"],
        {"a": "paused"},
        3,
    )
    assert found.mismatches == ()


def test_an_unknown_value_is_itself_and_can_be_told_apart(found: types.S) -> None:
    assert found.state == "paused"
    assert isinstance(found.state, UnknownValue)
    assert isinstance(found.states[1], UnknownValue)
    assert found.by is not None
    assert isinstance(found.by["a"], UnknownValue)
    assert isinstance(found.level, UnknownInteger)
    assert json.loads(found.to_json()) == BODY


def test_a_known_value_is_a_literal(found: types.S) -> None:
    state = found.states[0]

    assert state == "started"
    assert not isinstance(state, UnknownValue)
    known: Literal["started", "stopped"] = state
    assert type(known) is str


def told(state: types.State) -> str:
    """Type checkers know the values, and that there may be more."""
    if isinstance(state, UnknownValue):
        return f"unknown: {state}"
    known: Literal["started", "stopped"] = state
    match known:
        case "started" | "stopped":
            return known
        case _:
            assert_never(known)


def test_an_unknown_string_is_accepted_at_run_time() -> None:
    raw: dict[str, Any] = {"state": "paused", "states": []}

    assert json.loads(types.S(**raw).to_json()) == raw
    assert types.S(state=UnknownValue("paused"), states=[]) == types.S(**raw)


@pytest.mark.parametrize("whole_client", [True, False])
def test_strict_decoding_raises_and_names_the_place(
    server: LoopbackServer, *, whole_client: bool
) -> None:
    server.on("GET /s", reply(BODY))
    mode: Literal["raise", "warn"] = "raise" if whole_client else "warn"

    errors = failures(
        client.UnknownEnumValueInResponse(base_url=server.url, on_mismatch=mode),
        client.AsyncUnknownEnumValueInResponse(base_url=server.url, on_mismatch=mode),
        lambda it: it.s.get(options={} if whole_client else {"on_mismatch": "raise"}),
        DecodeError,
    )

    assert [error.path for error in errors] == ["$.state"] * 2
