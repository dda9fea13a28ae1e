from __future__ import annotations

import socket
import time
from datetime import UTC, datetime
from email.utils import format_datetime
from typing import TYPE_CHECKING, Any

import networkhq
import pytest
from server import Drop, dropped, sample

from e2e.calls import BY_METHOD, CALLS, Call
from e2e.driving import across_processes

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

GET_LEAD = "GET /leads/{lead_id}"
ENRICH = "POST /leads/{lead_id}/enrich"
each_call = pytest.mark.parametrize("call", CALLS, ids=lambda call: call.method)
each_post = pytest.mark.parametrize(
    "call",
    [call for call in CALLS if call.operation.startswith("POST")],
    ids=lambda call: call.method,
)


@pytest.mark.parametrize("when", list(Drop))
@each_call
def test_a_dropped_connection_is_tried_again_only_for_reads(
    driver: Driver, server: LoopbackServer, call: Call, when: Drop
) -> None:
    server.on(call.operation, dropped(when), sample())
    client = driver.quick(max_retries=2)

    if call.operation.startswith("GET"):
        driver.perform(client, call)
        assert len(server.requests) == 2
    else:
        with pytest.raises(networkhq.APIConnectionError) as info:
            driver.perform(client, call)
        assert info.value.request_may_have_been_processed is True
        assert (info.value.operation, info.value.attempts) == (call.operation, 1)
        assert len(server.requests) == 1
        assert str(across_processes(info.value)) == str(info.value)


@each_post
@pytest.mark.parametrize("options", [{"retry_unsafe": True}, {"idempotency_key": "k1"}])
def test_a_write_is_tried_again_where_the_caller_says_so(
    driver: Driver, server: LoopbackServer, call: Call, options: dict[str, Any]
) -> None:
    server.on(call.operation, dropped(), sample())

    driver.perform(driver.quick(), call, options=options)

    assert len(server.requests) == 2
    assert server.requests[0].body == server.requests[1].body
    keys = {request.headers.get("idempotency-key") for request in server.requests}
    assert keys == {options.get("idempotency_key")}


def test_a_connection_never_made_is_always_tried_again(driver: Driver) -> None:
    with socket.socket() as unused:
        unused.bind(("127.0.0.1", 0))
        client = driver.quick(
            base_url=f"http://127.0.0.1:{unused.getsockname()[1]}", max_retries=2
        )

        with pytest.raises(networkhq.APIConnectionError) as info:
            driver.start(client, "leads.enrich", "x")

    assert (info.value.attempts, info.value.request_may_have_been_processed) == (
        3,
        False,
    )
    assert len(driver.clock.sleeps) == 2


@each_call
def test_a_rate_limit_is_waited_for(
    driver: Driver, server: LoopbackServer, call: Call
) -> None:
    server.on(call.operation, sample(429, headers={"retry-after": "7"}), sample())

    driver.perform(driver.quick(), call)

    assert driver.clock.sleeps == [7.0]
    assert len(server.requests) == 2


def test_a_rate_limit_may_be_a_date(driver: Driver, server: LoopbackServer) -> None:
    moment = datetime.fromtimestamp(driver.clock.wall() + 12, tz=UTC)
    server.on(
        GET_LEAD,
        sample(429, headers={"retry-after": format_datetime(moment, usegmt=True)}),
        sample(),
    )

    driver.start(driver.quick(), "leads.get", "x")

    assert driver.clock.sleeps == [pytest.approx(12.0, abs=1.0)]


def test_the_last_rate_limit_is_raised_with_what_was_tried(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(429, headers={"retry-after": "2"}))

    with pytest.raises(networkhq.RateLimitError) as info:
        driver.start(driver.quick(max_retries=2), "leads.get", "x")

    assert (info.value.attempts, info.value.retry_after) == (3, 2.0)
    assert driver.clock.sleeps == [2.0, 2.0]
    assert len(server.requests) == 3


def test_a_wait_beyond_the_deadline_is_raised_at_once(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(429, headers={"retry-after": "4233600"}), sample())

    with pytest.raises(networkhq.RateLimitError) as info:
        driver.start(driver.quick(deadline=30), "leads.get", "x")

    assert (info.value.retry_after, driver.clock.sleeps, len(server.requests)) == (
        4233600.0,
        [],
        1,
    )


def test_without_retries_one_request_is_sent(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(429), sample())

    with pytest.raises(networkhq.RateLimitError):
        driver.start(driver.quick(), "leads.get", "x", options={"max_retries": 0})

    assert len(server.requests) == 1


@pytest.mark.parametrize("status", [408, 500, 502, 503, 504])
def test_a_server_error_is_tried_again_for_reads(
    driver: Driver, server: LoopbackServer, status: int
) -> None:
    server.on(
        GET_LEAD,
        sample(status, body={"error": {"code": "c", "message": "m"}}),
        sample(),
    )

    driver.start(driver.quick(), "leads.get", "x")

    assert len(server.requests) == 2
    assert len(driver.clock.sleeps) == 1


@pytest.mark.parametrize("status", [408, 500, 502, 504])
def test_a_server_error_is_not_tried_again_for_writes(
    driver: Driver, server: LoopbackServer, status: int
) -> None:
    server.on(
        ENRICH, sample(status, body={"error": {"code": "c", "message": "m"}}), sample()
    )

    with pytest.raises(networkhq.APIStatusError):
        driver.start(driver.quick(), "leads.enrich", "x")

    assert len(server.requests) == 1


def test_an_unavailable_server_that_names_a_time_is_waited_for(
    driver: Driver, server: LoopbackServer
) -> None:
    call = BY_METHOD["conversations.messages.create"]
    server.on(call.operation, sample(503, headers={"retry-after": "3"}), sample())

    driver.perform(driver.quick(), call)

    assert driver.clock.sleeps == [3.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_the_callers_own_mistakes_are_not_tried_again(
    driver: Driver, server: LoopbackServer, status: int
) -> None:
    server.on(
        GET_LEAD,
        sample(status, body={"error": {"code": "c", "message": "m"}}),
        sample(),
    )

    with pytest.raises(networkhq.APIStatusError):
        driver.start(driver.quick(), "leads.get", "x")

    assert len(server.requests) == 1


def test_a_read_timeout_says_that_the_request_may_have_been_processed(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(ENRICH, sample(delay=2.0))

    with pytest.raises(networkhq.APITimeoutError) as info:
        driver.start(driver.client(timeout=0.3), "leads.enrich", "x")

    error = info.value
    assert (error.phase, error.request_may_have_been_processed, error.attempts) == (
        "read",
        True,
        1,
    )
    assert len(server.requests) == 1
    assert isinstance(error, networkhq.APIConnectionError)
    assert across_processes(error).phase == "read"


def test_a_read_that_timed_out_is_tried_again(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(delay=3.0), sample())

    driver.start(driver.client(timeout=1.0, max_retries=1), "leads.get", "x")

    assert len(server.requests) == 2


def test_a_deadline_holds_for_the_whole_call(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, sample(delay=2.0))
    began = time.monotonic()

    with pytest.raises(networkhq.APITimeoutError) as info:
        driver.start(driver.client(deadline=0.3, max_retries=5), "leads.get", "x")

    assert info.value.phase == "deadline"
    assert time.monotonic() - began < 1.9


def test_the_hook_sees_each_retry(driver: Driver, server: LoopbackServer) -> None:
    seen: list[Any] = []
    server.on(GET_LEAD, sample(429, headers={"retry-after": "1"}), dropped(), sample())

    driver.start(
        driver.quick(hooks=networkhq.Hooks(retry=seen.append)), "leads.get", "x"
    )

    assert [(retry.operation, retry.attempt) for retry in seen] == [
        (GET_LEAD, 1),
        (GET_LEAD, 2),
    ]
    assert seen[0].delay == 1.0
