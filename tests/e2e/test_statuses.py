from __future__ import annotations

from typing import TYPE_CHECKING

import networkhq
import pytest
from networkhq import types
from places import SPEC
from server import Document, sample, text

from e2e.calls import CALLS, Call
from e2e.driving import across_processes

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

CLASSES = {
    400: networkhq.BadRequestError,
    401: networkhq.AuthenticationError,
    403: networkhq.PermissionDeniedError,
    404: networkhq.NotFoundError,
    429: networkhq.RateLimitError,
    502: networkhq.ServerError,
    503: networkhq.ServerError,
}
DOCUMENT = Document.read(SPEC)
DOCUMENTED = [
    pytest.param(call, int(status), id=f"{call.method}-{status}")
    for call in CALLS
    for status in DOCUMENT.operation(call.operation).statuses
    if status >= "4"
]


def test_there_are_58_documented_errors() -> None:
    assert len(DOCUMENTED) == 58


@pytest.mark.parametrize(("call", "status"), DOCUMENTED)
def test_every_documented_error_is_raised_with_its_typed_body(
    driver: Driver, server: LoopbackServer, call: Call, status: int
) -> None:
    answer = sample(status, headers={"x-request-id": "7f3c"})
    server.on(
        call.operation,
        answer.having("error.code", "the_code").having(
            "error.message", "What was wrong"
        ),
    )

    with pytest.raises(networkhq.APIStatusError) as info:
        driver.perform(driver.client(max_retries=0), call)

    error = info.value
    assert type(error) is CLASSES[status]
    assert (error.status_code, error.code, error.message) == (
        status,
        "the_code",
        "What was wrong",
    )
    assert (error.request_id, error.operation, error.attempts) == (
        "7f3c",
        call.operation,
        1,
    )
    assert isinstance(error.error, types.ErrorDetail)
    assert (error.error.code, error.error.message) == ("the_code", "What was wrong")
    assert (
        str(error)
        == f"{status} the_code: What was wrong [{call.operation}, request 7f3c, 1 attempt]"
    )


@pytest.mark.parametrize("status", CLASSES)
def test_an_error_comes_back_from_pickle_as_it_was(
    driver: Driver, server: LoopbackServer, status: int
) -> None:
    call = CALLS[0]
    server.on(
        call.operation,
        text('{"error":{"code":"c","message":"m"}}', "application/json", status),
    )
    with pytest.raises(networkhq.APIStatusError) as info:
        driver.perform(driver.client(max_retries=0), call)

    again = across_processes(info.value)

    assert type(again) is type(info.value)
    assert str(again) == str(info.value)
    assert again.error == info.value.error
    assert dict(again.headers) == dict(info.value.headers)


@pytest.mark.parametrize(
    ("status", "expected"),
    [
        (409, "ConflictError"),
        (418, "APIStatusError"),
        (422, "UnprocessableEntityError"),
        (500, "ServerError"),
    ],
)
def test_an_undocumented_error_status_is_an_error_of_its_class(
    driver: Driver, server: LoopbackServer, status: int, expected: str
) -> None:
    server.on("GET /leads/{lead_id}", text("I am a teapot", "text/plain", status))

    with pytest.raises(networkhq.APIStatusError) as info:
        driver.start(driver.client(max_retries=0), "leads.get", "x")

    assert (type(info.value).__name__, info.value.status_code) == (expected, status)
    assert info.value.error is None
    assert "teapot" not in str(info.value)


@pytest.mark.parametrize(
    "body",
    [
        "",
        "<html>Bad gateway</html>",
        '{"error": "text"}',
        '{"error": {"code": 5}}',
        "[]",
        "nul",
    ],
)
def test_an_error_body_of_any_kind_is_still_the_status_error(
    driver: Driver, server: LoopbackServer, body: str
) -> None:
    server.on("GET /leads/{lead_id}", text(body, "application/json", 404))

    with pytest.raises(networkhq.NotFoundError) as info:
        driver.start(driver.client(), "leads.get", "x")

    assert info.value.status_code == 404
    across_processes(info.value)
