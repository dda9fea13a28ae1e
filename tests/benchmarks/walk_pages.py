"""Reads 100,000 items page by page over loopback: `walk_pages.py sdk|bare BASE_URL`."""

import json
import sys
import time

import httpx2
from networkhq import NetworkHQ

HEADERS = {"authorization": "Bearer key", "accept": "application/json"}


def with_sdk(url: str) -> int:
    with NetworkHQ(base_url=url, api_key="key") as client:
        return sum(1 for _ in client.linkedin_accounts.list(limit=500))


def bare(url: str) -> int:
    count, cursor = 0, ""
    with httpx2.Client(base_url=url, headers=HEADERS) as client:
        while cursor is not None:
            query = {"limit": 500} | ({"cursor": cursor} if cursor else {})
            answer = client.get("/linkedin_accounts", params=query)
            body = json.loads(answer.content)
            count += len(body["data"])
            cursor = body["pagination"]["next_cursor"]
    return count


work = with_sdk if sys.argv[1] == "sdk" else bare
began = time.process_time()
assert work(sys.argv[2]) == 100_000
sys.stdout.write(f"{time.process_time() - began}\n")
