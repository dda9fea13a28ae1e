from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest
from networkhq import types
from server import Variant, reply, sample

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

CREATE_LEADS = "POST /lead_lists/{lead_list_id}/leads"
CREATE_LISTS = "POST /lead_lists"
LEADS: dict[str, Any] = {"leads": [{"linkedin_url": "u"}]}
LISTS: dict[str, Any] = {"lead_lists": [{"name": "Q4"}]}


@pytest.mark.parametrize(
    ("status", "variant", "expected"),
    [
        (200, Variant.FULL, types.LeadCreateSingle),
        (200, Variant.OTHER, types.LeadCreateBatch),
        (201, Variant.REQUIRED, types.LeadCreateSingle),
        (201, Variant.OTHER, types.LeadCreateBatch),
        (207, Variant.FULL, types.LeadCreateBatch),
        (207, Variant.REQUIRED, types.LeadCreateBatch),
    ],
)
def test_single_and_batch_answers_are_told_apart(
    *,
    driver: Driver,
    server: LoopbackServer,
    status: int,
    variant: Variant,
    expected: type,
) -> None:
    server.on(CREATE_LEADS, sample(status, variant))

    result = driver.start(driver.client(), "lead_lists.leads.create", "ll_1", **LEADS)

    assert type(result) is expected


@pytest.mark.parametrize("status", [200, 201, 207])
def test_the_whole_answer_has_its_status_and_its_data(
    driver: Driver, server: LoopbackServer, status: int
) -> None:
    server.on(
        CREATE_LEADS,
        sample(status, Variant.OTHER, headers={"x-ratelimit-remaining": "41"}),
    )

    response = driver.start(
        driver.client(), "lead_lists.leads.with_response.create", "ll_1", **LEADS
    )

    assert response.status_code == status
    assert isinstance(response.data, types.LeadCreateBatch)
    assert response.headers["X-RateLimit-Remaining"] == "41"
    assert (response.request_id, response.attempts) == ("request-1", 1)


def test_a_partial_success_says_what_became_of_each_row(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(
        CREATE_LEADS,
        sample(207).having("summary.malformed", 1).having("summary.created", 1),
    )

    result = driver.start(driver.client(), "lead_lists.leads.create", "ll_1", **LEADS)

    assert (result.summary.created, result.summary.malformed) == (1, 1)
    assert isinstance(result.data[0].lead, types.Lead)
    assert (
        result.malformed[0].errors[0].field,
        result.malformed[0].errors[0].message,
    ) == ("text", "text")
    assert (result.failed[0].index, result.failed[0].error.code) == (
        1,
        "processing_failed",
    )


def test_a_207_without_a_described_body_is_read_as_the_201(
    driver: Driver, server: LoopbackServer
) -> None:
    body = server.sampled(CREATE_LISTS, sample(201))[1]
    server.on(CREATE_LISTS, reply(body, 207))

    result = driver.start(driver.client(), "lead_lists.create", **LISTS)
    response = driver.start(driver.client(), "lead_lists.with_response.create", **LISTS)

    assert type(result) is type(response.data)
    assert (response.status_code, result.summary.attempted) == (207, 1)
    assert isinstance(result.data[0], types.LeadList)


def test_models_and_mappings_are_the_same_request(
    driver: Driver, server: LoopbackServer
) -> None:
    rows = [
        types.LeadCreateRequest(linkedin_url="u", email=None),
        {"linkedin_url": "u", "email": None},
    ]

    driver.start(driver.client(), "lead_lists.leads.create", "ll_1", leads=rows)

    assert server.requests[0].json == {
        "leads": [{"linkedin_url": "u", "email": None}] * 2
    }


def test_a_body_can_be_any_sequence(driver: Driver, server: LoopbackServer) -> None:
    driver.start(
        driver.client(), "lead_lists.create", lead_lists=({"name": "a"}, {"name": "b"})
    )

    assert server.requests[0].json == {"lead_lists": [{"name": "a"}, {"name": "b"}]}
