"""Clients of the miniature."""

from __future__ import annotations

from functools import cached_property
from typing import TYPE_CHECKING, Final, Unpack

from _runtime.api import Api
from _runtime.async_client import AsyncClient
from _runtime.auth import AsyncSecret, Bearer, Secret
from _runtime.servers import Server
from _runtime.sync_client import SyncClient

from .errors import ERRORS
from .resources import (
    AsyncCampaigns,
    AsyncConversations,
    AsyncLeads,
    AsyncStreams,
    Campaigns,
    Conversations,
    Leads,
    Streams,
)

if TYPE_CHECKING:
    from _runtime.options import AsyncClientOptions, ClientOptions

API: Final = Api(
    name="minihq",
    title="Mini HQ",
    version="1.0.0",
    servers=(Server("https://mini.example.test/api/v1"),),
    schemes={"bearerAuth": Bearer()},
    security=(("bearerAuth",),),
    errors=ERRORS,
    environment="MINIHQ",
)


class MiniHQ(SyncClient):
    """The synchronous client."""

    def __init__(
        self, *, api_key: Secret = None, **options: Unpack[ClientOptions]
    ) -> None:
        super().__init__(API, {"bearerAuth": api_key}, **options)

    @cached_property
    def campaigns(self) -> Campaigns:
        return Campaigns(self._caller)

    @cached_property
    def leads(self) -> Leads:
        return Leads(self._caller)

    @cached_property
    def conversations(self) -> Conversations:
        return Conversations(self._caller)

    @cached_property
    def streams(self) -> Streams:
        return Streams(self._caller)


class AsyncMiniHQ(AsyncClient):
    """The asynchronous client."""

    def __init__(
        self, *, api_key: AsyncSecret = None, **options: Unpack[AsyncClientOptions]
    ) -> None:
        super().__init__(API, {"bearerAuth": api_key}, **options)

    @cached_property
    def campaigns(self) -> AsyncCampaigns:
        return AsyncCampaigns(self._caller)

    @cached_property
    def leads(self) -> AsyncLeads:
        return AsyncLeads(self._caller)

    @cached_property
    def conversations(self) -> AsyncConversations:
        return AsyncConversations(self._caller)

    @cached_property
    def streams(self) -> AsyncStreams:
        return AsyncStreams(self._caller)
