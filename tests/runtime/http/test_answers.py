"""From an answer to a value: statuses, empty bodies, what is no JSON, mismatches."""

from __future__ import annotations

import gzip
import warnings
import zlib
from typing import Annotated, Any

import pytest
from _runtime.errors import DecodeError, StatusError
from _runtime.hooks import Hooks, MismatchReport
from _runtime.models import Model
from _runtime.operation import Binary, Operation, Text
from _runtime.report import MismatchWarning
from _runtime.unions import Member
from probes import PLAIN_API, Probe, pickled
from sockets import Answer, serving

JSON = {"Content-Type": "application/json"}
KIND = "application/json; charset="
DEFLATED = zlib.compress(b'{"x":1}')
GZIPPED = gzip.compress(b'{"x":' + b" " * 400 + b"1}")


class Thing(Model):
    x: int


class Other(Model):
    y: str


def _get(*forms: tuple[int | str, object]) -> Operation[Any, object]:
    return Operation("GET", "/a", dict(forms))


THING = _get((200, Thing))
GONE = _get((204, None))


def _answered(
    probe: Probe, operation: Operation[Any, object], answer: Answer
) -> object:
    with serving(answer) as server:
        return probe.send(server.url, operation).data


@pytest.mark.parametrize(
    ("answer", "says"),
    [
        (Answer(200, b"", JSON), "the answer is empty"),
        (Answer(204), "the answer is empty"),
        (Answer(200, b'{"x": ', JSON), "not JSON"),
        (
            Answer(200, b"<html>", {"Content-Type": "text/html"}),
            "is text/html, not JSON",
        ),
        (Answer(200, b'{"x":"\xff"}', JSON), "not JSON"),
        (
            Answer(200, b"{}", {"Content-Type": "application/json; charset=nope"}),
            "no text in its charset",
        ),
        (Answer(200, b"not gzip", {"Content-Encoding": "gzip"}), "encoding"),
        (Answer(200, b"not deflated", {"Content-Encoding": "deflate"}), "encoding"),
        (Answer(200, GZIPPED[:-12], {"Content-Encoding": "gzip"}), "encoding"),
        (Answer(200, GZIPPED[:-1], {"Content-Encoding": "x-gzip"}), "encoding"),
        (Answer(200, GZIPPED[:1], {"Content-Encoding": "gzip"}), "encoding"),
        (Answer(200, DEFLATED[:-1], {"Content-Encoding": "deflate"}), "encoding"),
        (Answer(200, b"\x8b\x01\x80", {"Content-Encoding": "br"}), "not JSON"),
        (Answer(200, b"(\xb5/\xfd", {"Content-Encoding": "zstd"}), "not JSON"),
        (
            Answer(200, b'{"x":1}', {"Content-Type": f"{KIND}utf-16"}),
            "not JSON|charset",
        ),
        (Answer(200, b'{"x":"\xe9"}', {"Content-Type": f"{KIND}utf-8"}), "not JSON"),
        (Answer(200, b'"text"', JSON), "promised"),
    ],
)
def test_what_cannot_be_read_is_one_error(
    probe: Probe, answer: Answer, says: str
) -> None:
    with serving(answer) as server, pytest.raises(DecodeError, match=says) as caught:
        probe.send(server.url, THING)

    error = caught.value
    assert (error.status_code, error.attempts) == (answer.status, 1)
    assert error.__cause__ is None
    assert "<html>" not in str(error) + repr(error)
    assert pickled(error).body == error.body


def test_a_compressed_answer_and_a_byte_order_mark_are_read(probe: Probe) -> None:
    body = gzip.compress(b'\xef\xbb\xbf{"x":1}')

    found = _answered(probe, THING, Answer(200, body, {"Content-Encoding": "gzip"}))

    assert found == Thing(x=1)


def test_another_charset_is_honoured(probe: Probe) -> None:
    headers = {"Content-Type": "application/json; charset=latin-1"}

    found = _answered(probe, _get((200, Other)), Answer(200, b'{"y":"\xe9"}', headers))

    assert found == Other(y="é")


def test_nothing_promised_gives_none(probe: Probe) -> None:
    assert _answered(probe, GONE, Answer(204)) is None
    quiet = probe.with_(on_mismatch="ignore")
    assert _answered(quiet, GONE, Answer(200, b"{}", JSON)) is None
    assert _answered(probe, _get((200, Thing), (204, None)), Answer(200)) is None
    assert _answered(probe, _get(), Answer(200, b"{}", JSON)) is None


def test_text_and_bytes_are_given_as_they_are(probe: Probe) -> None:
    latin = {"Content-Type": "text/plain; charset=latin-1"}

    assert _answered(probe, _get((200, Text)), Answer(200, b"\xe9", latin)) == "é"
    assert _answered(probe, _get((200, Binary)), Answer(200, b"\xe9", latin)) == b"\xe9"


def test_a_status_class_and_a_default_are_found(probe: Probe) -> None:
    operation = _get((200, Thing), ("2XX", Other))

    assert _answered(probe, operation, Answer(202, b'{"y":"a"}', JSON)) == Other(y="a")
    assert _answered(probe, operation, Answer(200, b'{"x":1}', JSON)) == Thing(x=1)


def test_an_undescribed_success_is_decoded_and_noted(probe: Probe) -> None:
    with (
        serving(Answer(207, b'{"x":1}', JSON)) as server,
        pytest.warns(MismatchWarning, match="GET /a: status: promised 200, got 207"),
    ):
        response = probe.send(server.url, THING)

    assert response.data == Thing(x=1)
    assert [str(found) for found in response.mismatches] == [
        "status: promised 200, got 207"
    ]


def test_of_several_forms_the_best_is_taken(probe: Probe) -> None:
    operation = _get((200, Thing), (201, Other))

    with pytest.warns(MismatchWarning):
        found = _answered(probe, operation, Answer(202, b'{"y":"a"}', JSON))

    assert found == Other(y="a")


WRONG = Answer(200, b'[{"x":1},{"x":"a"},{"x":"b"}]', JSON)
LIST = _get((200, list[Thing]))


def test_a_mismatch_is_warned_of_once_for_each_place(probe: Probe) -> None:
    calls = [LIST.call().arguments] * 2

    with serving(WRONG) as server, warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        responses = probe.send_all(server.url, LIST, calls)

    assert [str(one.message) for one in caught] == [
        "GET /a: $[1].x: promised an integer, got a string"
    ]
    assert caught[0].filename.endswith("probes.py")
    assert len(responses[1].mismatches) == 2


def test_a_hook_hears_of_every_mismatch(probe: Probe) -> None:
    told: list[MismatchReport] = []
    quiet = probe.with_(on_mismatch="ignore", hooks=Hooks(mismatch=told.append))

    with warnings.catch_warnings():
        warnings.simplefilter("error")
        _answered(quiet, LIST, WRONG)

    assert [report.path for report in told] == ["$[1].x", "$[2].x"]


def test_a_mismatch_raises_where_asked(probe: Probe) -> None:
    with serving(WRONG) as server, pytest.raises(DecodeError) as caught:
        probe.send(server.url, LIST, {"on_mismatch": "raise"})

    assert caught.value.path == "$[1].x"
    assert "$[1].x" in str(caught.value)


def test_an_undescribed_success_raises_where_asked(probe: Probe) -> None:
    strict = probe.with_(on_mismatch="raise")

    with pytest.raises(DecodeError, match="promised 200, got 207"):
        _answered(strict, THING, Answer(207, b'{"x":1}', JSON))


def test_an_undocumented_error_status_raises(probe: Probe) -> None:
    answer = Answer(418, b'{"detail":"short and stout"}', JSON)

    with serving(answer) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, THING)

    error = caught.value
    assert str(error) == "418: short and stout [GET /a, 1 attempt]"
    assert error.body == {"detail": "short and stout"}


@pytest.mark.parametrize(
    ("body", "message"),
    [
        (b"<html>secret</html>", "Not Found"),
        (b"", "Not Found"),
        (b'{"error":"no"}', "no"),
        (b'{"error":{"code":5,"message":"a\\n b"}}', "a\n b"),
        (b'{"error":"\\u001b[31mred"}', "\x1b[31mred"),
        (b"[1]", "Not Found"),
    ],
)
def test_an_error_says_what_its_body_says(
    probe: Probe, body: bytes, message: str
) -> None:
    with serving(Answer(404, body)) as server, pytest.raises(StatusError) as caught:
        probe.send(server.url, THING)

    assert caught.value.message == message
    assert "secret" not in str(caught.value) + repr(caught.value)
    assert str(caught.value).isprintable()


def test_the_answer_has_headers_and_an_id(probe: Probe) -> None:
    headers = {**JSON, "X-Request-Id": "7f3c", "ETag": '"1"'}

    with serving(Answer(200, b'{"x":1}', headers)) as server:
        response = probe.send(server.url, THING)

    assert (response.request_id, response.headers["etag"]) == ("7f3c", '"1"')
    assert repr(response) == "Response(200, Thing, request_id='7f3c')"
    again = pickled(response)
    assert (again.data, dict(again.headers)) == (response.data, dict(response.headers))
    assert PLAIN_API.request_id_of(response.headers) == "7f3c"


@pytest.mark.parametrize("body", [b'{"data":5}', b'{"data":null}', b"{}"])
def test_an_envelope_without_its_one_member_is_an_error(
    probe: Probe, body: bytes
) -> None:
    operation = _get((200, Annotated[Thing, Member("data")]))

    with serving(Answer(200, body, JSON)) as server, pytest.raises(DecodeError) as info:
        probe.send(server.url, operation)

    assert info.value.path == "$.data"
