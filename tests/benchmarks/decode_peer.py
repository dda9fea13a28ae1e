"""Decodes the page with the models of openapi-python-client."""

import json

from network_hq_public_api_client.models import GetLeadsResponse200
from page import page
from timing import tell

content = page()
assert len(GetLeadsResponse200.from_dict(json.loads(content)).data) == 500
tell(lambda: GetLeadsResponse200.from_dict(json.loads(content)), 20)
