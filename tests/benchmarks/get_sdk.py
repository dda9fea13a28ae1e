"""Gets one lead over loopback with the SDK: `get_sdk.py BASE_URL`."""

import sys

from networkhq import NetworkHQ
from timing import tell

with NetworkHQ(base_url=sys.argv[1], api_key="key") as client:
    tell(lambda: client.leads.get("lead_1"), 300)
