from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

import pytest
from case import Case
from places import CASES
from responses_undocumented_and_empty import (
    APIStatusError,
    AsyncUndocumentedAndEmptyResponses,
    DecodeError,
    UndocumentedAndEmptyResponses,
)
from sockets import Answer, serving
from twins import in_both

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Either = UndocumentedAndEmptyResponses | AsyncUndocumentedAndEmptyResponses

T = TypeVar("T")
JSON = {"Content-Type": "application/json"}


def answered(answer: Answer, call: Callable[[Either], T | Awaitable[T]]) -> T:
    with serving(answer) as server:
        return in_both(
            UndocumentedAndEmptyResponses(base_url=server.url),
            AsyncUndocumentedAndEmptyResponses(base_url=server.url),
            call,
        )


def test_every_operation_is_there() -> None:
    client = UndocumentedAndEmptyResponses(base_url="https://x.test")

    calls = [
        *(client.a.get, client.b.delete, client.c.get, client.d.get),
        *(client.e.head, client.f.get, client.g.get),
    ]

    assert all(callable(call) for call in calls)


def test_an_empty_body_where_there_must_be_one_is_an_error_of_the_sdk() -> None:
    with pytest.raises(DecodeError, match="the answer is empty"):
        answered(Answer(200, b"", JSON), lambda client: client.a.get())


@pytest.mark.filterwarnings("ignore")
def test_an_undocumented_success_is_decoded_as_the_documented_one() -> None:
    found = answered(Answer(201, b'{"x":1}', JSON), lambda client: client.a.get())

    assert found.x == 1


def test_and_it_is_noted() -> None:
    with (
        serving(Answer(201, b'{"x":1}', JSON)) as server,
        UndocumentedAndEmptyResponses(base_url=server.url) as client,
        pytest.warns(UserWarning, match="201"),
    ):
        response = client.a.with_response.get()

    [mismatch] = response.mismatches
    assert (mismatch.path, mismatch.got) == ("status", "201")


def test_an_undocumented_error_is_the_error_of_its_status() -> None:
    with pytest.raises(APIStatusError) as caught:
        answered(Answer(418, b"{}", JSON), lambda client: client.a.get())

    assert caught.value.status_code == 418


@pytest.mark.parametrize("answer", [Answer(204), Answer(200, b"", JSON)])
@pytest.mark.filterwarnings("ignore")
def test_nothing_is_none(answer: Answer) -> None:
    given: object = answered(answer, lambda client: client.b.delete())

    assert given is None


@pytest.mark.parametrize("body", [b"[1,null]", b'"x"', b"{}"])
def test_content_without_a_schema_is_any_json(body: bytes) -> None:
    given = answered(Answer(200, body, JSON), lambda client: client.c.get())

    assert given in ([1, None], "x", {})


@pytest.mark.parametrize("answer", [Answer(200, b""), Answer(200, b'{"x":1}', JSON)])
def test_where_no_content_is_described_any_answer_gives_none(answer: Answer) -> None:
    given: list[object] = [
        answered(answer, lambda client: client.d.get()),
        answered(answer, lambda client: client.f.get()),
        answered(answer, lambda client: client.g.get()),
    ]

    assert given == [None, None, None]


def test_a_header_of_an_answer_without_a_body_is_there() -> None:
    with (
        serving(Answer(200, b"", {"ETag": '"e"'})) as server,
        UndocumentedAndEmptyResponses(base_url=server.url) as client,
    ):
        response = client.e.with_response.head()

    assert response.headers["etag"] == '"e"'


def test_what_describes_no_response_is_reported() -> None:
    case = Case(CASES / "responses" / "undocumented-and-empty")

    assert "at #/paths/~1g/get" in case.client.diagnostics
