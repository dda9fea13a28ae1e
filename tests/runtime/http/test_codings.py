"""Compressed answers: whole, or an error, whatever the pieces."""

from __future__ import annotations

import gzip
import zlib
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import httpx2
import pytest
from _runtime import codings
from _runtime.codings import Inflater
from _runtime.errors import DecodeError
from _runtime.operation import Operation, StreamOperation
from blocking import Callers
from hypothesis import given
from hypothesis import strategies as st
from sockets import Answer, serving

JSON: Operation[Any, object] = Operation("GET", "/data", {200: dict[str, int]})
FILE = StreamOperation[bytes]("GET", "/file", item=bytes)
DATA = bytes(range(256)) * 3000


def _raw(data: bytes) -> bytes:
    inner = zlib.compressobj(wbits=-zlib.MAX_WBITS)
    return inner.compress(data) + inner.flush()


def _members(data: bytes) -> bytes:
    return gzip.compress(data[:9]) + gzip.compress(data[9:])


def _padded(data: bytes) -> bytes:
    return gzip.compress(data) + bytes(16)


Ways = dict[str, tuple[str, Callable[[bytes], bytes]]]
WAYS: Ways = {
    "gzip": ("gzip", gzip.compress),
    "several members": ("gzip", _members),
    "padding behind": ("gzip", _padded),
    "zlib": ("deflate", zlib.compress),
    "no frame": ("deflate", _raw),
}


def _inflated(coding: str, chunks: list[bytes]) -> bytes:
    inflater = Inflater(is_gzip=coding == "gzip")
    found = [piece for chunk in chunks for piece in inflater.feed(chunk)]
    return b"".join([*found, *inflater.end()])


@pytest.mark.parametrize("way", WAYS)
@given(data=st.binary(max_size=200), size=st.integers(1, 40))
def test_any_chunks_give_the_same(way: str, data: bytes, size: int) -> None:
    coding, compress = WAYS[way]
    sent = compress(data)

    chunks = [sent[at : at + size] for at in range(0, len(sent), size)]

    assert _inflated(coding, chunks) == data


@given(data=st.binary(max_size=200), cut=st.integers(1, 60))
@pytest.mark.parametrize("way", ["gzip", "several members", "zlib", "no frame"])
def test_no_beginning_is_taken_for_the_whole(way: str, data: bytes, cut: int) -> None:
    coding, compress = WAYS[way]
    sent = compress(data)
    first = len(gzip.compress(data[:9])) if way == "several members" else 0
    kept = sent[: max(1, len(sent) - cut)]
    if len(kept) == first:
        # The first of several members is whole in itself.
        return

    with pytest.raises(httpx2.DecodingError):
        _inflated(coding, [kept])


def test_much_that_becomes_of_little_comes_in_pieces() -> None:
    sent = gzip.compress(bytes(50_000_000))

    sizes = [len(piece) for piece in Inflater(is_gzip=True).feed(sent)]

    assert sum(sizes) == 50_000_000
    assert max(sizes) <= 2**20


@pytest.mark.parametrize("way", WAYS)
def test_a_compressed_file_is_written_as_it_was(
    callers: Callers, tmp_path: Path, way: str
) -> None:
    coding, compress = WAYS[way]
    answer = Answer(200, compress(DATA), {"Content-Encoding": coding})

    with serving(answer) as server, callers.to(server.url) as caller:
        assert caller.download(FILE.call()).write_to(tmp_path / "f") == len(DATA)

    assert (tmp_path / "f").read_bytes() == DATA


@pytest.mark.parametrize("way", ["gzip", "zlib", "no frame"])
def test_a_compressed_file_that_ends_too_early_is_an_error(
    callers: Callers, tmp_path: Path, way: str
) -> None:
    coding, compress = WAYS[way]
    answer = Answer(200, compress(DATA)[:-5], {"Content-Encoding": coding})

    with serving(answer) as server, callers.to(server.url) as caller:
        download = caller.download(FILE.call())
        with pytest.raises(DecodeError, match="content encoding") as caught:
            download.write_to(tmp_path / "f")

    assert caught.value.status_code == 200
    assert list(tmp_path.iterdir()) == []


def test_whole_answers_may_come_compressed(callers: Callers) -> None:
    coding = {"Content-Type": "application/json", "Content-Encoding": "gzip"}
    answer = Answer(200, gzip.compress(b'{"a":1}'), coding)

    with serving(answer) as server, callers.to(server.url) as caller:
        assert caller.send(JSON.call()) == {"a": 1}

    assert server.seen[0].headers["accept-encoding"] == "gzip, deflate"


def test_streams_are_asked_for_as_they_are(callers: Callers) -> None:
    with serving(Answer(200, DATA)) as server, callers.to(server.url) as caller:
        caller.download(FILE.call()).read()

    assert "accept-encoding" not in server.seen[0].headers


@pytest.mark.parametrize(
    ("of_client", "of_call", "sent"),
    [
        ({"accept-encoding": "br"}, {}, "br"),
        ({"accept-encoding": "br"}, {"Accept-encoding": "zstd"}, "zstd"),
        ({}, {"accept-encoding": "identity"}, "identity"),
        ({}, {"Accept-Encoding": None}, None),
    ],
)
def test_the_user_says_how_answers_may_be_compressed(
    callers: Callers,
    of_client: Mapping[str, str],
    of_call: Mapping[str, str | None],
    sent: str | None,
) -> None:
    answer = Answer(200, b"{}", {"Content-Type": "application/json"})

    with (
        serving(answer) as server,
        callers.to(server.url, default_headers=of_client) as caller,
    ):
        caller.send(JSON.call(), {"headers": of_call})

    assert server.seen[0].headers.get("accept-encoding") == sent


def test_an_empty_body_needs_no_coding(callers: Callers) -> None:
    answer = Answer(200, b"", {"Content-Encoding": "gzip"})

    with serving(answer) as server, callers.to(server.url) as caller:
        assert caller.download(FILE.call()).read() == b""


def test_what_a_decompressor_still_holds_is_given_at_the_end(
    callers: Callers, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(codings, "_LARGEST_PIECE", 64)
    files = [b"a" * size for size in range(100, 400, 7)]
    answers = [
        Answer(200, _raw(file), {"Content-Encoding": "deflate"}) for file in files
    ]

    with serving(*answers) as server, callers.to(server.url) as caller:
        found = [caller.download(FILE.call()).read() for _ in files]

    assert found == files
