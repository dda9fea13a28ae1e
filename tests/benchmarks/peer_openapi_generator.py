"""Decodes the page or encodes the import with the client of openapi-generator."""

from client.models.lead_lists_lead_list_id_leads_post_request import (
    LeadListsLeadListIdLeadsPostRequest,
)
from client.models.leads_get200_response import LeadsGet200Response
from page import imported
from timing import tell_data

body = LeadListsLeadListIdLeadsPostRequest.from_dict(imported())
tell_data(
    lambda content: LeadsGet200Response.from_json(content.decode()),
    lambda: body.to_json().encode(),
)
