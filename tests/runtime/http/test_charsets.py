"""Answers in charsets and codings that cannot be read are one error, or are made out."""

from __future__ import annotations

import gzip

import pytest
from _runtime.errors import DecodeError, SDKError, StatusError
from _runtime.operation import Operation, StreamOperation, Text
from blocking import Callers
from probes import Probe
from sockets import Answer, serving

JSON = Operation[dict[str, str], object]("GET", "/j", {200: dict[str, str]})
WORDS = Operation[str, object]("GET", "/t", {200: Text})
FILE = StreamOperation[bytes]("GET", "/f", bytes)
NO_TEXTS = ["undefined", "punycode", "hex", "idna", "rot13", "nonsense"]
GARBLED = {"Content-Encoding": "gzip", "X-Request-Id": "r1"}


@pytest.mark.parametrize("charset", NO_TEXTS)
def test_a_codec_that_is_of_no_text_raises_nothing_of_its_own(
    probe: Probe, callers: Callers, charset: str
) -> None:
    answer = Answer(200, b"words", {"Content-Type": f"text/plain; charset={charset}"})

    with serving(answer) as server, callers.to(server.url) as caller:
        assert probe.send(server.url, WORDS).data == "words"
        stream = caller.download(FILE.call())
        assert "".join(stream.iter_text()) == "words"


@pytest.mark.parametrize("charset", ["undefined", "punycode", "nonsense"])
def test_json_in_no_charset_is_a_decode_error(probe: Probe, charset: str) -> None:
    kind = {"Content-Type": f"application/json; charset={charset}"}
    answer = Answer(200, b'{"a":"b"}', kind)

    with serving(answer) as server, pytest.raises(DecodeError) as caught:
        probe.send(server.url, JSON)

    assert "the answer is no text in its charset" in str(caught.value)


@pytest.mark.parametrize(
    ("kind", "body"),
    [
        ("application/json; charset=iso-8859-1", '{"message":"é"}'.encode("latin-1")),
        (
            "application/json;CHARSET = 'utf-16le'",
            '\ufeff{"message":"é"}'.encode("utf-16le"),
        ),
        ('application/json; p="charset=utf-7"', '\ufeff{"message":"é"}'.encode()),
        ("application/json; charset=undefined", '{"message":"é"}'.encode()),
    ],
)
def test_an_error_says_what_its_body_says_in_any_charset(
    probe: Probe, kind: str, body: bytes
) -> None:
    answer = Answer(400, body, {"Content-Type": kind})

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, JSON)

    assert caught.value.message == "é"


@pytest.mark.parametrize("status", [400, 404])
def test_an_error_whose_body_is_nested_without_end_is_one_of_its_status(
    probe: Probe, status: int
) -> None:
    answer = Answer(status, b"[" * 100_000)

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, JSON)

    assert caught.value.status_code == status


def test_a_garbled_answer_says_all_that_is_known_of_it(probe: Probe) -> None:
    answer = Answer(200, b"no gzip", GARBLED)

    with serving(answer) as server, pytest.raises(DecodeError) as caught:
        probe.send(server.url, JSON)

    error = caught.value
    assert (error.status_code, error.request_id, error.body) == (200, "r1", b"no gzip")
    assert error.headers["content-encoding"] == "gzip"
    assert str(error).endswith("is broken (status 200) [GET /j, request r1, 1 attempt]")


def test_a_garbled_stream_says_so_too(callers: Callers) -> None:
    whole = gzip.compress(b"some bytes")
    answer = Answer(200, whole[:-4], GARBLED)

    with (
        serving(answer) as server,
        callers.to(server.url) as caller,
        pytest.raises(DecodeError) as caught,
    ):
        caller.download(FILE.call()).read()

    assert (caught.value.request_id, caught.value.body) == ("r1", whole[:-4])


@pytest.mark.parametrize(("status", "attempts"), [(404, 1), (429, 3), (503, 3)])
def test_an_error_with_a_garbled_body_is_still_what_its_status_says(
    probe: Probe, status: int, attempts: int
) -> None:
    answer = Answer(status, b"no gzip", GARBLED)

    with serving(answer) as server, pytest.raises(SDKError) as caught:
        probe.send(server.url, JSON)

    assert isinstance(caught.value, StatusError)
    assert (caught.value.body, caught.value.attempts) == (None, attempts)
