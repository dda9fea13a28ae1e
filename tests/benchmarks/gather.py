"""Gets 1,000 leads at once over loopback: `gather.py sdk|bare BASE_URL`."""

import asyncio
import json
import sys
import time

import httpx2
from networkhq import AsyncNetworkHQ

MANY = 1000
LIMITS = httpx2.Limits(max_connections=100, max_keepalive_connections=100)
HEADERS = {"authorization": "Bearer key", "accept": "application/json"}


async def with_sdk(http: httpx2.AsyncClient, url: str) -> None:
    client = AsyncNetworkHQ(base_url=url, api_key="key", http_client=http)
    await asyncio.gather(*[client.leads.get(f"lead_{n}") for n in range(MANY)])


async def bare(http: httpx2.AsyncClient, url: str) -> None:
    async def get(number: int) -> object:
        answer = await http.get(f"{url}/leads/lead_{number}", headers=HEADERS)
        return json.loads(answer.content)

    await asyncio.gather(*[get(number) for number in range(MANY)])


async def main() -> None:
    work = with_sdk if sys.argv[1] == "sdk" else bare
    async with httpx2.AsyncClient(limits=LIMITS) as http:
        await work(http, sys.argv[2])
        began = time.process_time()
        await work(http, sys.argv[2])
        sys.stdout.write(f"{time.process_time() - began}\n")


asyncio.run(main())
