"""The fake of an API, through which most of the runtime runs as well."""

from __future__ import annotations

import asyncio

import pytest
from _runtime.errors import APIConnectionError, APITimeoutError
from _runtime.operation import Arguments, Operation
from _runtime.testing.factories import build, build_batch
from _runtime.testing.mock import MockApi
from _runtime.testing.routes import UnexpectedCallError
from minihq.errors import NotFoundError
from minihq.resources import LeadsWithResponse
from minihq.testing import MockMiniHQ
from minihq.types import (
    Campaign,
    Chunk,
    Conversation,
    Lead,
    LeadCreateBatch,
    LeadCreateSingle,
    Message,
)
from probes import NOTHING, PLAIN_API, ProbeClient, pickled


def _campaign(identifier: str) -> Campaign:
    return build(Campaign, {"id": identifier})


def test_pages_are_followed_over_an_empty_one() -> None:
    mock = MockMiniHQ()
    mock.campaigns.list.returns_pages([_campaign("a")], [], [_campaign("b")])

    ids = [campaign.id for campaign in mock.client().campaigns.list(limit=1)]

    assert ids == ["a", "b"]
    cursors = [call.query.get("cursor") for call in mock.campaigns.list.calls]
    assert cursors == [None, "cursor-1", "cursor-2"]


def test_async_pages_are_followed_without_an_await() -> None:
    mock = MockMiniHQ()
    mock.campaigns.list.returns_pages([_campaign("a")], [], [_campaign("b")])

    async def ids() -> list[str]:
        async with mock.async_client() as client:
            return [campaign.id async for campaign in client.campaigns.list(limit=1)]

    assert asyncio.run(ids()) == ["a", "b"]


def test_a_batch_is_made_with_a_summary_that_fits() -> None:
    counters = {"created": 1, "malformed": 2}

    batch = build_batch(
        LeadCreateBatch, counters, failed=("malformed", "failed"), summary="summary"
    )

    assert batch.mismatches == ()
    assert [item.result for item in batch.data] == ["created"]
    assert len(batch.malformed) == 2
    assert batch.summary.to_dict() == {
        "attempted": 3,
        "created": 1,
        "already_in_list": 0,
        "malformed": 2,
        "failed": 0,
    }


def test_the_status_tells_the_type_of_the_data() -> None:
    mock = MockMiniHQ()
    batch = build_batch(LeadCreateBatch, {"created": 1}, summary="summary")
    mock.leads.create.returns(batch, status=207)
    methods: LeadsWithResponse = mock.client().leads.with_response

    response = methods.create("ll_1", leads=[{"linkedin_url": "u", "email": None}])

    assert response.status_code == 207
    if response.status_code == 207:
        only_batch: LeadCreateBatch = response.data
        assert only_batch.summary.created == 1
    assert response.attempts == 1
    sent = mock.leads.create.calls[0].json
    assert sent == {"leads": [{"linkedin_url": "u", "email": None}]}


def test_a_match_over_the_plain_answer_is_exhaustive() -> None:
    mock = MockMiniHQ()
    made = build(LeadCreateSingle)
    mock.leads.create.returns(made, status=201)

    match mock.client().leads.create("ll_1", leads=[]):
        case LeadCreateSingle(data=lead, result=result):
            assert (lead.id, result) == (made.data.id, "created")
        case LeadCreateBatch() as batch:
            pytest.fail(f"not {batch}")


def test_a_rate_limit_is_waited_for_but_not_slept() -> None:
    mock = MockMiniHQ()
    mock.leads.get.fails(429, headers={"retry-after": "7"}).then().returns(Lead(id="x"))

    assert mock.client().leads.get("x").id == "x"
    assert mock.sleeps == [7.0]
    assert [call.attempt for call in mock.calls] == [1, 2]
    assert mock.calls[0].path_params == {"lead_id": "x"}


def test_a_post_is_not_replayed_after_a_dropped_connection() -> None:
    mock = MockMiniHQ()
    mock.leads.enrich.drops_connection()

    with pytest.raises(APIConnectionError) as caught:
        mock.client().leads.enrich("x")

    assert len(mock.leads.enrich.calls) == 1
    assert caught.value.request_may_have_been_processed


def test_a_get_is_replayed_after_a_timeout() -> None:
    mock = MockMiniHQ()
    mock.leads.get.times_out()

    with pytest.raises(APITimeoutError) as caught:
        mock.client().leads.get("x")

    assert caught.value.attempts == 3
    assert caught.value.phase == "read"
    assert mock.sleeps == [0.5, 1.0]


def test_an_error_is_typed_and_pickles() -> None:
    mock = MockMiniHQ()
    mock.leads.get.fails(
        404,
        code="not_found",
        message="No such lead",
        headers={"x-request-id": "7f3c"},
    )

    with pytest.raises(NotFoundError) as caught:
        mock.client().leads.get("x")

    again = pickled(caught.value)
    assert again.error is not None
    assert again.error.code == "not_found"
    expected = (
        "404 not_found: No such lead [GET /leads/{lead_id}, request 7f3c, 1 attempt]"
    )
    assert str(again) == expected


def test_a_detail_gives_the_items_of_all_its_pages() -> None:
    mock = MockMiniHQ()
    mock.conversations.get.returns(
        Conversation(id="c", messages=[]),
        [Message(id="1", content="a")],
        [],
        [Message(id="2", content="b")],
    )

    detail = mock.client().conversations.get("c")

    assert detail.data.id == "c"
    assert detail.pagination.has_more
    assert [message.content for message in detail.iter_items()] == ["a", "b"]


def test_streams_give_their_items() -> None:
    mock = MockMiniHQ()
    mock.streams.export.streams(b"ab", b"c")
    mock.streams.chat.streams(Chunk(t="a"), Chunk(t="b"))
    mock.streams.rows.streams(Chunk(t="1"), Chunk(t="2"))
    client = mock.client()

    with client.streams.export() as download:
        assert download.read() == b"abc"
    assert [chunk.t for chunk in client.streams.chat(question="?")] == ["a", "b"]
    assert [chunk.t for chunk in client.streams.rows()] == ["1", "2"]


def test_async_streams_give_their_items() -> None:
    mock = MockMiniHQ()
    mock.streams.export.streams(b"ab", b"c")
    mock.streams.chat.streams(Chunk(t="a"), Chunk(t="b"))
    mock.streams.rows.streams(Chunk(t="1"), Chunk(t="2"))

    async def found() -> tuple[bytes, list[str], list[str]]:
        async with mock.async_client() as client:
            async with await client.streams.export() as download:
                data = await download.read()
            events = [c.t async for c in await client.streams.chat(question="?")]
            lines = [c.t async for c in await client.streams.rows()]
            return data, events, lines

    assert asyncio.run(found()) == (b"abc", ["a", "b"], ["1", "2"])


def test_a_call_without_an_answer_fails_the_test() -> None:
    with pytest.raises(UnexpectedCallError, match=r"GET /leads/\{lead_id\}"):
        MockMiniHQ().client().leads.get("x")


def test_a_route_that_was_never_called_is_named() -> None:
    mock = MockMiniHQ()
    mock.leads.get.returns(Lead(id="x"))

    with pytest.raises(AssertionError, match=r"never called: GET /leads"):
        mock.assert_all_called()


def test_a_route_is_found_whatever_its_path_is_made_of() -> None:
    mock = MockApi(PLAIN_API)
    operation = Operation[None, object]("GET", "/é \\/{from-date}.x", NOTHING)
    route = mock.route(operation).returns(None)

    client = ProbeClient(PLAIN_API, {}, **mock.options())
    client.caller.response(operation, Arguments({"from-date": "a/b"}, {}), None)

    [call] = route.calls
    assert call.path_params == {"from-date": "a/b"}


def test_a_fake_that_answers_anything_is_read_to_the_end_by_both_clients() -> None:
    mock = MockMiniHQ()
    mock.answers_anything()

    async def items() -> object:
        async with mock.async_client() as client:
            return await mock.async_drain(client.campaigns.list())

    with mock.client() as client:
        lead = mock.drain(client.leads.get("x"))
        campaigns = mock.drain(client.campaigns.list())

    assert isinstance(lead, Lead)
    assert isinstance(campaigns, list)
    assert len(campaigns) == 2
    assert asyncio.run(items()) == campaigns


def test_a_rate_limit_is_not_slept_asynchronously_either() -> None:
    mock = MockMiniHQ()
    mock.leads.get.fails(429, headers={"retry-after": "7"}).then().returns(Lead(id="x"))

    async def run() -> str:
        async with mock.async_client() as client:
            return (await client.leads.get("x")).id

    assert asyncio.run(run()) == "x"
    assert mock.sleeps == [7.0]
