import asyncio
from networkhq import AsyncNetworkHQ


async def main() -> None:
    async with AsyncNetworkHQ() as client:
        async for campaign in client.campaigns.list(
            limit=500
        ):  # no await, same call shape as sync
            async for lead in client.campaigns.leads.list(campaign.id):
                print(lead.id)
        page = await client.campaigns.list().first_page()
        print(page.items, page.pagination.has_more)
        leads = await asyncio.gather(*(client.leads.get(i) for i in ("a", "b")))
        reveal_type(leads)


asyncio.run(main())
