from __future__ import annotations

import json
from typing import TYPE_CHECKING, assert_type

import pytest
import unions_anyof_string_or_list as client
from server import reply
from twins import in_both
from unions_anyof_string_or_list import types

if TYPE_CHECKING:
    from server import LoopbackServer

pytestmark = pytest.mark.filterwarnings("error")

SINGLE: dict[str, object] = {
    "stop": "a",
    "content": "t",
    "maybe": None,
    "one": {"text": "q"},
}
SEVERAL: dict[str, object] = {
    "stop": ["a"],
    "content": [{"text": "t"}],
    "maybe": [{"k": "v"}],
    "one": [{"text": "q"}],
}


def answered(server: LoopbackServer, body: dict[str, object]) -> types.S:
    server.on("POST /s", reply(body))
    return in_both(
        client.AnyofStringOrList(base_url=server.url),
        client.AsyncAnyofStringOrList(base_url=server.url),
        lambda it: it.s.create(),
    )


def test_the_types_are_plain_unions() -> None:
    made = types.S()

    assert_type(made.stop, str | list[str] | None)
    assert_type(made.content, str | list[types.Part] | None)
    assert_type(made.one, types.Part | list[types.Part] | None)
    assert made.to_dict() == {}


def test_callers_pass_either_directly(server: LoopbackServer) -> None:
    server.on("POST /s", reply({}))

    with client.AnyofStringOrList(base_url=server.url) as it:
        it.s.create(stop="x", content="t", maybe=None, one={"text": "q"})
        it.s.create(
            stop=["x"],
            content=[types.Part(text="t")],
            maybe=[{"k": "v"}],
            one=[{"text": "q"}],
        )

    assert [request.json for request in server.requests] == [
        SINGLE | {"stop": "x"},
        SEVERAL | {"stop": ["x"]},
    ]


def test_single_values_decode_and_round_trip(server: LoopbackServer) -> None:
    found = answered(server, SINGLE)

    assert (found.stop, found.content, found.maybe) == ("a", "t", None)
    assert found.one == types.Part(text="q")
    assert json.loads(found.to_json()) == SINGLE


def test_several_values_decode_and_round_trip(server: LoopbackServer) -> None:
    found = answered(server, SEVERAL)

    assert found.stop == ["a"]
    assert isinstance(found.content, list)
    assert found.content[0].text == "t"
    assert found.maybe == [types.SMaybe(k="v")]
    assert found.one == [types.Part(text="q")]
    assert json.loads(found.to_json()) == SEVERAL


def test_a_string_is_never_split(server: LoopbackServer) -> None:
    found = answered(server, SINGLE | {"stop": "abc"})

    assert found.stop == "abc"
    assert types.S(stop="abc").to_dict() == {"stop": "abc"}
    with client.AnyofStringOrList(base_url=server.url) as it:
        it.s.create(stop="abc")
    assert server.requests[-1].json == {"stop": "abc"}
