"""Objects of the miniature."""

from __future__ import annotations

from datetime import datetime
from typing import Annotated, Literal, Required, TypeAlias

from _runtime.enums import UnknownValue
from _runtime.models import Model
from _runtime.times import DateTime
from _runtime.unions import ByShape, Shape
from pydantic import Field
from typing_extensions import TypedDict

CampaignStatus: TypeAlias = Literal["draft", "started"] | UnknownValue


class Pagination(Model):
    limit: int
    next_cursor: str | None
    has_more: bool


class Campaign(Model):
    id: str
    name: str
    status: CampaignStatus
    total_leads: Annotated[int, Field(alias="totalLeads")]
    created_at: Annotated[DateTime, Field(alias="createdAt")]


class CampaignPage(Model):
    data: list[Campaign]
    pagination: Pagination


class Lead(Model):
    id: str
    email: str | None = None


class LeadCreateSingle(Model):
    data: Lead
    result: Literal["created", "already_in_list"] | UnknownValue


class LeadCreateItem(Model):
    index: int
    result: Literal["created", "already_in_list"] | UnknownValue
    data: Lead


class FieldError(Model):
    field: str
    message: str


class LeadCreateMalformed(Model):
    index: int
    errors: list[FieldError]


class LeadCreateFailed(Model):
    index: int
    error: str


class LeadCreateSummary(Model):
    attempted: int
    created: int
    already_in_list: int
    malformed: int
    failed: int


class LeadCreateBatch(Model):
    data: list[LeadCreateItem]
    malformed: list[LeadCreateMalformed]
    failed: list[LeadCreateFailed]
    summary: LeadCreateSummary


LeadCreateResult: TypeAlias = Annotated[
    LeadCreateSingle | LeadCreateBatch,
    ByShape(
        Shape(LeadCreateSingle, required=("data", "result"), kinds={"data": "object"}),
        Shape(LeadCreateBatch, required=("data",), kinds={"data": "array"}),
    ),
]


class LeadCreateRequestDict(TypedDict, total=False):
    linkedin_url: Required[str]
    email: str | None
    date_of_birth: datetime | str | None


class Message(Model):
    id: str
    content: str


class Conversation(Model):
    id: str
    messages: list[Message]


class ConversationPage(Model):
    data: Conversation
    pagination: Pagination


class ErrorDetail(Model):
    code: str
    message: str


class ErrorResponse(Model):
    error: ErrorDetail


class Chunk(Model):
    t: str
