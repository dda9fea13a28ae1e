"""Decodes the page or encodes the import with the client of datamodel-code-generator."""

import json

from models import LeadListsLeadListIdLeadsPostRequest, LeadsGetResponse
from page import imported
from timing import tell_data

text = json.dumps(imported())
body = LeadListsLeadListIdLeadsPostRequest.model_validate_json(text)
tell_data(
    LeadsGetResponse.model_validate_json,
    lambda: body.model_dump_json(by_alias=True, exclude_unset=True).encode(),
)
