import pickle
import pytest
import networkhq
from networkhq import types
from networkhq.testing import MockNetworkHQ, make


def test_pages_are_followed() -> None:
    mock = MockNetworkHQ()
    mock.campaigns.list.returns_pages(
        [make.campaign(id="a")], [], [make.campaign(id="b")]
    )  # empty middle page
    ids = [c.id for c in mock.client().campaigns.list(limit=1)]
    assert ids == ["a", "b"]
    assert [c.query.get("cursor") for c in mock.campaigns.list.calls] == [
        None,
        "cursor-1",
        "cursor-2",
    ]


def test_partial_success() -> None:
    mock = MockNetworkHQ()
    mock.lead_lists.leads.create.returns(
        make.lead_create_batch(created=1, malformed=1), status=207
    )
    result = mock.client().lead_lists.leads.create(
        "ll_1", leads=[{"linkedin_url": "u"}]
    )
    assert isinstance(result, types.LeadCreateBatch)
    assert mock.lead_lists.leads.create.calls[0].json == {
        "leads": [{"linkedin_url": "u"}]
    }


def test_rate_limit_then_ok_and_no_real_sleep() -> None:
    mock = MockNetworkHQ()
    mock.leads.get.fails(
        429, code="rate_limited", headers={"retry-after": "7"}
    ).then().returns(make.lead_with_lists(id="x"))
    assert mock.client().leads.get("x").id == "x"
    assert mock.sleeps == [7.0]


def test_enrich_is_not_replayed() -> None:
    mock = MockNetworkHQ()
    mock.leads.enrich.drops_connection()
    with pytest.raises(networkhq.APIConnectionError):
        mock.client().leads.enrich("x")
    assert len(mock.leads.enrich.calls) == 1


def test_errors_are_typed_and_pickle() -> None:
    mock = MockNetworkHQ()
    mock.leads.get.fails(404, code="not_found", message="No such lead")
    with pytest.raises(networkhq.NotFoundError) as info:
        mock.client().leads.get("x")
    again = pickle.loads(pickle.dumps(info.value))
    assert again.code == "not_found" and again.operation == "GET /leads/{lead_id}"
