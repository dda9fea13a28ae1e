"""What the fake answers: values, errors, headers and streams of every form."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Annotated, Any, cast

import pytest
from _runtime.api import Api
from _runtime.auth import ClientCredentials
from _runtime.documented_headers import DocumentedHeaders, HeaderField
from _runtime.errors import StatusError
from _runtime.models import Model
from _runtime.operation import Binary, Operation, StreamOperation, Text
from _runtime.options import AsyncClientOptions, ClientOptions
from _runtime.response import Response
from _runtime.status_errors import StatusErrors
from _runtime.testing.mock import MockApi
from _runtime.testing.routes import Route, UnexpectedCallError
from _runtime.unions import Member
from annotated_types import MinLen
from probes import NOTHING, PLAIN_API, AsyncProbeClient, ProbeClient

AnyOperation = Operation[Any, Any]


class Thing(Model):
    id: str


class Told(DocumentedHeaders):
    rate = HeaderField[int]("X-Rate", int, required=True)
    names = HeaderField[Any]("X-Names", Annotated[list[str], MinLen(2)], required=True)
    data = HeaderField[Any]("X-Data", dict[str, int], required=True, json=True)
    other = HeaderField[str]("X-Other", str)


def _answer(
    operation: AnyOperation, say: Callable[[Route[Any]], object], api: Api = PLAIN_API
) -> Response[int, Any]:
    """The answer to a call of the operation, of which the fake was told something."""
    mock = MockApi(api)
    say(mock.route(operation))
    options: ClientOptions = mock.options()
    with ProbeClient(api, {}, **options) as client:
        return client.caller.response(operation, operation.call().arguments)


@pytest.mark.parametrize(
    ("table", "value", "status", "sent"),
    [
        ({200: Thing}, Thing(id="a"), 200, Thing(id="a")),
        ({"2XX": Thing}, Thing(id="a"), 200, Thing(id="a")),
        ({"default": Thing}, Thing(id="a"), 200, Thing(id="a")),
        ({201: Annotated[Thing, Member("data")]}, Thing(id="a"), 201, Thing(id="a")),
        ({200: Annotated[int, "a note"]}, 5, 200, 5),
        ({202: Binary}, b"\0", 202, b"\0"),
        ({200: Text}, "ü", 200, "ü"),
        ({204: None}, None, 204, None),
    ],
)
def test_a_value_comes_back_as_it_was_given(
    table: Mapping[int | str, object], value: object, status: int, sent: object
) -> None:
    response = _answer(Operation("GET", "/g", table), lambda r: r.returns(value))

    assert (response.status_code, response.data) == (status, sent)


@pytest.mark.parametrize(
    ("form", "expected"),
    [
        (Thing, Thing(id="id")),
        (Binary, b"made up"),
        (Text, "value"),
        (None, None),
    ],
)
def test_a_value_is_made_up_where_anything_will_do(
    form: object, expected: object
) -> None:
    operation: AnyOperation = Operation("GET", "/g", {200: form})

    assert _answer(operation, lambda r: r.answers_anything()).data == expected


def test_headers_that_the_document_promises_are_made_up() -> None:
    operation: AnyOperation = Operation("GET", "/g", NOTHING, headers={"2XX": Told})

    made = _answer(operation, lambda r: r.returns(None, headers={"X-Rate": "7"}))

    assert dict(made.headers) == {
        "x-rate": "7",
        "x-names": "X-Names,X-Names-1",
        "x-data": "{}",
    }


def test_an_answer_may_be_any_bytes() -> None:
    operation: AnyOperation = Operation("GET", "/g", {200: Thing})

    found = [
        _answer(operation, lambda r: r.answers(200, '{"id":"ü"}')),
        _answer(operation, lambda r: r.answers(200, b'{"id":"\xc3\xbc"}')),
    ]

    assert [response.data for response in found] == [Thing(id="ü")] * 2


class Problem(Model):
    code: str
    text: str


class Wrapped(Model):
    problem: Problem | str


@pytest.mark.parametrize(
    ("errors", "table", "body"),
    [
        (StatusErrors(), {}, {"message": "No", "code": "x"}),
        (
            StatusErrors(body=Problem, code="code", message="text"),
            {},
            Problem(code="x", text="No"),
        ),
        (
            StatusErrors(code="problem.code", message="problem.text"),
            {"4XX": Wrapped},
            Wrapped(problem=Problem(code="x", text="No")),
        ),
        (StatusErrors(body=list[str]), {}, []),
        (
            StatusErrors(body=Problem, code="code", message="text"),
            {500: Wrapped},
            Problem(code="x", text="No"),
        ),
    ],
)
def test_an_error_comes_in_the_form_of_the_api(
    errors: StatusErrors, table: Mapping[int | str, object], body: object
) -> None:
    api = replace(PLAIN_API, errors=errors)
    operation: AnyOperation = Operation("GET", "/g", NOTHING, errors=table)

    with pytest.raises(StatusError) as caught:
        _answer(operation, lambda r: r.fails(404, code="x", message="No"), api)

    assert caught.value.body == body


def test_an_error_without_words_has_those_of_its_status() -> None:
    operation: AnyOperation = Operation("GET", "/g", NOTHING)

    with pytest.raises(StatusError, match="404: Not Found"):
        _answer(operation, lambda r: r.fails(404))


def test_the_last_answer_that_was_said_counts_until_another_follows() -> None:
    operation: AnyOperation = Operation("GET", "/g", {200: int})

    assert _answer(operation, lambda r: r.returns(1).returns(2)).data == 2
    assert _answer(operation, lambda r: r.returns(1).then().returns(2)).data == 1


def test_what_nothing_asked_for_is_told() -> None:
    mock = MockApi(PLAIN_API)
    used, idle, _ = (
        mock.route(Operation[Any, Any]("GET", f"/{name}", {200: int})) for name in "abc"
    )
    used.returns(1)
    idle.returns(2)
    options: ClientOptions = mock.options()
    with ProbeClient(PLAIN_API, {}, **options) as client:
        assert client.request("GET", "a", cast_to=int) == 1

    with pytest.raises(AssertionError, match="never called: GET /b"):
        mock.assert_all_called()
    idle.calls.extend(used.calls)
    mock.assert_all_called()


@pytest.mark.parametrize(
    ("item", "accept", "items", "body", "content_type"),
    [
        (bytes, None, [b"a", b"b"], b"ab", "application/octet-stream"),
        (bytes, "image/png, image/gif", [b"a"], b"a", "image/png"),
        (int, "application/json-seq", [1], b"\x1e1\n", "application/json-seq"),
        (int, "application/jsonl", [1, 2], b"1\n2\n", "application/jsonl"),
        (
            str,
            "text/event-stream",
            ["a\nb"],
            b"data: a\ndata: b\n\ndata: [END]\n\n",
            "text/event-stream",
        ),
    ],
)
def test_a_stream_comes_as_the_operation_asks_for_it(
    item: object, accept: str | None, items: list[Any], body: bytes, content_type: str
) -> None:
    stream = StreamOperation[Any]("GET", "/s", item, accept=accept, terminator="[END]")
    mock = MockApi(PLAIN_API)
    mock.stream_route(stream).streams(*items)
    options: ClientOptions = mock.options()

    with ProbeClient(PLAIN_API, {}, **options) as client:
        download = client.caller.download(stream.call())
        found = download.read()

    assert found == body
    assert download.response.headers["content-type"] == content_type


@pytest.mark.parametrize(
    ("item", "accept", "body"),
    [
        (bytes, None, b"made up"),
        (int, "application/jsonl", b"0\n1\n"),
        (Thing, "text/event-stream", b'data: {"id":"id"}\n\ndata: {"id":"id-1"}\n\n'),
    ],
)
def test_a_stream_is_made_up(item: object, accept: str | None, body: bytes) -> None:
    stream = StreamOperation[Any]("GET", "/s", item, accept=accept, terminator=None)
    mock = MockApi(PLAIN_API)
    mock.stream_route(stream)
    mock.answers_anything()
    options: AsyncClientOptions = mock.async_options()

    async def run() -> bytes:
        async with AsyncProbeClient(PLAIN_API, {}, **options) as client:
            return await (await client.caller.download(stream.call())).read()

    assert asyncio.run(run()) == body


@pytest.mark.parametrize("url", ["/token", "https://issuer.test/token"])
def test_tokens_are_given_without_a_word(url: str) -> None:
    api = replace(PLAIN_API, schemes={"o": ClientCredentials(url)}, security=(("o",),))
    operation: AnyOperation = Operation("GET", "/g", NOTHING)
    mock = MockApi(api)
    route = mock.route(operation).returns(None)
    options = cast("Any", mock.options())

    with ProbeClient(api, {"o": ("id", "secret")}, **options) as client:
        client.caller.response(operation, operation.call().arguments)

    assert [call.headers["authorization"] for call in route.calls] == ["Bearer test"]


def test_what_no_operation_is_fails_the_test() -> None:
    mock = MockApi(PLAIN_API)
    mock.route(Operation[Any, Any]("GET", "/g", NOTHING)).returns(None)
    options: ClientOptions = mock.options()

    with (
        ProbeClient(PLAIN_API, {}, **options) as client,
        pytest.raises(UnexpectedCallError, match="GET /else"),
    ):
        client.request("GET", "else", cast_to=object)
