from __future__ import annotations

import asyncio
import json
from typing import TYPE_CHECKING, Any

import nullability_required_nullable_matrix_31 as client
import pytest
from nullability_required_nullable_matrix_31 import types
from server import reply
from twins import failures, in_both

if TYPE_CHECKING:
    from server import LoopbackServer

LEAST: dict[str, object] = {"rr": "a", "rn": None, "child": None}
MOST: dict[str, object] = {
    "rr": "a",
    "rn": "b",
    "child": {"v": 1},
    "kids": [None, {"v": 2}],
    "multi": 5,
    "n": [1.5, None],
}


def answered(server: LoopbackServer, body: dict[str, object]) -> types.M:
    server.on("POST /m", reply(body))
    return in_both(
        client.RequiredNullableMatrix(base_url=server.url),
        client.AsyncRequiredNullableMatrix(base_url=server.url),
        lambda it: it.m.create(rr="a", rn=None, child=None),
    )


def test_a_choice_of_something_or_null_has_no_class_of_its_own() -> None:
    assert {*vars(types)["__all__"]} == {
        *("Child", "ChildDict", "M", "MDict", "MMulti"),
    }
    child: types.Child | None = types.M(rr="a", rn=None, child=None).child
    assert child is None


SENT: list[dict[str, object]] = [
    LEAST,
    {**LEAST, "multi": None, "n": None},
    {**MOST, "kids": [None]},
]


def test_null_absent_and_a_value_are_three_things_in_a_request(
    server: LoopbackServer,
) -> None:
    with client.RequiredNullableMatrix(base_url=server.url, on_mismatch="ignore") as it:
        it.m.create(rr="a", rn=None, child=None)
        it.m.create(rr="a", rn=None, child=None, multi=None, n=None)
        it.m.create(rr="a", rn="b", child={"v": 1}, kids=[None], multi=5, n=[1.5, None])

    assert [request.json for request in server.requests] == SENT


def test_the_three_are_sent_by_the_asynchronous_client(server: LoopbackServer) -> None:
    async def called() -> None:
        async with client.AsyncRequiredNullableMatrix(
            base_url=server.url, on_mismatch="ignore"
        ) as it:
            await it.m.create(rr="a", rn=None, child=None)
            await it.m.create(rr="a", rn=None, child=None, multi=None, n=None)
            await it.m.create(
                rr="a", rn="b", child={"v": 1}, kids=[None], multi=5, n=[1.5, None]
            )

    asyncio.run(called())

    assert [request.json for request in server.requests] == SENT


@pytest.mark.parametrize("missing", ["rr", "rn", "child"])
def test_what_is_required_cannot_be_left_out(missing: str) -> None:
    given: dict[str, Any] = {k: v for k, v in LEAST.items() if k != missing}

    with pytest.raises(ValueError, match=missing):
        types.M(**given)
    errors = failures(
        client.RequiredNullableMatrix(),
        client.AsyncRequiredNullableMatrix(),
        lambda it: it.m.create(**given),
        TypeError,
    )
    assert [missing in str(error) for error in errors] == [True, True]


@pytest.mark.filterwarnings("error")
def test_the_least_answer_decodes_and_round_trips(server: LoopbackServer) -> None:
    found = answered(server, LEAST)

    assert (found.rr, found.rn, found.child) == ("a", None, None)
    assert [found.is_set(name) for name in ("rn", "kids", "multi", "n")] == [
        *(True, False, False, False),
    ]
    assert json.loads(found.to_json()) == LEAST


@pytest.mark.filterwarnings("error")
def test_the_fullest_answer_decodes_and_round_trips(server: LoopbackServer) -> None:
    found = answered(server, MOST)

    assert found.child == types.Child(v=1)
    assert found.kids == [None, types.Child(v=2)]
    assert (found.multi, type(found.multi)) == (5, int)
    assert found.n == [1.5, None]
    assert json.loads(found.to_json()) == MOST


@pytest.mark.parametrize("multi", ["5", 5])
def test_texts_and_integers_stay_what_they_are(
    server: LoopbackServer, multi: str | int
) -> None:
    body = LEAST | {"multi": multi}

    found = answered(server, body)

    assert (found.multi, type(found.multi)) == (multi, type(multi))
    assert json.loads(found.to_json()) == body
