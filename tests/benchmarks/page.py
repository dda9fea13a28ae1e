"""The page that is decoded: 500 leads with all they can have, about 650 KB."""

from __future__ import annotations

import json

MOMENT = "2024-05-06T07:08:09.123Z"


def lead(number: int) -> dict[str, object]:
    """One lead; no two are alike."""
    return {
        "id": f"lead_{number:08d}",
        "first_name": f"First {number}",
        "last_name": f"Last {number}",
        "email": f"person{number}@example.com" if number % 3 else None,
        "company": f"Company {number % 50}",
        "company_linkedin_url": f"https://www.linkedin.com/company/{number % 50}",
        "job_title": "Head of Operations",
        "headline": "Operations leader",
        "summary": "Leads operations for teams on three continents. " * 6,
        "industry": "Manufacturing",
        "skills": ["Operations", f"Skill {number}"],
        "linkedin_url": f"https://www.linkedin.com/in/person-{number}",
        "phone": None,
        "location": "New York, NY",
        "gender": None,
        "date_of_birth": MOMENT,
        "notes": None,
        "profile_picture_url": f"https://example.com/pictures/{number}.jpg",
        "profile_enriched_at": MOMENT,
        "company_enriched_at": MOMENT,
        "enrichment_requested_at": MOMENT,
        "company_details": company(number) if number % 4 == 0 else None,
        "enrichment_failed": False,
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "lead_list_ids": [f"list_{number % 7}", "list_all"],
    }


def company(number: int) -> dict[str, object]:
    """What is known of the company of a lead."""
    return {
        "id": f"company_{number}",
        "name": f"Company {number % 50}",
        "tagline": None,
        "description": "Makes parts.",
        "website": "https://example.com",
        "linkedin_url": f"https://www.linkedin.com/company/{number % 50}",
        "industry": "Manufacturing",
        "employee_count": 120 + number,
        "employee_count_range_min": 100,
        "employee_count_range_max": 500,
        "hq_city": "New York",
        "hq_country": "US",
        "founded_year": 1999,
        "specialties": ["Parts", "Service"],
        "logo_url": None,
        "follower_count": 12345,
        "company_type": "Privately Held",
        "phone": None,
        "active": True,
        "top_companies_rank": None,
        "top_companies_list_name": None,
        "enriched_at": MOMENT,
    }


def page() -> bytes:
    """The answer of the server."""
    pagination = {"limit": 500, "has_more": False, "next_cursor": None}
    data = [lead(number) for number in range(500)]
    return json.dumps({"data": data, "pagination": pagination}).encode()


def imported() -> dict[str, list[dict[str, object]]]:
    """The body of an import of 100 leads."""
    taken = (
        *("linkedin_url", "first_name", "last_name", "email", "company", "job_title"),
        *("headline", "summary", "skills", "date_of_birth"),
    )
    leads = [lead(number) for number in range(100)]
    return {
        "leads": [
            {name: one[name] for name in taken if one[name] is not None}
            for one in leads
        ]
    }


def account_pages() -> list[bytes]:
    """200 pages of 500 LinkedIn accounts, each cursor the number of a page."""
    return [_account_page(number, 200, 500) for number in range(200)]


def _account_page(number: int, of: int, size: int) -> bytes:
    following = str(number + 1) if number + 1 < of else None
    pagination = {
        "limit": size,
        "has_more": following is not None,
        "next_cursor": following,
    }
    data = [account(number * size + index) for index in range(size)]
    return json.dumps({"data": data, "pagination": pagination}).encode()


def account(number: int) -> dict[str, object]:
    """One LinkedIn account; no two are alike."""
    limits = ("follows", "messages", "inmails", "connection_requests", "profile_views")
    return {
        "id": f"account_{number}",
        "profile_name": f"Sender {number}",
        "profile_url": f"https://www.linkedin.com/in/sender-{number}",
        "profile_picture_url": None,
        "status": "connected",
        "account_tier": "premium",
        "sending_limits": {
            **{f"max_{name}_per_day": 50 for name in limits},
            "max_post_likes_per_day": 50,
            "max_comments_per_day": 50,
            "warmup_enabled": False,
        },
        "connection_count": number,
        "pending_invite_count": 0,
        "last_ran_at": MOMENT,
        "cooldown_until": None,
        "created_at": MOMENT,
        "updated_at": MOMENT,
    }
