"""Decodes the page or encodes the import with the client of openapi-python-client."""

import json

from network_hq_public_api_client.models import (
    GetLeadsResponse200,
    PostLeadListsLeadListIdLeadsBody,
)
from page import imported
from timing import tell_data

body = PostLeadListsLeadListIdLeadsBody.from_dict(imported())
tell_data(
    lambda content: GetLeadsResponse200.from_dict(json.loads(content)),
    lambda: json.dumps(body.to_dict()).encode(),
)
