"""Server-Sent Events: the WHATWG rules, errors in the stream, opening it anew."""

from __future__ import annotations

import re
from itertools import pairwise
from typing import Any

import pytest
from _runtime.api import Api
from _runtime.errors import DecodeError, InvalidRequestError, StreamError
from _runtime.models import Model
from _runtime.operation import StreamOperation
from _runtime.sse import EventParser, ServerEvent
from _runtime.status_errors import StatusErrors
from blocking import Callers
from hypothesis import example, given, settings
from hypothesis import strategies as st
from minihq.errors import ErrorResponse
from probes import PLAIN_API, pickled
from sockets import Answer, serving

EVENTS = {"Content-Type": "text/event-stream"}
PIECES = [
    "data: a",
    "data:é😀",
    "data",
    ": comment",
    "event: e",
    "id: 1",
    "id: a\0b",
    "id",
    "retry: 10",
    "retry: -1",
    "retry: " + "9" * 5000,
    "other: x",
    "\ufeffdata: b",
    "\n",
    "\r",
    "\r\n",
    "\n\n",
    "\r\r",
]
STREAMS = st.lists(st.sampled_from(PIECES)).map("".join).map(str.encode)
CUTS = st.lists(st.integers(0, 120), max_size=12)


def _reference(data: bytes) -> list[ServerEvent]:
    """The whole stream by the letter of WHATWG HTML, 9.2.6."""
    text = data.decode("utf-8", "replace").removeprefix("\ufeff")
    *lines, _ = re.split("\r\n|\r|\n", text)
    events: list[ServerEvent] = []
    buffer, kind, last_id, retry = "", "", "", None
    for line in lines:
        name, _, value = line.partition(":")
        value = value.removeprefix(" ")
        if line == "":
            if buffer != "":
                found = ServerEvent(buffer[:-1], kind or "message", last_id, retry)
                events.append(found)
            buffer, kind = "", ""
        elif name == "data":
            buffer += value + "\n"
        elif name == "event":
            kind = value
        elif name == "id" and "\0" not in value:
            last_id = value
        elif name == "retry" and re.fullmatch("[0-9]{1,18}", value):
            retry = int(value)
    return events


def _parsed(*chunks: bytes) -> list[ServerEvent]:
    parser = EventParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


@settings(deadline=None)
@given(STREAMS, CUTS)
@example(b"\xef\xbb\xbfdata: a\r\n\r\ndata: \xc3\xa9\r\r", list(range(30)))
def test_events_are_those_of_the_standard_however_they_are_cut(
    data: bytes, cuts: list[int]
) -> None:
    places = sorted({0, *(cut for cut in cuts if cut < len(data)), len(data)})
    chunks = [data[a:b] for a, b in pairwise(places)]

    found = _parsed(*chunks)

    assert found == _parsed(data) == _reference(data)


@settings(deadline=None)
@given(st.binary(max_size=80).map(lambda data: b"data: " + data + b"\n\n"))
def test_bytes_that_are_no_text_are_read_as_browsers_read_them(data: bytes) -> None:
    chunks = [data[at : at + 1] for at in range(len(data))]

    assert _parsed(*chunks) == _reference(data)


def test_a_long_line_in_small_chunks_takes_time_by_its_length_only() -> None:
    chunk = b"x" * 100

    [event] = _parsed(b"data: ", *[chunk] * 200_000, b"\n\n")

    assert len(event.data) == 20_000_000


class Chunk(Model):
    t: str


class Loose(Model):
    t: str | None = None


def _stream(item: object, method: str = "GET") -> StreamOperation[Any]:
    return StreamOperation(method, "/e", item, accept="text/event-stream")


def _typed() -> Api:
    errors = StatusErrors(
        body=ErrorResponse, code="error.code", message="error.message"
    )
    return Api(name="p", title="P", version="1", environment="P", errors=errors)


OVERLOADED = b'{"error":{"code":"overloaded","message":"Try later"}}'


@pytest.mark.parametrize("item", [Chunk, Loose, dict[str, Any], str])
@pytest.mark.parametrize("api", [PLAIN_API, _typed()])
def test_an_event_called_error_is_raised(
    callers: Callers, item: object, api: Api
) -> None:
    body = b'data: {"t":"a"}\n\nevent: error\ndata: ' + OVERLOADED + b"\n\n"

    with serving(Answer(200, body, EVENTS)) as server, callers.to(server.url, api) as c:
        items = iter(c.events(_stream(item).call()))
        next(items)
        with pytest.raises(StreamError) as caught:
            next(items)

    assert "GET /e" in str(caught.value)
    assert pickled(caught.value).operation == "GET /e"
    if item is not str or api is not PLAIN_API:
        assert (caught.value.code, caught.value.message) == ("overloaded", "Try later")
    if api is not PLAIN_API:
        assert isinstance(caught.value.body, ErrorResponse)


@pytest.mark.parametrize("item", [Chunk, Loose, dict[str, Any]])
@pytest.mark.parametrize("api", [PLAIN_API, _typed()])
def test_data_that_is_an_error_of_the_api_is_raised(
    callers: Callers, item: object, api: Api
) -> None:
    answer = Answer(200, b"data: " + OVERLOADED + b"\n\n", EVENTS)

    with serving(answer) as server, callers.to(server.url, api) as caller:
        stream = caller.events(_stream(item).call())
        with pytest.raises(StreamError, match="overloaded: Try later"):
            list(stream)


class Telling(Model):
    """An item that may tell of an error, as the document describes it."""

    error: dict[str, str]


def test_an_error_that_the_document_describes_is_an_item(callers: Callers) -> None:
    body = b"event: error\ndata: " + OVERLOADED + b"\n\n"

    with serving(Answer(200, body, EVENTS)) as server, callers.to(server.url) as c:
        [item] = c.events(_stream(Telling).call())

    assert item.error["code"] == "overloaded"


def test_an_item_with_other_members_than_described_is_no_error(
    callers: Callers,
) -> None:
    body = b'data: {"t":"a","error":{"message":"m"}}\n\ndata: {"message":"m"}\n\n'

    with serving(Answer(200, body, EVENTS)) as server, callers.to(server.url) as c:
        items = list(c.events(_stream(Loose).call()))

    assert [item.t for item in items] == ["a", None]


def test_a_broken_item_shows_its_first_bytes(callers: Callers) -> None:
    answer = Answer(200, b"data: {oops\n\n", EVENTS)

    with serving(answer) as server, callers.to(server.url) as caller:
        stream = caller.events(_stream(Chunk).call())
        with pytest.raises(DecodeError, match="not JSON") as caught:
            list(stream)

    assert caught.value.body == b"{oops"


def test_events_after_a_last_line_without_end_are_dropped(callers: Callers) -> None:
    answer = Answer(200, b'data: {"t":"a"}\n\ndata: {"t":"b"}\n', EVENTS)

    with serving(answer) as server, callers.to(server.url) as caller:
        items = [item.t for item in caller.events(_stream(Chunk).call())]

    assert items == ["a"]


def test_a_stream_is_opened_anew_behind_its_last_event(callers: Callers) -> None:
    first = b'id: 7\nretry: 20\ndata: {"t":"a"}\n\nid: 8\ndata: {"t":'
    second = b'data: {"t":"b"}\n\n'
    answers = [
        Answer(200, first, {**EVENTS, "Content-Length": "1000"}, ends=True),
        Answer(200, second, EVENTS),
    ]

    with serving(*answers) as server, callers.to(server.url) as caller:
        stream = caller.events(_stream(Chunk).call())
        items = iter(stream)
        found = [next(items).t]
        again = stream.reconnected()
        found += [item.t for item in again]

    assert found == ["a", "b"]
    assert (stream.last_event_id, again.last_event_id) == ("7", "7")
    assert "last-event-id" not in server.seen[0].headers
    assert server.seen[1].headers["last-event-id"] == "7"


def test_only_the_stream_of_a_get_is_opened_anew(callers: Callers) -> None:
    with serving(Answer(200, b"", EVENTS)) as server, callers.to(server.url) as caller:
        stream = caller.events(_stream(Chunk, "POST").call())
        with pytest.raises(InvalidRequestError, match="only the stream of a GET"):
            stream.reconnected()


def test_a_stream_is_read_once(callers: Callers) -> None:
    answer = Answer(200, b'data: {"t":"a"}\n\n', EVENTS)

    with serving(answer) as server, callers.to(server.url) as caller:
        stream = caller.events(_stream(Chunk).call())
        list(stream)
        with pytest.raises(InvalidRequestError, match="was read before"):
            list(stream)


@pytest.mark.parametrize(
    ("client", "call", "expected"),
    [
        ({}, {}, ["a"]),
        ({"terminator": "b"}, {}, ["a", "[DONE]"]),
        ({"terminator": None}, {}, ["a", "[DONE]", "b", "c"]),
        ({"terminator": "b"}, {"terminator": "c"}, ["a", "[DONE]", "b"]),
        ({"terminator": "a"}, {"terminator": None}, ["a", "[DONE]", "b", "c"]),
    ],
)
def test_the_end_of_a_stream_is_said_by_the_client_or_the_call(
    callers: Callers,
    client: dict[str, Any],
    call: dict[str, Any],
    expected: list[str],
) -> None:
    operation = StreamOperation[str]("GET", "/e", item=str)
    text = b"data: a\n\ndata: [DONE]\n\ndata: b\n\ndata: c\n\n"

    with (
        serving(Answer(200, text, EVENTS)) as server,
        callers.to(server.url, **client) as caller,
        caller.events(operation.call(), call) as stream,
    ):
        assert list(stream) == expected
