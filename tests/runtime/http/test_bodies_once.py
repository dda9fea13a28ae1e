"""Bodies that can be read only once never go a second time, and errors say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator

import pytest
from _runtime.api import Api
from _runtime.auth import Bearer
from _runtime.errors import InvalidRequestError, StatusError
from _runtime.operation import Operation
from _runtime.retry import LONGEST_WAIT, backoff
from probes import NOTHING, Probe, StoppedTime
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
POST = Operation[None, object]("POST", "/up", NOTHING)
GUARDED = Api("probe", "Probe", "1", schemes={"b": Bearer()}, security=(("b",),))
ONLY_ONCE = "not sent again: its body can be read only once"


def pieces() -> Iterator[bytes]:
    yield b"a"
    yield b"b"


def counting() -> Callable[[], str]:
    given = iter("abc")
    return lambda: next(given)


@pytest.mark.parametrize("status", [307, 308])
def test_a_redirect_is_not_followed_with_a_body_that_is_gone(
    probe: Probe, status: int
) -> None:
    answer = Answer(status, headers={"Location": "/elsewhere"})

    with serving(answer, Answer()) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, POST, content=pieces())

    assert [seen.body for seen in server.seen] == [b"ab"]
    assert caught.value.__notes__ == [ONLY_ONCE, "the redirect was not followed"]


def test_a_redirect_is_followed_with_a_body_that_can_be_read_again(
    probe: Probe,
) -> None:
    answer = Answer(307, headers={"Location": "/elsewhere"})

    with serving(answer, Answer()) as server:
        probe.send(server.url, POST, content=[b"a", memoryview(b"b")])

    assert [seen.body for seen in server.seen] == [b"ab", b"ab"]


def test_a_new_credential_does_not_help_a_body_that_is_gone(probe: Probe) -> None:
    guarded = probe.of(GUARDED, b=counting())

    with serving(Answer(401)) as server, pytest.raises(StatusError) as caught:
        guarded.send(server.url, POST, content=pieces())

    assert len(server.seen) == 1
    assert caught.value.__notes__ == [ONLY_ONCE]


@pytest.mark.parametrize("piece", ["text", 5, None])
def test_what_is_no_piece_of_a_body_is_refused(probe: Probe, piece: object) -> None:
    with serving() as server, pytest.raises(InvalidRequestError) as caught:
        probe.send(server.url, POST, content=[b"a", piece])

    kind = type(piece).__name__
    assert str(caught.value) == f"a body comes in pieces of bytes, not of {kind}"


def test_a_memoryview_is_sent_as_the_bytes_that_it_shows(probe: Probe) -> None:
    with serving() as server:
        probe.send(server.url, POST, content=memoryview(b"whole"))

    assert server.seen[0].body == b"whole"


def test_a_credential_that_is_used_up_does_not_end_a_list_in_silence(
    probe: Probe,
) -> None:
    guarded = probe.of(GUARDED, b=iter(()).__next__)

    with serving() as server, pytest.raises(RuntimeError, match="StopIteration"):
        guarded.send(server.url, GET)

    assert server.seen == []


def test_no_number_of_attempts_is_too_large() -> None:
    assert backoff(5000, StoppedTime()) == LONGEST_WAIT
