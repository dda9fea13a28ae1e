"""Rate limits as responses and errors tell them, in the spellings there are."""

from __future__ import annotations

from collections.abc import Mapping

import pytest
from _runtime.errors import StatusError
from _runtime.headers import Headers
from _runtime.operation import Operation
from _runtime.rate_limits import RateLimit, rate_limit_of
from hypothesis import given
from hypothesis import strategies as st
from probes import NOTHING, Probe
from sockets import Answer, serving

GET = Operation[None, object]("GET", "/g", NOTHING)
DATE = "Tue, 14 Nov 2023 22:13:20 GMT"


@pytest.mark.parametrize(
    ("headers", "expected"),
    [
        (
            {
                "RateLimit": '"burst";r=50;t=30, "daily";r=7;t=3600',
                "RateLimit-Policy": '"burst";q=100;w=60, "daily";q=1000;w=86400',
            },
            RateLimit(1000, 7, 3600, 86400, "daily"),
        ),
        ({"RateLimit-Policy": '"p";q=10;w=1'}, RateLimit(10, None, None, 1, "p")),
        ({"RateLimit": "limit=100, remaining=50, reset=5"}, RateLimit(100, 50, 5)),
        (
            {
                "RateLimit-Limit": "100, 100;w=60",
                "RateLimit-Remaining": "3",
                "RateLimit-Reset": "12",
            },
            RateLimit(100, 3, 12.0),
        ),
        (
            {
                "X-RateLimit-Limit": "60",
                "X-RateLimit-Remaining": "0",
                "X-RateLimit-Reset": "1700000007",
                "Date": DATE,
            },
            RateLimit(60, 0, 7.0),
        ),
        (
            {
                "X-Rate-Limit-Remaining": "1",
                "X-Rate-Limit-Reset": "1700000007500",
                "Date": DATE,
            },
            RateLimit(None, 1, 7.5),
        ),
        ({"RateLimit": "nonsense"}, None),
        ({"X-RateLimit-Limit": "many"}, None),
        ({}, None),
    ],
)
def test_each_spelling_is_understood(
    headers: Mapping[str, str], expected: RateLimit | None
) -> None:
    assert rate_limit_of(Headers(headers)) == expected


@given(st.text(max_size=40), st.text(max_size=40))
def test_no_header_breaks_the_reading(one: str, other: str) -> None:
    headers = {
        "ratelimit": one,
        "ratelimit-policy": other,
        "x-ratelimit-limit": one,
        "x-ratelimit-reset": other,
        "date": one,
    }

    assert isinstance(rate_limit_of(headers), (RateLimit, type(None)))


def test_responses_and_errors_have_it(probe: Probe) -> None:
    headers = {"RateLimit": '"a";r=1;t=2', "RateLimit-Policy": '"a";q=3'}

    with serving(Answer(204, headers=headers), Answer(429, headers=headers)) as server:
        response = probe.send(server.url, GET)
        with pytest.raises(StatusError) as caught:
            probe.send(server.url, GET)

    expected = RateLimit(3, 1, 2, None, "a")
    assert [response.rate_limit, caught.value.rate_limit] == [expected] * 2
