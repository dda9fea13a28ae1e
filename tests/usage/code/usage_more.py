"""What the sync and the async client promise the type checkers, side by side."""

from __future__ import annotations

from typing import assert_never, assert_type

import networkhq
from networkhq import AsyncNetworkHQ, NetworkHQ, types


def pagers(client: NetworkHQ) -> None:
    for campaign in client.campaigns.list(limit=500):
        assert_type(campaign, types.Campaign)
        assert_type(campaign.name, str)
        assert_type(campaign.total_leads, int)
    for lead in client.campaigns.leads.list("c_1"):
        assert_type(lead, types.CampaignLead)
        assert_type(lead.lead.company, str | None)
    assert_type(
        client.leads.list(query="acme").to_list(max_items=5), list[types.LeadWithLists]
    )
    assert_type(client.lead_lists.leads.list("ll_1").to_list(), list[types.Lead])
    assert_type(
        client.linkedin_accounts.list().first_page().items, list[types.LinkedInAccount]
    )
    for page in client.campaigns.list().pages():
        assert_type(page.items, list[types.Campaign])
        assert_type(page.pagination, types.Pagination)
        assert_type(page.has_next, bool)


async def async_pagers(client: AsyncNetworkHQ) -> None:
    async for campaign in client.campaigns.list(limit=500):
        assert_type(campaign, types.Campaign)
    async for lead in client.campaigns.leads.list("c_1"):
        assert_type(lead, types.CampaignLead)
    assert_type(
        await client.leads.list(query="acme").to_list(max_items=5),
        list[types.LeadWithLists],
    )
    assert_type(await client.lead_lists.leads.list("ll_1").to_list(), list[types.Lead])
    assert_type(
        (await client.linkedin_accounts.list().first_page()).items,
        list[types.LinkedInAccount],
    )
    async for page in client.campaigns.list().pages():
        assert_type(page.items, list[types.Campaign])
        assert_type(page.pagination, types.Pagination)
        following = await page.next_page()
        if following is not None:
            assert_type(following.items, list[types.Campaign])


def values(client: NetworkHQ) -> None:
    assert_type(client.lead_lists.get("ll_1"), types.LeadList)
    assert_type(client.leads.get("lead_1"), types.LeadWithLists)
    assert_type(client.leads.enrich("lead_1").data, types.Lead)
    assert_type(
        client.lead_lists.create(lead_lists=[{"name": "Q4"}]).data, list[types.LeadList]
    )
    sent = client.conversations.messages.create("cv_1", content="Thanks!")
    assert_type(sent.message, types.ConversationMessage | None)
    detail = client.conversations.get("cv_1", limit=200)
    assert_type(detail.data, types.ConversationDetail)
    for message in detail.iter_items():
        assert_type(message, types.ConversationMessage)
    assert_type(
        client.request("GET", "/experimental", cast_to=dict[str, object]),
        dict[str, object],
    )
    assert_type(client.with_options(timeout=5), NetworkHQ)
    with client as entered:
        assert_type(entered, NetworkHQ)


async def async_values(client: AsyncNetworkHQ) -> None:
    assert_type(await client.lead_lists.get("ll_1"), types.LeadList)
    assert_type(await client.leads.get("lead_1"), types.LeadWithLists)
    assert_type((await client.leads.enrich("lead_1")).data, types.Lead)
    made = await client.lead_lists.create(lead_lists=[{"name": "Q4"}])
    assert_type(made.data, list[types.LeadList])
    sent = await client.conversations.messages.create("cv_1", content="Thanks!")
    assert_type(sent.message, types.ConversationMessage | None)
    detail = await client.conversations.get("cv_1", limit=200)
    assert_type(detail.data, types.ConversationDetail)
    async for message in detail.iter_items():
        assert_type(message, types.ConversationMessage)
    raw = await client.request("GET", "/experimental", cast_to=dict[str, object])
    assert_type(raw, dict[str, object])
    assert_type(client.with_options(timeout=5), AsyncNetworkHQ)
    async with client as entered:
        assert_type(entered, AsyncNetworkHQ)


def by_status(client: NetworkHQ, rows: list[types.LeadCreateRequestDict]) -> None:
    response = client.lead_lists.leads.with_response.create("ll_1", leads=rows)
    if response.status_code == 207:
        reveal_type(response.data)
    else:
        reveal_type(response.data)


async def async_by_status(
    client: AsyncNetworkHQ, rows: list[types.LeadCreateRequestDict]
) -> None:
    response = await client.lead_lists.leads.with_response.create("ll_1", leads=rows)
    if response.status_code == 207:
        reveal_type(response.data)
    else:
        reveal_type(response.data)


def unions(result: types.LeadCreateSingle | types.LeadCreateBatch) -> str:
    match result:
        case types.LeadCreateSingle(data=lead):
            return lead.id
        case types.LeadCreateBatch(data=items):
            return items[0].lead.id
        case _:
            assert_never(result)


def open_enums(campaign: types.Campaign, conversation: types.Conversation) -> None:
    if campaign.status == "paused":
        print("known")
    elif isinstance(campaign.status, networkhq.UnknownValue):
        assert_type(campaign.status, networkhq.UnknownValue)
    intent = conversation.intent
    if intent is not None and intent == "NEEDS_LABEL":
        print("label it")


def one_entry(lead: types.CampaignLead) -> None:
    for outcome in lead.actions_performed:
        if outcome.key == "send_message" and outcome.value == "successful":
            print(outcome.get("send_message"))


def inputs(client: NetworkHQ) -> None:
    as_model = types.LeadCreateRequest(linkedin_url="u", email=None)
    as_mapping: types.LeadCreateRequestDict = {"linkedin_url": "u", "skills": ["a"]}
    client.lead_lists.leads.create("ll_1", leads=[as_model, as_mapping])


def errors(client: NetworkHQ) -> None:
    try:
        client.leads.get("nope")
    except networkhq.RateLimitError as error:
        assert_type(error.retry_after, float | None)
    except networkhq.APIStatusError as error:
        assert_type(error.status_code, int)
        assert_type(error.error, types.ErrorDetail | None)
        assert_type(error.request_id, str | None)
    except networkhq.APITimeoutError as error:
        assert_type(error.request_may_have_been_processed, bool)
    except networkhq.NetworkHQError:
        raise
