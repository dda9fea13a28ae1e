from __future__ import annotations

import logging
from typing import assert_never

import networkhq
from networkhq import NetworkHQ, types

log = logging.getLogger("demo")

# NETWORKHQ_API_KEY / NETWORKHQ_BASE_URL are read when the client is built (not at import).
with NetworkHQ(deadline=30, max_retries=2) as client:
    # 1  GET /campaigns
    for campaign in client.campaigns.list(limit=500):
        print(campaign.name, campaign.total_leads, campaign.created_at.date())
        # open enum: known values narrow, new ones do not crash
        if campaign.status == "paused":
            continue

        # 2  GET /campaigns/{campaign_id}/leads
        for lead in client.campaigns.leads.list(campaign.id):
            for outcome in lead.actions_performed:  # {"send_message": "successful"}
                print(outcome.key, outcome.value)  # typed key, typed value
                if outcome.get("send_message") == "successful":
                    ...
            if lead.next_action_at is not None:
                print(lead.next_action_at.isoformat())

    # page at a time, and resuming later from a cursor
    page: networkhq.Page[types.Campaign] | None = client.campaigns.list(
        limit=50
    ).first_page()
    while page is not None:
        print(len(page.items), page.pagination.next_cursor, page.response.request_id)
        page = page.next_page()
    first_hundred = client.campaigns.list().to_list(max_items=100)
    resumed = client.campaigns.list(cursor="saved-cursor")

    # 3  GET /linkedin_accounts
    connected = [a for a in client.linkedin_accounts.list() if a.status == "connected"]

    # 4  GET /lead_lists      6  GET /lead_lists/{id}
    lists = {x.name: x for x in client.lead_lists.list()}
    lead_list = client.lead_lists.get("ll_1")  # {"data": ...} envelope removed

    # 5  POST /lead_lists     (201; 207 = partial)
    made = client.lead_lists.create(
        lead_lists=[{"name": "Q4"}, {"name": "", "description": None}]
    )
    for bad in made.malformed:
        print("row", bad.index, [(e.field, e.message) for e in bad.errors])

    # 7  GET /lead_lists/{id}/leads
    emails = [x.email for x in client.lead_lists.leads.list(lead_list.id) if x.email]

    # 8  POST /lead_lists/{id}/leads   (200|201: single or batch, 207: batch)
    rows: list[types.LeadCreateRequestDict] = [
        {
            "linkedin_url": "https://www.linkedin.com/in/a",
            "first_name": "A",
            "skills": ["GTM"],
        },
        {
            "linkedin_url": "https://www.linkedin.com/in/b",
            "email": None,
        },  # None is sent as null; absent is absent
    ]
    result = client.lead_lists.leads.create(lead_list.id, leads=rows)
    match result:
        case types.LeadCreateSingle(data=created, result=how):
            print(created.id, how)
        case types.LeadCreateBatch(
            data=items, malformed=malformed, failed=failed, summary=summary
        ):
            print(summary.created, "of", summary.attempted)
            retryable = [rows[f.index] for f in failed]
            rejected = {m.index: m.errors for m in malformed}
        case _:
            assert_never(result)

    # the same call with status, headers and per-status types
    response = client.lead_lists.leads.with_response.create(lead_list.id, leads=rows)
    if response.status_code == 207:
        reveal_type(response.data)  # LeadCreateBatch only
    else:
        reveal_type(response.data)  # single | batch
    print(
        response.headers.get("x-ratelimit-remaining"),
        response.request_id,
        response.attempts,
    )

    # 9  GET /leads           10  GET /leads/{id}
    for found in client.leads.list(query="acme", list_ids="ll_1,ll_2"):
        print(found.id, found.lead_list_ids)
    person = client.leads.get(
        "lead_1", options={"timeout": 5, "headers": {"x-debug": "1"}}
    )

    # 11  POST /leads/{id}/enrich — costs credits, so a POST is not replayed after an ambiguous failure
    try:
        enriched = client.leads.enrich("lead_1")
        if enriched.enrichment.status == "insufficient_credits":
            log.warning("no credits, %s left", enriched.enrichment.credits_remaining)
    except networkhq.APITimeoutError as e:
        if e.request_may_have_been_processed:
            log.error("check before trying again")

    # 12  GET /conversations  13  GET /conversations/{id} (messages are paged inside the detail)
    for conv in client.conversations.list(unread_only=True):
        intent = conv.intent  # nullable open enum
        if intent is None or intent == "NEEDS_LABEL":
            detail = client.conversations.get(conv.id, limit=200)
            print(detail.data.id, detail.pagination.has_more)
            for message in detail.iter_items():  # follows the cursor over data.messages
                print(message.direction, message.content)

        # 14  POST /conversations/{id}/messages
        sent = client.conversations.messages.create(conv.id, content="Thanks!")
        print(sent.ok, sent.message.id if sent.message else "pending")

    # errors
    try:
        client.leads.get("nope")
    except networkhq.NotFoundError as e:
        print(e.code, e.message, e.request_id, e.operation)  # "GET /leads/{lead_id}"
    except networkhq.RateLimitError as e:
        print("retry in", e.retry_after, "after", e.attempts, "attempts")
    except networkhq.APIStatusError as e:
        print(e.status_code, e.error.code if e.error else e.body)
    except networkhq.APIConnectionError:
        raise

    # escape hatches
    new_endpoint = client.request("GET", "/experimental", cast_to=dict[str, object])
    other = client.with_options(timeout=5, max_retries=0).leads.get("lead_1")
