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
        "headline": "Operations leader scaling global teams",
        "summary": "Leads operations for teams on three continents. " * 4,
        "industry": "Manufacturing",
        "skills": ["Operations", "Process improvement", f"Skill {number}"],
        "linkedin_url": f"https://www.linkedin.com/in/person-{number}",
        "phone": None,
        "location": "New York, NY",
        "gender": None,
        "date_of_birth": MOMENT if number % 2 else None,
        "notes": None,
        "profile_picture_url": f"https://example.com/pictures/{number}.jpg",
        "profile_enriched_at": MOMENT,
        "company_enriched_at": MOMENT,
        "enrichment_requested_at": None,
        "company_details": None,
        "enrichment_failed": False,
        "created_at": MOMENT,
        "updated_at": MOMENT,
        "lead_list_ids": [f"list_{number % 7}", "list_all"],
        "added_since": {"the": "document", "was": number},
    }


def page() -> bytes:
    """The answer of the server."""
    pagination = {"limit": 500, "has_more": False, "next_cursor": None}
    data = [lead(number) for number in range(500)]
    return json.dumps({"data": data, "pagination": pagination}).encode()
