"""The 14 operations, as calls of the SDK and as what must leave the socket."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import UTC, datetime
from enum import Enum
from typing import Any

LEAD = {
    "first_name": "Ada",
    "last_name": "Lovelace",
    "email": None,
    "company": "Analytical Engines",
    "company_linkedin_url": "https://www.linkedin.com/company/engines",
    "job_title": "Countess",
    "headline": "Numbers",
    "summary": "Wrote the first program.",
    "industry": "Computing",
    "skills": ["Analysis", "Poetry"],
    "linkedin_url": "https://www.linkedin.com/in/ada",
    "phone": "+44 20 0000 0000",
    "location": "London",
    "gender": None,
    "notes": "café “x” \u2028",
    "profile_picture_url": None,
}


class Shape(Enum):
    """What a call gives."""

    PAGER = "a lazy pager over `data`"
    DETAIL = "an object with paged items inside"
    UNWRAPPED = "the value of `data`"
    WHOLE = "the whole body"


@dataclass(frozen=True)
class Call:
    """One operation as a method of the client."""

    operation: str
    method: str
    shape: Shape
    path: tuple[str, ...] = ()
    required: dict[str, Any] = field(default_factory=dict)
    optional: dict[str, Any] = field(default_factory=dict)
    query: dict[str, str] = field(default_factory=dict)
    """What the optional arguments are on the wire."""
    body: Any = None
    fullest: dict[str, Any] | None = None
    """The required arguments at their fullest, where they are bodies."""
    fullest_body: Any = None

    @property
    def target(self) -> str:
        """The raw path of the call below the base URL."""
        target = self.operation.partition(" ")[2]
        for value in self.path:
            before, _, rest = target.partition("{")
            target = before + value + rest.partition("}")[2]
        return target


PAGED: dict[str, Any] = {"limit": 7, "cursor": "c/1 ="}
PAGED_QUERY = {"limit": "7", "cursor": "c/1 ="}

CALLS = (
    Call("GET /campaigns", "campaigns.list", Shape.PAGER, (), {}, PAGED, PAGED_QUERY),
    Call(
        "GET /campaigns/{campaign_id}/leads",
        "campaigns.leads.list",
        Shape.PAGER,
        ("c_1",),
        {},
        PAGED,
        PAGED_QUERY,
    ),
    Call(
        "GET /linkedin_accounts",
        "linkedin_accounts.list",
        Shape.PAGER,
        (),
        {},
        PAGED,
        PAGED_QUERY,
    ),
    Call("GET /lead_lists", "lead_lists.list", Shape.PAGER, (), {}, PAGED, PAGED_QUERY),
    Call(
        "POST /lead_lists",
        "lead_lists.create",
        Shape.WHOLE,
        (),
        {"lead_lists": [{"name": "Q4"}]},
        body={"lead_lists": [{"name": "Q4"}]},
        fullest={
            "lead_lists": [
                {"name": "Q4", "description": "Prospects"},
                {"name": "Q5", "description": None},
            ]
        },
        fullest_body={
            "lead_lists": [
                {"name": "Q4", "description": "Prospects"},
                {"name": "Q5", "description": None},
            ]
        },
    ),
    Call(
        "GET /lead_lists/{lead_list_id}", "lead_lists.get", Shape.UNWRAPPED, ("ll_1",)
    ),
    Call(
        "GET /lead_lists/{lead_list_id}/leads",
        "lead_lists.leads.list",
        Shape.PAGER,
        ("ll_1",),
        {},
        PAGED,
        PAGED_QUERY,
    ),
    Call(
        "POST /lead_lists/{lead_list_id}/leads",
        "lead_lists.leads.create",
        Shape.WHOLE,
        ("ll_1",),
        {"leads": [{"linkedin_url": "u"}]},
        body={"leads": [{"linkedin_url": "u"}]},
        fullest={
            "leads": [{**LEAD, "date_of_birth": datetime(1815, 12, 10, tzinfo=UTC)}]
        },
        fullest_body={"leads": [{**LEAD, "date_of_birth": "1815-12-10T00:00:00Z"}]},
    ),
    Call(
        "GET /leads",
        "leads.list",
        Shape.PAGER,
        (),
        {},
        {**PAGED, "query": "a&b", "list_ids": "l1,l2"},
        {**PAGED_QUERY, "query": "a&b", "list_ids": "l1,l2"},
    ),
    Call("GET /leads/{lead_id}", "leads.get", Shape.UNWRAPPED, ("lead_1",)),
    Call("POST /leads/{lead_id}/enrich", "leads.enrich", Shape.WHOLE, ("lead_1",)),
    Call(
        "GET /conversations",
        "conversations.list",
        Shape.PAGER,
        (),
        {},
        {**PAGED, "unread_only": True, "linkedin_account_id": "a_1"},
        {**PAGED_QUERY, "unread_only": "true", "linkedin_account_id": "a_1"},
    ),
    Call(
        "GET /conversations/{conversation_id}",
        "conversations.get",
        Shape.DETAIL,
        ("cv_1",),
        {},
        PAGED,
        PAGED_QUERY,
    ),
    Call(
        "POST /conversations/{conversation_id}/messages",
        "conversations.messages.create",
        Shape.UNWRAPPED,
        ("cv_1",),
        {"content": "Thanks!"},
        body={"content": "Thanks!"},
    ),
)
BY_METHOD = {call.method: call for call in CALLS}
