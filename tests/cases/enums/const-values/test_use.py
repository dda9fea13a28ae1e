from __future__ import annotations

import json
from typing import TYPE_CHECKING, Literal

import enums_const_values as client
import pytest
from enums_const_values import DecodeError, Mismatch, MismatchWarning, types
from server import reply
from twins import failures, in_both

if TYPE_CHECKING:
    from server import LoopbackServer

CONSTANTS: dict[str, object] = {
    "kind": "widget",
    "version": 2,
    "on": True,
    "nothing": None,
}


def answered(server: LoopbackServer, body: dict[str, object]) -> types.K:
    server.on("POST /k", reply(body))
    return in_both(
        client.ConstValues(base_url=server.url),
        client.AsyncConstValues(base_url=server.url),
        lambda it: it.k.create(),
    )


def test_the_required_constants_go_without_saying(server: LoopbackServer) -> None:
    answered(server, CONSTANTS)

    assert [request.json for request in server.requests] == [CONSTANTS] * 2
    assert types.K().to_dict() == CONSTANTS


def test_an_optional_constant_is_sent_where_it_is_set(server: LoopbackServer) -> None:
    with client.ConstValues(base_url=server.url) as it:
        it.k.create(opt="only-if-set", options={"on_mismatch": "ignore"})

    assert server.requests[0].json == CONSTANTS | {"opt": "only-if-set"}
    assert types.K(opt="only-if-set").to_dict() == server.requests[0].json


def test_the_static_types_are_literals() -> None:
    made = types.K()

    kind: Literal["widget"] = made.kind
    version: Literal[2] = made.version
    on: Literal[True] = made.on
    assert (kind, version, on, made.nothing) == ("widget", 2, True, None)


@pytest.mark.filterwarnings("error")
def test_the_constants_decode(server: LoopbackServer) -> None:
    found = answered(server, CONSTANTS | {"ratio": 0.5})

    assert found == types.K(ratio=0.5)


def test_another_value_is_kept_and_flagged(server: LoopbackServer) -> None:
    body = CONSTANTS | {"kind": "gadget"}

    with pytest.warns(MismatchWarning, match=r"\$\.kind"):
        found = answered(server, body)

    kept: str = found.kind
    assert kept == "gadget"
    assert [mismatch.path for mismatch in found.mismatches] == ["$.kind"]
    assert json.loads(found.to_json()) == body


def test_strict_decoding_refuses_another_value(server: LoopbackServer) -> None:
    server.on("POST /k", reply(CONSTANTS | {"kind": "gadget"}))

    errors = failures(
        client.ConstValues(base_url=server.url, on_mismatch="raise"),
        client.AsyncConstValues(base_url=server.url, on_mismatch="raise"),
        lambda it: it.k.create(),
        DecodeError,
    )

    assert [error.path for error in errors] == ["$.kind"] * 2


@pytest.mark.parametrize(("member", "value"), [("on", 1), ("version", True)])
def test_true_and_one_are_not_the_same(member: str, value: object) -> None:
    found = types.K.from_dict(CONSTANTS | {member: value})

    [mismatch] = found.mismatches
    assert isinstance(mismatch, Mismatch)
    assert mismatch.path == f"$.{member}"


def test_the_number_one_is_not_true_either() -> None:
    assert types.K.from_dict(CONSTANTS | {"version": 2.0}).mismatches == ()
    assert types.K.from_dict(CONSTANTS | {"on": "true"}).mismatches != ()
