"""The testing kit of the miniature."""

from __future__ import annotations

from _runtime.testing.mock import MockApi

from . import resources
from .client import API, AsyncMiniHQ, MiniHQ


class CampaignRoutes:
    def __init__(self, mock: MockApi) -> None:
        self.list = mock.list_route(resources.CAMPAIGNS_LIST)


class LeadRoutes:
    def __init__(self, mock: MockApi) -> None:
        self.get = mock.route(resources.LEADS_GET)
        self.enrich = mock.route(resources.LEADS_ENRICH)
        self.delete = mock.route(resources.LEADS_DELETE)
        self.create = mock.route(resources.LEADS_CREATE)


class ConversationRoutes:
    def __init__(self, mock: MockApi) -> None:
        self.get = mock.detail_route(resources.CONVERSATIONS_GET)


class StreamRoutes:
    def __init__(self, mock: MockApi) -> None:
        self.export = mock.stream_route(resources.EXPORT)
        self.chat = mock.stream_route(resources.CHAT)
        self.rows = mock.stream_route(resources.ROWS)


class MockMiniHQ(MockApi):
    """A fake of the API."""

    def __init__(self) -> None:
        super().__init__(API)
        self.campaigns = CampaignRoutes(self)
        self.leads = LeadRoutes(self)
        self.conversations = ConversationRoutes(self)
        self.streams = StreamRoutes(self)

    def client(self) -> MiniHQ:
        """A client that talks to this fake."""
        return MiniHQ(api_key="test", **self.options())

    def async_client(self) -> AsyncMiniHQ:
        """An asynchronous client that talks to this fake."""
        return AsyncMiniHQ(api_key="test", **self.async_options())
