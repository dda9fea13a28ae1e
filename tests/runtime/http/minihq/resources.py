"""Resources of the miniature."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cached_property
from typing import Annotated, Final, Literal, TypeAlias, TypeVar

from _runtime.async_downloads import AsyncDownload
from _runtime.async_pages import AsyncPagedDetail, AsyncPager
from _runtime.async_streams import AsyncEventStream, AsyncLineStream
from _runtime.downloads import Download
from _runtime.omit import Omit, omit
from _runtime.operation import (
    Call,
    DetailCall,
    DetailOperation,
    Operation,
    PagedCall,
    PagedOperation,
    StreamOperation,
)
from _runtime.options import RequestOptions
from _runtime.page_styles import Cursor
from _runtime.pages import PagedDetail, Pager
from _runtime.resource import AsyncResource, Resource, async_response_of, response_of
from _runtime.response import Response
from _runtime.streams import EventStream, LineStream
from _runtime.unions import Member

from .types import (
    Campaign,
    CampaignPage,
    Chunk,
    Conversation,
    ConversationPage,
    Lead,
    LeadCreateBatch,
    LeadCreateRequestDict,
    LeadCreateResult,
    LeadCreateSingle,
    Message,
    Pagination,
)

T = TypeVar("T")
MiniPager: TypeAlias = Pager[T, Pagination]

CAMPAIGNS_LIST: Final[PagedOperation[CampaignPage, Campaign, Pagination]] = (
    PagedOperation(
        "GET",
        "/campaigns",
        CampaignPage,
        paging=Cursor(
            items="data",
            info="pagination",
            next_cursor="pagination.next_cursor",
            has_more="pagination.has_more",
            cursor="cursor",
        ),
    )
)
LEADS_GET: Final[Operation[Lead, Response[Literal[200], Lead]]] = Operation(
    "GET", "/leads/{lead_id}", {200: Annotated[Lead, Member("data")]}
)
LEADS_ENRICH: Final[Operation[Lead, Response[Literal[200], Lead]]] = Operation(
    "POST", "/leads/{lead_id}/enrich", {200: Lead}
)
LEADS_CREATE: Final[
    Operation[
        LeadCreateSingle | LeadCreateBatch,
        Response[Literal[200], LeadCreateSingle | LeadCreateBatch]
        | Response[Literal[201], LeadCreateSingle | LeadCreateBatch]
        | Response[Literal[207], LeadCreateBatch],
    ]
] = Operation(
    "POST",
    "/lead_lists/{lead_list_id}/leads",
    {200: LeadCreateResult, 201: LeadCreateResult, 207: LeadCreateBatch},
)
LEADS_DELETE: Final[Operation[None, Response[Literal[204], None]]] = Operation(
    "DELETE", "/leads/{lead_id}", {204: None}
)
CONVERSATIONS_GET: Final[
    DetailOperation[ConversationPage, Conversation, Message, Pagination]
] = DetailOperation(
    "GET",
    "/conversations/{conversation_id}",
    ConversationPage,
    detail="data",
    paging=Cursor(
        items="data.messages",
        info="pagination",
        next_cursor="pagination.next_cursor",
        has_more="pagination.has_more",
        cursor="cursor",
    ),
)
EXPORT: Final[StreamOperation[bytes]] = StreamOperation("GET", "/export", bytes)
CHAT: Final[StreamOperation[Chunk]] = StreamOperation(
    "POST", "/chat", Chunk, accept="text/event-stream", terminator="[DONE]"
)
ROWS: Final[StreamOperation[Chunk]] = StreamOperation(
    "GET", "/rows", Chunk, accept="application/jsonl"
)


def _campaigns_list(
    limit: int | Omit, cursor: str | Omit
) -> PagedCall[CampaignPage, Campaign, Pagination]:
    return CAMPAIGNS_LIST.call(query={"limit": limit, "cursor": cursor})


def _leads_get(lead_id: str) -> Call[Lead]:
    return LEADS_GET.call(path={"lead_id": lead_id})


def _leads_enrich(lead_id: str) -> Call[Lead]:
    return LEADS_ENRICH.call(path={"lead_id": lead_id})


def _leads_delete(lead_id: str) -> Call[None]:
    return LEADS_DELETE.call(path={"lead_id": lead_id})


def _leads_create(
    lead_list_id: str, leads: Sequence[LeadCreateRequestDict]
) -> Call[LeadCreateSingle | LeadCreateBatch]:
    return LEADS_CREATE.call(path={"lead_list_id": lead_list_id}, json={"leads": leads})


def _conversations_get(
    conversation_id: str, limit: int | Omit
) -> DetailCall[ConversationPage, Conversation, Message, Pagination]:
    return CONVERSATIONS_GET.call(
        path={"conversation_id": conversation_id}, query={"limit": limit}
    )


class Campaigns(Resource):
    def list(
        self,
        *,
        limit: int | Omit = omit,
        cursor: str | Omit = omit,
        options: RequestOptions | None = None,
    ) -> MiniPager[Campaign]:
        return self._client.paginate(_campaigns_list(limit, cursor), options)


class Leads(Resource):
    @cached_property
    def with_response(self) -> LeadsWithResponse:
        return LeadsWithResponse(self)

    def get(self, lead_id: str, *, options: RequestOptions | None = None) -> Lead:
        return self._client.send(_leads_get(lead_id), options)

    def enrich(self, lead_id: str, *, options: RequestOptions | None = None) -> Lead:
        return self._client.send(_leads_enrich(lead_id), options)

    def delete(self, lead_id: str, *, options: RequestOptions | None = None) -> None:
        return self._client.send(_leads_delete(lead_id), options)

    def create(
        self,
        lead_list_id: str,
        *,
        leads: Sequence[LeadCreateRequestDict],
        options: RequestOptions | None = None,
    ) -> LeadCreateSingle | LeadCreateBatch:
        return self._client.send(_leads_create(lead_list_id, leads), options)


class LeadsWithResponse:
    def __init__(self, resource: Leads) -> None:
        self.get = response_of(resource.get, LEADS_GET)
        self.create = response_of(resource.create, LEADS_CREATE)


class Conversations(Resource):
    def get(
        self,
        conversation_id: str,
        *,
        limit: int | Omit = omit,
        options: RequestOptions | None = None,
    ) -> PagedDetail[Conversation, Message, Pagination]:
        return self._client.detail(_conversations_get(conversation_id, limit), options)


class Streams(Resource):
    def export(self, *, options: RequestOptions | None = None) -> Download:
        return self._client.download(EXPORT.call(), options)

    def chat(
        self, *, question: str, options: RequestOptions | None = None
    ) -> EventStream[Chunk]:
        return self._client.events(CHAT.call(json={"q": question}), options)

    def rows(self, *, options: RequestOptions | None = None) -> LineStream[Chunk]:
        return self._client.lines(ROWS.call(), options)


class AsyncCampaigns(AsyncResource):
    def list(
        self,
        *,
        limit: int | Omit = omit,
        cursor: str | Omit = omit,
        options: RequestOptions | None = None,
    ) -> AsyncPager[Campaign, Pagination]:
        return self._client.paginate(_campaigns_list(limit, cursor), options)


class AsyncLeads(AsyncResource):
    @cached_property
    def with_response(self) -> AsyncLeadsWithResponse:
        return AsyncLeadsWithResponse(self)

    async def get(self, lead_id: str, *, options: RequestOptions | None = None) -> Lead:
        return await self._client.send(_leads_get(lead_id), options)

    async def enrich(
        self, lead_id: str, *, options: RequestOptions | None = None
    ) -> Lead:
        return await self._client.send(_leads_enrich(lead_id), options)

    async def create(
        self,
        lead_list_id: str,
        *,
        leads: Sequence[LeadCreateRequestDict],
        options: RequestOptions | None = None,
    ) -> LeadCreateSingle | LeadCreateBatch:
        return await self._client.send(_leads_create(lead_list_id, leads), options)


class AsyncLeadsWithResponse:
    def __init__(self, resource: AsyncLeads) -> None:
        self.get = async_response_of(resource.get, LEADS_GET)
        self.create = async_response_of(resource.create, LEADS_CREATE)


class AsyncConversations(AsyncResource):
    async def get(
        self,
        conversation_id: str,
        *,
        limit: int | Omit = omit,
        options: RequestOptions | None = None,
    ) -> AsyncPagedDetail[Conversation, Message, Pagination]:
        return await self._client.detail(
            _conversations_get(conversation_id, limit), options
        )


class AsyncStreams(AsyncResource):
    async def export(self, *, options: RequestOptions | None = None) -> AsyncDownload:
        return await self._client.download(EXPORT.call(), options)

    async def chat(
        self, *, question: str, options: RequestOptions | None = None
    ) -> AsyncEventStream[Chunk]:
        return await self._client.events(CHAT.call(json={"q": question}), options)

    async def rows(
        self, *, options: RequestOptions | None = None
    ) -> AsyncLineStream[Chunk]:
        return await self._client.lines(ROWS.call(), options)
