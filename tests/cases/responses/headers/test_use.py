from __future__ import annotations

import copy
import warnings
from datetime import UTC, datetime
from typing import TYPE_CHECKING

import pytest
from responses_headers import (
    AsyncDocumentedHeaders,
    DecodeError,
    DocumentedHeaders,
    MismatchWarning,
    types,
)
from responses_headers.resources.subs import SubsCreateHeaders
from responses_headers.testing import MockDocumentedHeaders, make
from sockets import Answer, serving
from twins import in_both

if TYPE_CHECKING:
    from collections.abc import Mapping

    from responses_headers.resources.subs import SubsCreateHeaders202

USUAL = {"Content-Type": "application/json", "X-Rate": "7"}


def later(headers: Mapping[str, str]) -> SubsCreateHeaders202:
    with (
        serving(Answer(202, b"", headers)) as server,
        DocumentedHeaders(base_url=server.url) as client,
    ):
        response = client.subs.with_response.create()
        assert response.status_code == 202
        return response.headers


def made(headers: Mapping[str, str]) -> SubsCreateHeaders:
    with (
        serving(Answer(201, b'{"id":"a"}', {**USUAL, **headers})) as server,
        DocumentedHeaders(base_url=server.url) as client,
    ):
        response = client.subs.with_response.create()
        assert response.status_code == 201
        assert response.data.id == "a"
        return response.headers


def test_each_header_is_its_type() -> None:
    found = made(
        {
            "X-Reset": "2026-01-02T03:04:05Z",
            "X-Last": "true",
            "X-Ids": "1, 2,3",
            "X-Names": "a,2",
            "X-Level": "low",
            "X-Point": "x,1,name,2",
            "X-Pairs": "x=1,name=b",
            "X-Whole": '{"x":1,"name":"c"}',
            "X-Text": "12",
            "Keys": "k",
            "Class": "1.5",
        }
    )

    assert (found.x_rate, found.x_last, found.class_) == (7, True, 1.5)
    assert found.x_reset == datetime(2026, 1, 2, 3, 4, 5, tzinfo=UTC)
    assert (found.x_ids, found.x_names) == ([1, 2, 3], ["a", "2"])
    assert (found.x_level, found.x_text, found.keys_) == ("low", "12", "k")
    assert found.x_point == types.Point(x=1, name="2")
    assert found.x_pairs == types.Point(x=1, name="b")
    assert found.x_whole == types.Point(x=1, name="c")
    assert found.mismatches == ()


@pytest.mark.parametrize(
    "cookies", [["a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "b=2"], ["a=1, 2"], []]
)
def test_cookies_are_not_parted_at_commas(cookies: list[str]) -> None:
    found = SubsCreateHeaders([(b"Set-Cookie", each.encode()) for each in cookies])

    assert (found.set_cookie or []) == cookies


def test_they_are_still_a_mapping_of_texts() -> None:
    found = made({"X-Ids": "1,2", "X-More": "z"})

    assert (found["x-rate"], found.get("X-More"), found["X-Ids"]) == ("7", "z", "1,2")
    assert copy.deepcopy(found).x_ids == [1, 2]


def test_each_status_has_its_own() -> None:
    assert later({"Retry-After": "3"}).retry_after == 3


def test_the_asynchronous_client_gives_the_same() -> None:
    with serving(Answer(201, b'{"id":"a"}', USUAL)) as server:
        rate = in_both(
            DocumentedHeaders(base_url=server.url),
            AsyncDocumentedHeaders(base_url=server.url),
            lambda client: client.subs.create(),
        )

    assert rate == types.Sub(id="a")


def test_one_that_may_be_missing_is_none() -> None:
    with warnings.catch_warnings():
        warnings.simplefilter("error")

        assert made({}).x_reset is None


def test_one_that_must_be_there_is_none_and_a_mismatch() -> None:
    with pytest.warns(MismatchWarning, match="header Retry-After: promised a value"):
        found = later({})

    assert found.retry_after is None
    assert [each.got for each in found.mismatches] == ["nothing"]


@pytest.mark.parametrize(
    ("name", "text", "message"),
    [
        ("X-Rate", "many", "header X-Rate: promised an integer, got a string"),
        ("X-Ids", "1,b", r"header X-Ids: \$\[1\]: promised an integer"),
        ("X-Reset", "soon", "header X-Reset: promised a"),
        ("X-Whole", "{", "header X-Whole: promised JSON, got not JSON"),
    ],
)
def test_one_that_does_not_fit_is_none_and_a_mismatch(
    name: str, text: str, message: str
) -> None:
    with pytest.warns(MismatchWarning, match=message):
        found = made({name: text})

    assert getattr(found, name.lower().replace("-", "_")) is None
    assert found[name] == text


def test_a_mismatch_can_be_an_error() -> None:
    with (
        serving(Answer(202)) as server,
        DocumentedHeaders(base_url=server.url, on_mismatch="raise") as client,
        pytest.raises(DecodeError, match="header Retry-After"),
    ):
        client.subs.create()


def test_the_response_tells_of_it_where_nobody_is_warned() -> None:
    with (
        serving(Answer(202)) as server,
        DocumentedHeaders(base_url=server.url, on_mismatch="ignore") as client,
    ):
        response = client.subs.with_response.create()

    assert [each.path for each in response.mismatches] == ["header Retry-After"]


def test_the_fake_makes_up_what_must_be_there() -> None:
    mock = MockDocumentedHeaders()
    mock.subs.create.returns(make.sub(id="a"), headers={"X-Ids": "1"})

    response = mock.client().subs.with_response.create()

    assert response.status_code == 201
    assert (response.headers.x_ids, response.mismatches) == ([1], ())
    assert isinstance(response.headers.x_rate, int)
