"""Streams: events by the WHATWG rules, lines, and files."""

from __future__ import annotations

import asyncio
from itertools import pairwise
from pathlib import Path

import pytest
from _runtime.errors import APIConnectionError, DecodeError, StatusError
from _runtime.sse import EventParser, LineSplitter, ServerEvent
from hypothesis import given, settings
from hypothesis import strategies as st
from minihq.client import AsyncMiniHQ, MiniHQ
from sockets import Answer, serving

EVENTS = {"Content-Type": "text/event-stream"}
TEXT = (
    'data: {"t":"a"}\n\n: comment\n\nevent: x\nid: 1\nretry: 10\ndata: {"t":\n'
    'data: "é"}\n\ndata: [DONE]\n\ndata: never\n\n'
)


def _parsed(chunks: list[bytes]) -> list[ServerEvent]:
    parser = EventParser()
    return [event for chunk in chunks for event in parser.feed(chunk)]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
@settings(deadline=None)
@given(cuts=st.lists(st.integers(0, 200), max_size=8))
def test_events_are_the_same_however_they_are_cut(end: str, cuts: list[int]) -> None:
    data = b"\xef\xbb\xbf" + TEXT.replace("\n", end).encode() + b"\n"
    places = sorted({0, *cuts, len(data)})
    chunks = [data[a:b] for a, b in pairwise(places)]

    events = _parsed(chunks)

    assert events[:2] == [
        ServerEvent('{"t":"a"}'),
        ServerEvent('{"t":\n"é"}', "x", "1", 10),
    ]
    assert [event.data for event in events[2:]] == ["[DONE]", "never"]


def test_odd_lines_of_events_are_ignored() -> None:
    data = b"data\nid: a\0b\nretry: x\nnonsense: 1\ndata:  two\n\nevent: e\n\n"

    assert _parsed([data]) == [ServerEvent("\n two")]


@settings(deadline=None)
@given(st.binary(max_size=60), st.lists(st.integers(0, 60), max_size=5))
def test_lines_are_the_same_however_they_are_cut(data: bytes, cuts: list[int]) -> None:
    places = sorted({0, *cuts, len(data)})
    splitter = LineSplitter(lone_cr=False)

    lines = [line for a, b in pairwise(places) for line in splitter.feed(data[a:b])]

    assert [*lines, splitter.end()] == data.split(b"\n")


def test_events_are_decoded_until_the_terminator() -> None:
    with serving(Answer(200, TEXT.encode(), EVENTS)) as server:
        client = MiniHQ(api_key="k", base_url=server.url)
        stream = client.streams.chat(question="?")
        values = [chunk.t for chunk in stream]
        again = client.streams.chat(question="?")
        names = [(event.event, event.id) for event in again.events()]

    assert values == ["a", "é"]
    assert names == [("message", ""), ("x", "1")]
    assert server.seen[0].headers["accept"] == "text/event-stream"
    assert stream.response.status_code == 200


def test_something_else_than_events_is_an_error() -> None:
    html = Answer(200, b"<html>", {"Content-Type": "text/html"})

    with serving(html) as server, pytest.raises(DecodeError, match="is text/html"):
        MiniHQ(api_key="k", base_url=server.url).streams.chat(question="?")


def test_an_error_status_of_a_stream_is_an_error() -> None:
    answer = Answer(404, b'{"error":{"code":"c","message":"m"}}')

    with serving(answer) as server, pytest.raises(StatusError, match="404 c: m"):
        MiniHQ(api_key="k", base_url=server.url).streams.chat(question="?")


def test_a_bad_item_is_an_error_of_ours() -> None:
    with serving(Answer(200, b"data: {\n\n", EVENTS)) as server:
        stream = MiniHQ(api_key="k", base_url=server.url).streams.chat(question="?")
        with pytest.raises(DecodeError, match="not JSON"):
            list(stream)


def test_lines_are_decoded_one_by_one() -> None:
    with serving(Answer(200, b'{"t":"a"}\r\n\n{"t":"b"}')) as server:
        rows = MiniHQ(api_key="k", base_url=server.url).streams.rows()
        values = [chunk.t for chunk in rows]

    assert values == ["a", "b"]


def test_a_file_is_written_as_it_comes(tmp_path: Path) -> None:
    data = bytes(range(256)) * 4096

    with (
        serving(Answer(200, data)) as server,
        MiniHQ(api_key="k", base_url=server.url).streams.export() as download,
    ):
        written = download.write_to(tmp_path / "f")

    assert written == len(data)
    assert (tmp_path / "f").read_bytes() == data


def test_leaving_early_closes_the_connection() -> None:
    data = b"x" * 2_000_000
    with serving(Answer(200, data)) as server:
        client = MiniHQ(api_key="k", base_url=server.url)
        with client.streams.export() as download:
            next(iter(download.iter_bytes()))
        with client.streams.export() as download:
            assert len(download.read()) == len(data)


def test_a_stream_that_breaks_off_is_an_error_of_ours() -> None:
    short = Answer(200, b"abc", {"Content-Length": "10"})
    with serving(short, Answer(drop=True)) as server:
        client = MiniHQ(api_key="k", base_url=server.url, timeout=0.1)
        with pytest.raises(APIConnectionError):
            client.streams.export().read()


def test_events_as_they_were_sent_come_asynchronously_too() -> None:
    async def run(url: str) -> list[str]:
        async with AsyncMiniHQ(api_key="k", base_url=url) as client:
            stream = await client.streams.chat(question="?")
            return [event.event async for event in stream.events()]

    with serving(Answer(200, TEXT.encode(), EVENTS)) as server:
        assert asyncio.run(run(server.url)) == ["message", "x"]
