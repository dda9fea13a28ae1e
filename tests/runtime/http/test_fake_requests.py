"""What a fake tells of the requests that came, and answers that are out of the way."""

from __future__ import annotations

import asyncio

import pytest
from _runtime.documented_headers import DocumentedHeaders, HeaderField
from _runtime.errors import APIConnectionError
from _runtime.operation import Operation
from _runtime.response import Response
from _runtime.testing.mock import MockApi
from _runtime.testing.parts import SentPart
from minihq.testing import MockMiniHQ
from minihq.types import Chunk
from probes import NOTHING, PLAIN_API, ProbeClient

UPLOAD = Operation[None, object]("POST", "/files", NOTHING)


def test_the_fields_of_a_form_are_read() -> None:
    mock = MockApi(PLAIN_API)
    route = mock.route(UPLOAD).returns(None)
    form = {"name": "a b", "tags": ["x", "y"]}

    ProbeClient(PLAIN_API, {}, **mock.options()).caller.send(UPLOAD.call(form=form))

    [call] = route.calls
    assert call.form == {"name": "a b", "tags": "y"}
    assert call.form_pairs == (("name", "a b"), ("tags", "x"), ("tags", "y"))
    assert call.parts == ()


def test_the_parts_of_a_multipart_body_are_read() -> None:
    mock = MockApi(PLAIN_API)
    route = mock.route(UPLOAD).returns(None)
    content = b"\r\n--\x00\xff\r\n\r\nend\r\n"
    sent = {"purpose": "test", "file": ("ä b.txt", content, "text/plain")}

    client = ProbeClient(PLAIN_API, {}, **mock.options())
    client.caller.send(UPLOAD.call(multipart=sent))

    [call] = route.calls
    purpose, file = call.parts
    assert (purpose.name, purpose.text, purpose.filename) == ("purpose", "test", None)
    assert file == SentPart("file", content, file.filename, "text/plain")
    assert (file.filename or "").endswith("b.txt")
    assert call.form == {"purpose": "test"}


def test_a_body_that_is_no_form_has_no_fields() -> None:
    mock = MockMiniHQ()
    mock.request("POST", "/other").answers(204)

    mock.client().request("POST", "/other", cast_to=type(None), body={"a": 1})

    assert (mock.calls[0].form, mock.calls[0].parts) == ({}, ())


def test_a_stream_that_breaks_off_gives_what_came_before() -> None:
    mock = MockMiniHQ()
    mock.streams.chat.breaks_off(Chunk(t="a"))
    found: list[str] = []

    stream = mock.client().streams.chat(question="?")
    with pytest.raises(APIConnectionError):
        found.extend(chunk.t for chunk in stream)

    async def main() -> None:
        async with mock.async_client() as client:
            async for chunk in await client.streams.chat(question="?"):
                found.insert(0, f"async {chunk.t}")

    with pytest.raises(APIConnectionError):
        asyncio.run(main())
    assert found == ["async a", "a"]


class Sized(DocumentedHeaders):
    size = HeaderField("X-Size", int, required=True)


def test_a_header_that_is_given_stands_for_the_one_that_is_promised() -> None:
    operation = Operation[None, Response[int, None, Sized]](
        "GET", "/sized", {200: None}, headers={200: Sized}
    )
    mock = MockApi(PLAIN_API)
    mock.route(operation).returns(None, headers={"x-size": "12"})
    call = operation.call()

    client = ProbeClient(PLAIN_API, {}, **mock.options())
    response = client.caller.response(operation, call.arguments, None)

    assert response.headers["x-size"] == "12"
