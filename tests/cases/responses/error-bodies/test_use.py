from __future__ import annotations

import asyncio

import pytest
from responses_error_bodies import (
    APIStatusError,
    AsyncErrors,
    BadRequestError,
    ConflictError,
    Errors,
    NotFoundError,
    PermissionDeniedError,
    ServerError,
    types,
)
from sockets import Answer, serving

JSON = {"Content-Type": "application/json"}
PROBLEM = types.Problem(code="c", message="m")
USUAL = b'{"code":"c","message":"m"}'


def raised(status: int, body: bytes, headers: dict[str, str]) -> APIStatusError:
    """What both clients raise for an answer."""

    async def later(url: str) -> None:
        async with AsyncErrors(base_url=url, max_retries=0) as client:
            await client.e.get()

    with serving(Answer(status, body, headers)) as server:
        with (
            Errors(base_url=server.url, max_retries=0) as client,
            pytest.raises(APIStatusError) as first,
        ):
            client.e.get()
        with pytest.raises(APIStatusError) as second:
            asyncio.run(later(server.url))
    assert (type(second.value), second.value.body) == (
        type(first.value),
        first.value.body,
    )
    return first.value


@pytest.mark.parametrize(
    ("status", "kind", "answer", "body"),
    [
        (400, BadRequestError, b"[" + USUAL + b"]", [PROBLEM]),
        (404, NotFoundError, b'{"resource":"r"}', types.NotFound(resource="r")),
        (409, ConflictError, b'{"title":"t"}', types.Standard(title="t")),
        (418, APIStatusError, USUAL, PROBLEM),
        (500, ServerError, USUAL, PROBLEM),
        (503, ServerError, b'{"resource":"r"}', types.NotFound(resource="r")),
    ],
)
def test_a_body_is_what_the_document_says_of_its_status(
    status: int, kind: type[APIStatusError], answer: bytes, body: object
) -> None:
    error = raised(status, answer, JSON)

    assert type(error) is kind
    assert error.body == body


@pytest.mark.parametrize(
    ("status", "answer", "headers", "body"),
    [
        (401, b"who?", {"Content-Type": "text/plain"}, "who?"),
        (403, b"", {}, None),
        (500, b"<html>", {"Content-Type": "text/html"}, "<html>"),
        (400, b"[1", JSON, "[1"),
        (404, b"null", JSON, None),
        (404, b'"gone"', JSON, "gone"),
    ],
)
def test_any_other_body_is_kept_as_text_or_plain_json(
    status: int, answer: bytes, headers: dict[str, str], body: object
) -> None:
    assert raised(status, answer, headers).body == body


@pytest.mark.parametrize(
    ("status", "answer"), [(400, b"[" + USUAL + b"]"), (418, USUAL), (500, USUAL)]
)
def test_code_and_message_are_found_in_an_object_and_in_a_list(
    status: int, answer: bytes
) -> None:
    error = raised(status, answer, JSON)

    assert (error.code, error.message) == ("c", "m")


def test_a_forbidden_call_is_an_error_of_its_own() -> None:
    assert isinstance(raised(403, b"", {}), PermissionDeniedError)
