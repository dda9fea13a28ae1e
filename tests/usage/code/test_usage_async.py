import asyncio
import pickle

import networkhq
import pytest
from networkhq import types
from networkhq.testing import MockNetworkHQ, make


def test_pages_are_followed() -> None:
    mock = MockNetworkHQ()
    mock.campaigns.list.returns_pages(
        [make.campaign(id="a")], [], [make.campaign(id="b")]
    )

    async def ids() -> list[str]:
        async with mock.async_client() as client:
            return [c.id async for c in client.campaigns.list(limit=1)]

    assert asyncio.run(ids()) == ["a", "b"]
    assert [c.query.get("cursor") for c in mock.campaigns.list.calls] == [
        None,
        "cursor-1",
        "cursor-2",
    ]


def test_partial_success() -> None:
    mock = MockNetworkHQ()
    mock.lead_lists.leads.create.returns(
        make.lead_create_batch(created=1, malformed=1), status=207
    )

    async def result() -> types.LeadCreateSingle | types.LeadCreateBatch:
        async with mock.async_client() as client:
            rows: list[types.LeadCreateRequestDict] = [{"linkedin_url": "u"}]
            return await client.lead_lists.leads.create("ll_1", leads=rows)

    made = asyncio.run(result())
    assert isinstance(made, types.LeadCreateBatch)
    assert (made.summary.created, made.summary.malformed) == (1, 1)
    assert mock.lead_lists.leads.create.calls[0].json == {
        "leads": [{"linkedin_url": "u"}]
    }


def test_rate_limit_then_ok_and_no_real_sleep() -> None:
    mock = MockNetworkHQ()
    mock.leads.get.fails(
        429, code="rate_limited", headers={"retry-after": "7"}
    ).then().returns(make.lead_with_lists(id="x"))

    async def lead() -> types.LeadWithLists:
        async with mock.async_client() as client:
            return await client.leads.get("x")

    assert asyncio.run(lead()).id == "x"
    assert mock.sleeps == [7.0]


def test_enrich_is_not_replayed_and_errors_pickle() -> None:
    mock = MockNetworkHQ()
    mock.leads.enrich.drops_connection()
    mock.leads.get.fails(404, code="not_found", message="No such lead")

    async def work() -> networkhq.NotFoundError:
        async with mock.async_client() as client:
            with pytest.raises(networkhq.APIConnectionError):
                await client.leads.enrich("x")
            with pytest.raises(networkhq.NotFoundError) as info:
                await client.leads.get("x")
            return info.value

    again = pickle.loads(pickle.dumps(asyncio.run(work())))
    assert again.code == "not_found" and again.operation == "GET /leads/{lead_id}"
    assert len(mock.leads.enrich.calls) == 1
    mock.assert_all_called()
