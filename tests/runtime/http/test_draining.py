"""What a call gives, read to its end by the fake, whatever it is."""

from __future__ import annotations

import asyncio
from typing import Any, cast

from _runtime.testing.factories import build
from minihq.testing import MockMiniHQ
from minihq.types import Campaign, Chunk, Conversation, Lead, Message

CAMPAIGNS = [build(Campaign, {"id": name}) for name in "ab"]
CONVERSATION = build(Conversation, {"id": "cv_1"})
MESSAGES = [build(Message, {"id": name}) for name in "xy"]
CHUNK = Chunk(t="a")
LEAD = build(Lead, {"id": "ld_1"})
HELD = CONVERSATION.copy_with(messages=MESSAGES[:1])
ALL = [CAMPAIGNS, [HELD, *MESSAGES], b"ab", [CHUNK], [CHUNK, CHUNK], LEAD]


def _told() -> MockMiniHQ:
    mock = MockMiniHQ()
    mock.campaigns.list.returns_pages(CAMPAIGNS[:1], CAMPAIGNS[1:])
    mock.conversations.get.returns(CONVERSATION, MESSAGES[:1], MESSAGES[1:])
    mock.streams.export.streams(b"a", b"b")
    mock.streams.chat.streams(CHUNK)
    mock.streams.rows.streams(CHUNK, CHUNK)
    mock.leads.get.returns(LEAD)
    return mock


def _calls(made: object) -> list[object]:
    client = cast("Any", made)
    return [
        client.campaigns.list(),
        client.conversations.get("cv_1"),
        client.streams.export(),
        client.streams.chat(question="?"),
        client.streams.rows(),
        client.leads.get("ld_1"),
    ]


def test_whatever_a_call_gives_is_read_to_its_end() -> None:
    mock = _told()

    with mock.client() as client:
        found = [mock.drain(outcome) for outcome in _calls(client)]

    assert found == ALL


def test_the_same_goes_for_the_asynchronous_client() -> None:
    mock = _told()

    async def drained() -> list[object]:
        async with mock.async_client() as client:
            return [await mock.async_drain(outcome) for outcome in _calls(client)]

    assert asyncio.run(drained()) == ALL
