"""Encodes an import of 100 leads, from models to bytes: `encode_ours.py sdk|handwritten`."""

import json
import sys

from handwritten import Import
from networkhq._runtime.encode import to_json_bytes
from networkhq.types import LeadCreateRequest
from page import imported
from timing import tell

rows = [LeadCreateRequest.from_dict(one) for one in imported()["leads"]]
hand = Import.model_validate_json(json.dumps(imported()))
assert json.loads(to_json_bytes({"leads": rows})) == imported()
if sys.argv[1] == "sdk":
    tell(lambda: to_json_bytes({"leads": rows}), 200)
else:
    tell(lambda: hand.model_dump_json(exclude_unset=True).encode(), 200)
