"""The names of the worked example, as a person would have chosen them."""

from __future__ import annotations

from pathlib import Path

import pytest

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document.read import read_document
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.naming.assign import assign
from sdksmith.naming.rules import NamingRules
from sdksmith.naming.table import ClientNames, NameTable
from sdksmith.openapi.canonicalise import canonicalise


@pytest.fixture(scope="module")
def table(networkhq_document: Path) -> NameTable:
    diagnostics = Diagnostics()
    document = read_document(
        networkhq_document.name,
        stdin=None,
        base=networkhq_document.parent,
        diagnostics=diagnostics,
    )
    options = BuildOptions(unwrap=True, detect_pagination=True)
    api = build(canonicalise(document, diagnostics), options, diagnostics)
    api = refine(api, options, diagnostics)
    return assign(api, NamingRules(), Diagnostics())


def test_the_client_is_called_like_the_product(table: NameTable) -> None:
    expected = ClientNames("networkhq", "NetworkHQ", "AsyncNetworkHQ", "NETWORKHQ")

    assert expected == table.client


def test_the_methods_read_like_sentences(table: NameTable) -> None:
    found = {".".join((*n.resource, n.method)) for n in table.operations.values()}

    assert {
        "campaigns.list",
        "campaigns.leads.list",
        "linkedin_accounts.list",
        "lead_lists.list",
        "lead_lists.create",
        "lead_lists.get",
        "lead_lists.leads.list",
        "lead_lists.leads.create",
        "leads.list",
        "leads.get",
        "leads.enrich",
        "conversations.list",
        "conversations.get",
        "conversations.messages.create",
    } == found


def test_the_classes_of_resources(table: NameTable) -> None:
    assert {
        "CampaignLeads",
        "Campaigns",
        "ConversationMessages",
        "Conversations",
        "LeadListLeads",
        "LeadLists",
        "Leads",
        "LinkedInAccounts",
    } == set(table.resources.values())


def test_components_keep_their_names(table: NameTable) -> None:
    components = {
        pointer.rpartition("/")[2]: name
        for pointer, name in table.schemas.items()
        if pointer.count("/") == len(("components", "schemas", "name"))
    }

    assert components == {name: name for name in components}


def test_inline_schemas_have_telling_names(table: NameTable) -> None:
    names = set(table.schemas.values())

    assert {
        "CampaignLeadPage",
        "CampaignPage",
        "CampaignStatus",
        "ConversationIntent",
        "ErrorDetail",
        "ErrorResponse",
        "LeadCreateBatch",
        "LeadCreateSingle",
        "LeadEnrichResult",
        "LeadListCreateResult",
    } <= names
    assert not [name for name in names if any(char.isdigit() for char in name)]
