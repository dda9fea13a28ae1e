"""What callers bring along is theirs: headers, exceptions of bodies, replies."""

from __future__ import annotations

from collections.abc import Awaitable, Callable, Iterator

import pytest
from _runtime.errors import APIConnectionError, InvalidRequestError
from _runtime.headers import Headers
from _runtime.middleware import Reply, Request
from _runtime.operation import Operation, StreamOperation
from blocking import Callers
from probes import NOTHING, Probe
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
PUT = Operation[None, object]("PUT", "/u", NOTHING)
EVENTS = StreamOperation[str]("GET", "/e", str, accept="text/event-stream")


def late() -> Iterator[bytes]:
    yield b"a"
    raise TimeoutError("of the source")


def told(*_: object) -> None:
    raise TimeoutError("of the source")


def test_a_timeout_of_a_source_is_no_timeout_of_the_api(probe: Probe) -> None:
    with serving() as server, pytest.raises(TimeoutError, match="of the source"):
        probe.send(server.url, PUT, content=late())


def test_nor_is_that_of_who_is_told(probe: Probe) -> None:
    with serving() as server, pytest.raises(TimeoutError, match="of the source"):
        probe.send(server.url, PUT, {"progress": told}, content=b"abc")


def test_the_host_may_be_called_otherwise(probe: Probe) -> None:
    with serving() as server:
        probe.send(server.url, GET, {"headers": {"host": "api.test"}})

    assert server.seen[0].headers["host"] == "api.test"


def test_a_host_whose_name_cannot_be_is_not_connected_to(probe: Probe) -> None:
    answer = Answer(302, headers={"Location": f"http://{'a' * 70}.invalid/"})

    with serving(answer) as server, pytest.raises(APIConnectionError) as caught:
        probe.send(server.url, GET, {"max_retries": 0})

    assert not caught.value.request_may_have_been_processed


@pytest.mark.parametrize("name", ["content-length", "Transfer-Encoding"])
def test_how_long_a_body_is_is_not_for_callers_to_say(probe: Probe, name: str) -> None:
    with serving() as server, pytest.raises(InvalidRequestError) as caught:
        probe.send(server.url, PUT, {"headers": {name: "5"}}, json={})

    assert "are not for callers to set" in str(caught.value)
    assert server.seen == []


MADE = Reply(200, Headers({"Content-Type": "text/event-stream"}), b"data: a\n\n")


@pytest.mark.parametrize("option", ["middleware", "call_middleware"])
def test_middleware_may_make_a_stream_of_its_own(callers: Callers, option: str) -> None:
    def here(_: Request, __: Callable[[Request], Reply]) -> Reply:
        return MADE

    async def later(_: Request, __: Callable[[Request], Awaitable[Reply]]) -> Reply:
        return MADE

    making = {option: [here if callers.kind == "sync" else later]}
    with serving(Answer(500)) as server, callers.to(server.url, **making) as caller:
        assert list(caller.events(EVENTS.call())) == ["a"]

    assert server.seen == []
