from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest
from server import Variant, sample

from e2e.calls import CALLS, Call, Shape
from e2e.driving import Untyped

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

each_call = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.method)


def shown(value: Untyped) -> Untyped:
    """What the SDK says the JSON of a value is."""
    return (
        [shown(item) for item in value]
        if isinstance(value, list)
        else json.loads(value.to_json())
    )


def as_body(call: Call, outcome: Untyped) -> Untyped:
    """The answer's JSON, put together again from what the call gave."""
    match call.shape:
        case Shape.PAGER:
            return {
                "data": shown(outcome.items),
                "pagination": shown(outcome.pagination),
            }
        case Shape.DETAIL:
            return {
                "data": shown(outcome.data),
                "pagination": shown(outcome.pagination),
            }
        case Shape.UNWRAPPED:
            return {"data": shown(outcome)}
    return shown(outcome)


def test_the_calls_are_the_operations_of_the_document(server: LoopbackServer) -> None:
    assert {call.operation for call in CALLS} == {
        found.id for found in server.document.operations
    }


@each_call
def test_with_required_arguments_nothing_else_is_sent(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    driver.perform(driver.client(), call)

    [request] = server.requests
    assert request.operation == call.operation
    assert request.target == server.document.base_path + call.target
    assert (json.loads(request.body) if request.body else None) == call.body


@each_call
def test_with_all_arguments_all_are_sent(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    driver.perform(driver.client(), call, **call.optional, **(call.fullest or {}))

    [request] = server.requests
    assert request.query == call.query
    assert (json.loads(request.body) if request.body else None) == (
        call.fullest_body or call.body
    )


@each_call
def test_the_credential_and_the_media_types_are_sent(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    driver.perform(driver.client(), call)

    [request] = server.requests
    assert request.headers["authorization"].startswith("Bearer ")
    assert "application/json" in request.headers["accept"]
    assert request.headers.get("content-type") == (
        "application/json" if call.body else None
    )


@each_call
@pytest.mark.filterwarnings("error")
def test_every_documented_success_is_decoded_and_encodes_to_what_was_sent(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    documented = server.document.operation(call.operation)
    statuses = [int(status) for status in documented.statuses if status < "3"]
    client = driver.client()
    for status in statuses:
        if not documented.contents(server.document, status):
            continue
        for variant in Variant:
            answer = sample(status, variant)
            server.on(call.operation, answer)

            outcome = driver.perform(client, call)

            assert as_body(call, outcome) == server.sampled(call.operation, answer)[1]
