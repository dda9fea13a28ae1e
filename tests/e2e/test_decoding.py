from __future__ import annotations

import json
import warnings
from typing import TYPE_CHECKING, Any

import networkhq
import pytest
from networkhq import types
from server import Answer, Drop, dropped, reply, sample, text

from e2e.driving import Untyped, across_processes

if TYPE_CHECKING:
    from server import LoopbackServer

    from e2e.driving import Driver

GET_LEAD = "GET /leads/{lead_id}"
CAMPAIGNS = "GET /campaigns"
CREATE_LEADS = "POST /lead_lists/{lead_list_id}/leads"
MODES: tuple[Any, ...] = ("warn", "raise", "ignore")


def one_campaign(
    driver: Driver, server: LoopbackServer, answer: Answer, **options: Untyped
) -> Untyped:
    server.on(CAMPAIGNS, answer)
    page = driver.run(
        driver.start(driver.client(**options), "campaigns.list").first_page()
    )
    return page.items[0]


@pytest.mark.filterwarnings("error")
@pytest.mark.parametrize("mode", ["warn", "ignore"])
def test_an_unknown_enum_value_arrives_as_itself(
    driver: Driver, server: LoopbackServer, mode: str
) -> None:
    answer = sample().having("data.0.status", "archived")

    campaign = one_campaign(driver, server, answer, on_mismatch=mode)

    assert campaign.status == "archived"
    assert isinstance(campaign.status, networkhq.UnknownValue)
    assert json.loads(campaign.to_json())["status"] == "archived"


def test_a_known_enum_value_is_not_an_unknown_one(
    driver: Driver, server: LoopbackServer
) -> None:
    campaign = one_campaign(driver, server, sample().having("data.0.status", "paused"))

    assert campaign.status == "paused"
    assert not isinstance(campaign.status, networkhq.UnknownValue)


def test_strict_decoding_refuses_an_unknown_enum_value(
    driver: Driver, server: LoopbackServer
) -> None:
    answer = sample().having("data.0.status", "archived")

    with pytest.raises(networkhq.DecodeError, match=r"\$\.data\[0\]\.status"):
        one_campaign(driver, server, answer, on_mismatch="raise")


@pytest.mark.filterwarnings("error")
def test_an_unknown_key_of_an_enumerated_map_arrives_as_itself(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(
        "GET /campaigns/{campaign_id}/leads",
        sample().having("data.0.actions_performed.0", {"wave": "done"}),
    )
    pager = driver.start(driver.client(), "campaigns.leads.list", "c_1")

    [lead] = driver.each(pager)

    [outcome] = lead.actions_performed
    assert (outcome.key, outcome.value, outcome.get("wave")) == ("wave", "done", "done")


def test_a_map_with_one_entry_is_a_mapping(
    driver: Driver, server: LoopbackServer
) -> None:
    pager = driver.start(driver.client(), "campaigns.leads.list", "c_1")

    [lead] = driver.each(pager)

    [outcome] = lead.actions_performed
    assert (outcome.key, outcome.value) == ("send_connection", "successful")
    assert (dict(outcome), len(outcome), outcome.get("send_message")) == (
        {"send_connection": "successful"},
        1,
        None,
    )
    assert len(server.requests) == 1


@pytest.mark.filterwarnings("error")
def test_unknown_fields_are_kept_and_encoded_again(
    driver: Driver, server: LoopbackServer
) -> None:
    added = {"brand_new": {"deep": [1, None]}, "company_details": None}
    body = server.sampled(GET_LEAD, sample())[1]["data"] | added
    server.on(GET_LEAD, reply({"data": body, "beside": 1}))

    lead = driver.start(driver.client(), "leads.get", "x")

    assert lead.extra == {"brand_new": {"deep": [1, None]}}
    assert json.loads(lead.to_json()) == body


@pytest.mark.filterwarnings("error")
def test_absent_and_null_stay_apart(driver: Driver, server: LoopbackServer) -> None:
    server.on(GET_LEAD, sample().having("data.email", None).without("data.company"))

    lead = driver.start(driver.client(), "leads.get", "x")

    assert (lead.email, lead.company) == (None, None)
    assert (lead.is_set("email"), lead.is_set("company")) == (True, False)
    assert "company" not in json.loads(lead.to_json())


def test_a_missing_field_is_reported_once_and_never_read_as_none(
    driver: Driver, server: LoopbackServer
) -> None:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        campaign = one_campaign(driver, server, sample().without("data.0.name"))

    assert [
        str(warning.message)
        for warning in caught
        if "$.data[0].name" in str(warning.message)
    ] != []
    assert len(caught) == 1
    assert campaign.id == "text"
    with pytest.raises(networkhq.MissingFieldError, match="name") as info:
        _ = campaign.name
    assert isinstance(info.value, networkhq.NetworkHQError)
    assert isinstance(info.value, AttributeError)
    assert not hasattr(campaign, "name")
    assert "name" not in json.loads(campaign.to_json())
    assert isinstance(across_processes(info.value), networkhq.MissingFieldError)


def test_a_mismatch_is_noted_on_the_object_and_told_to_the_hook(
    driver: Driver, server: LoopbackServer
) -> None:
    told: list[Any] = []
    server.on(GET_LEAD, sample().having("data.created_at", "yesterday"))
    client = driver.client(
        on_mismatch="ignore", hooks=networkhq.Hooks(mismatch=told.append)
    )

    lead = driver.start(client, "leads.get", "x")

    assert [mismatch.path for mismatch in lead.mismatches] == ["$.data.created_at"]
    assert [(report.operation, report.path) for report in told] == [
        (GET_LEAD, "$.data.created_at")
    ]
    assert json.loads(lead.to_json())["created_at"] == "yesterday"


@pytest.mark.filterwarnings("error")
def test_ignored_mismatches_warn_nobody(driver: Driver, server: LoopbackServer) -> None:
    one_campaign(driver, server, sample().without("data.0.name"), on_mismatch="ignore")


def test_strict_decoding_names_the_path_and_keeps_the_answer(
    driver: Driver, server: LoopbackServer
) -> None:
    with pytest.raises(networkhq.DecodeError, match=r"\$\.data\[0\]\.name") as info:
        one_campaign(
            driver, server, sample().without("data.0.name"), on_mismatch="raise"
        )

    error = info.value
    assert (error.status_code, error.path, error.operation) == (
        200,
        "$.data[0].name",
        CAMPAIGNS,
    )
    assert (error.request_id, error.body[:8]) == ("request-1", b'{"data":')
    assert str(across_processes(error)) == str(error)


def test_one_call_can_be_strict(driver: Driver, server: LoopbackServer) -> None:
    server.on(GET_LEAD, sample().without("data.id"))

    with pytest.raises(networkhq.DecodeError, match=r"\$\.data\.id"):
        driver.start(
            driver.client(), "leads.get", "x", options={"on_mismatch": "raise"}
        )


def test_a_value_that_fits_no_variant_is_the_nearest_one_and_reported(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(CREATE_LEADS, sample(201).without("result"))

    with pytest.warns(Warning, match=r"\$\.result"):
        result = driver.start(
            driver.client(),
            "lead_lists.leads.create",
            "ll_1",
            leads=[{"linkedin_url": "u"}],
        )

    assert isinstance(result, types.LeadCreateSingle)
    assert isinstance(result.data, types.Lead)


@pytest.mark.parametrize(
    ("body", "media_type"),
    [
        ("<html>Sign in</html>", "text/html"),
        ('{"data": {"id": "x"', "application/json"),
        ("", "application/json"),
        ("", "text/plain"),
        ('{"data": 5}', "application/json"),
        ("[]", "application/json"),
        ("null", "application/json"),
        (b"\xff\xfe{", "application/json"),
    ],
)
@pytest.mark.parametrize("mode", MODES)
def test_a_body_that_is_no_answer_is_one_error(
    *,
    driver: Driver,
    server: LoopbackServer,
    body: str | bytes,
    media_type: str,
    mode: str,
) -> None:
    server.on(GET_LEAD, text(body, media_type, headers={"x-request-id": "7f3c"}))
    content = body.encode() if isinstance(body, str) else body

    with pytest.raises(networkhq.DecodeError) as info:
        driver.start(driver.client(on_mismatch=mode), "leads.get", "x")

    error = info.value
    assert (error.status_code, error.request_id, error.operation) == (
        200,
        "7f3c",
        GET_LEAD,
    )
    assert error.body == content
    assert "Sign in" not in str(error)
    assert isinstance(across_processes(error), networkhq.DecodeError)


def test_a_body_cut_short_is_asked_for_again(
    driver: Driver, server: LoopbackServer
) -> None:
    server.on(GET_LEAD, dropped(Drop.IN_BODY), sample())

    lead = driver.start(driver.quick(), "leads.get", "x")

    assert (lead.id, len(server.requests)) == ("text", 2)


def test_times_are_aware(driver: Driver, server: LoopbackServer) -> None:
    server.on(
        GET_LEAD, sample().having("data.created_at", "2024-01-02T03:04:05.123+02:00")
    )

    lead = driver.start(driver.client(), "leads.get", "x")

    assert lead.created_at.isoformat() == "2024-01-02T03:04:05.123000+02:00"
