"""Mistakes that both type checkers must find: one on each line that says so."""

from __future__ import annotations

from networkhq import NetworkHQ, types


def mistakes(client: NetworkHQ) -> None:
    client.campaigns.list(limit="many")  # wrong: no number
    client.campaigns.list(colour="red")  # wrong: no such parameter
    client.lead_lists.get()  # wrong: the id is required
    client.lead_lists.create(lead_lists=[{"title": "Q4"}])  # wrong: no such key
    add = client.lead_lists.leads.create
    add("ll_1", leads=[{"email": None}])  # wrong: a required key
    client.leads.get("x").emial  # wrong: no such field
    client.leads.get("x", options={"timout": 5})  # wrong: no such option
    types.LeadCreateRequest(email=None)  # wrong: a required field
    name: int = client.lead_lists.get("x").name  # wrong: a string
    print(name)
