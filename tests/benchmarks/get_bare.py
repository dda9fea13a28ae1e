"""Gets one lead over loopback with httpx2 and json alone: `get_bare.py BASE_URL`."""

import json
import sys

import httpx2
from timing import tell

HEADERS = {"authorization": "Bearer key", "accept": "application/json"}
with httpx2.Client(base_url=sys.argv[1], headers=HEADERS) as client:
    tell(lambda: json.loads(client.get("/leads/lead_1").content), 300)
