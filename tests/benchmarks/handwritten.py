"""What a careful person would write by hand for the page: pydantic models, nothing else."""

from __future__ import annotations

from pydantic import AwareDatetime, BaseModel, ConfigDict


class Part(BaseModel):
    """Unknown members are kept."""

    model_config = ConfigDict(extra="allow")


class Pagination(Part):
    limit: int
    has_more: bool
    next_cursor: str | None


class CompanyDetails(Part):
    id: str
    name: str | None = None
    tagline: str | None = None
    description: str | None = None
    website: str | None = None
    linkedin_url: str | None = None
    industry: str | None = None
    employee_count: int | None = None
    employee_count_range_min: int | None = None
    employee_count_range_max: int | None = None
    hq_city: str | None = None
    hq_country: str | None = None
    founded_year: int | None = None
    specialties: list[str] | None = None
    logo_url: str | None = None
    follower_count: int | None = None
    company_type: str | None = None
    phone: str | None = None
    active: bool | None = None
    top_companies_rank: int | None = None
    top_companies_list_name: str | None = None
    enriched_at: AwareDatetime


class LeadWithLists(Part):
    id: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    company: str | None = None
    company_linkedin_url: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    industry: str | None = None
    skills: list[str] | None = None
    linkedin_url: str | None = None
    phone: str | None = None
    location: str | None = None
    gender: str | None = None
    date_of_birth: AwareDatetime | None = None
    notes: str | None = None
    profile_picture_url: str | None = None
    profile_enriched_at: AwareDatetime | None = None
    company_enriched_at: AwareDatetime | None = None
    enrichment_requested_at: AwareDatetime | None = None
    company_details: CompanyDetails | None = None
    enrichment_failed: bool | None = None
    created_at: AwareDatetime
    updated_at: AwareDatetime
    lead_list_ids: list[str]


class Page(Part):
    data: list[LeadWithLists]
    pagination: Pagination


class LeadCreate(Part):
    linkedin_url: str
    first_name: str | None = None
    last_name: str | None = None
    email: str | None = None
    company: str | None = None
    job_title: str | None = None
    headline: str | None = None
    summary: str | None = None
    skills: list[str] | None = None
    date_of_birth: AwareDatetime | None = None
    notes: str | None = None


class Import(Part):
    leads: list[LeadCreate]
