"""Which calls are sent again, and when (over sockets, with a stopped clock)."""

from __future__ import annotations

from dataclasses import replace
from email.utils import formatdate

import pytest
from _runtime.errors import APIConnectionError, APITimeoutError, StatusError
from _runtime.headers import Headers
from _runtime.hooks import Hooks, Retry
from _runtime.operation import Operation
from _runtime.retry import retry_after
from probes import PLAIN_API, Probe, StoppedTime
from sockets import Answer, serving, unused_url

GET = Operation[None, object]("GET", "/g", {"2XX": None})
POST = Operation[None, object]("POST", "/p", {"2XX": None})
OK = Answer(204)


@pytest.mark.parametrize("status", [408, 429, 500, 502, 503, 504])
def test_a_get_is_sent_again_after_a_transient_status(
    probe: Probe, status: int
) -> None:
    with serving(Answer(status), Answer(status), OK) as server:
        response = probe.send(server.url, GET)

    assert (len(server.seen), response.attempts) == (3, 3)
    assert probe.sleeps == [0.5, 1.0]


@pytest.mark.parametrize("status", [400, 401, 403, 404, 409, 422])
def test_a_final_status_is_not(probe: Probe, status: int) -> None:
    with serving(Answer(status)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert (len(server.seen), caught.value.attempts) == (1, 1)


def test_the_last_error_has_the_number_of_attempts(probe: Probe) -> None:
    with serving(Answer(500)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert caught.value.attempts == 3
    assert str(caught.value) == "500: Internal Server Error [GET /g, 3 attempts]"


@pytest.mark.parametrize("status", [408, 500, 503])
def test_a_post_on_which_the_api_may_have_acted_is_not_sent_again(
    probe: Probe, status: int
) -> None:
    with serving(Answer(status)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, POST)

    assert len(server.seen) == 1
    assert caught.value.request_may_have_been_processed
    assert caught.value.__notes__ == ["not sent again: the API may have acted on it"]


@pytest.mark.parametrize(
    "answer", [Answer(429), Answer(503, headers={"Retry-After": "2"})]
)
def test_a_post_that_was_refused_is_sent_again(probe: Probe, answer: Answer) -> None:
    with serving(answer, OK) as server:
        probe.send(server.url, POST)

    assert len(server.seen) == 2


def test_a_post_is_sent_again_with_a_key_or_on_request(probe: Probe) -> None:
    marked = Operation[None, object]("POST", "/p", {"2XX": None}, idempotent=True)

    with serving(Answer(500), OK) as server:
        probe.send(server.url, POST, {"idempotency_key": "k"})
    with serving(Answer(500), OK) as other:
        probe.send(other.url, POST, {"retry_unsafe": True})
    with serving(Answer(500), OK) as third:
        probe.send(third.url, marked)

    keys = [seen.headers["idempotency-key"] for seen in server.seen]
    assert keys == ["k", "k"]
    assert (len(other.seen), len(third.seen)) == (2, 2)


def test_a_refused_connection_is_tried_again_even_for_a_post(probe: Probe) -> None:
    with pytest.raises(APIConnectionError) as caught:
        probe.send(unused_url(), POST)

    assert caught.value.attempts == 3
    assert not caught.value.request_may_have_been_processed
    assert caught.value.__cause__ is None


def test_a_dropped_connection_is_tried_again_only_for_a_get(probe: Probe) -> None:
    with serving(Answer(drop=True), OK) as server:
        probe.send(server.url, GET)
    with (
        serving(Answer(drop=True), OK) as other,
        pytest.raises(APIConnectionError) as caught,
    ):
        probe.send(other.url, POST)

    assert (len(server.seen), len(other.seen)) == (2, 1)
    assert caught.value.request_may_have_been_processed


def test_a_read_timeout_says_where_it_was(probe: Probe) -> None:
    slow = probe.with_(timeout=0.05, max_retries=1)

    with serving(Answer(wait=5)) as server, pytest.raises(APITimeoutError) as caught:
        slow.send(server.url, GET)

    assert (caught.value.phase, caught.value.attempts) == ("read", 2)
    assert str(caught.value) == "no answer in time [GET /g, 2 attempts]"


def test_retries_can_be_switched_off_for_one_call(probe: Probe) -> None:
    with serving(Answer(500)) as server, pytest.raises(StatusError):
        probe.send(server.url, GET, {"max_retries": 0})

    assert len(server.seen) == 1


@pytest.mark.parametrize(
    ("headers", "slept"),
    [
        ({"Retry-After": "7"}, 7.0),
        ({"Retry-After": "0"}, 0.0),
        ({"Retry-After": "0.5"}, 0.5),
        ({"retry-after-ms": "1500"}, 1.5),
        ({"Retry-After": formatdate(1_700_000_003, usegmt=True)}, 3.0),
        ({"Retry-After": formatdate(1_600_000_000, usegmt=True)}, 0.0),
        ({"Retry-After": "garbage"}, 0.5),
        ({"Retry-After": "-5"}, 0.5),
        ({"Retry-After": "nan"}, 0.5),
    ],
)
def test_retry_after_is_obeyed(
    probe: Probe, headers: dict[str, str], slept: float
) -> None:
    with serving(Answer(429, headers=headers), OK) as server:
        probe.send(server.url, GET)

    assert probe.sleeps == ([slept] if slept else [])


def test_a_wait_beyond_the_limit_is_not_waited(probe: Probe) -> None:
    answer = Answer(429, headers={"Retry-After": "3600"})

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, GET)

    assert (len(server.seen), probe.sleeps) == (1, [])
    assert caught.value.retry_after == 3600
    assert caught.value.__notes__ == ["not sent again: 3600 s is too long to wait"]


def test_a_wait_beyond_the_deadline_raises_at_once(probe: Probe) -> None:
    answer = Answer(429, headers={"Retry-After": "7"})

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.with_(deadline=5).send(server.url, GET)

    assert probe.sleeps == []
    assert caught.value.__notes__ == [
        "not sent again: waiting 7.0 s would pass the deadline"
    ]


def test_a_hook_sees_each_retry(probe: Probe) -> None:
    told: list[Retry] = []

    with serving(Answer(500), OK) as server:
        probe.with_(hooks=Hooks(retry=told.append)).send(server.url, GET)

    assert told == [Retry("GET /g", 1, 0.5, "status 500")]


def test_no_retry_after_is_none() -> None:
    assert retry_after(Headers(), StoppedTime()) is None


def test_an_api_may_have_a_key_made_up_for_whatever_is_not_safe(probe: Probe) -> None:
    api = replace(PLAIN_API, idempotency_header="X-Key", makes_idempotency_keys=True)
    keyed = replace(probe, api=api)

    with serving(Answer(500), OK) as server:
        keyed.send(server.url, POST)
        keyed.send(server.url, GET)

    one, again, read = [seen.headers.get("x-key") for seen in server.seen]
    assert one is not None
    assert (one == again, read) == (True, None)
