"""What is understood of the NetworkHQ document."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable

import pytest

from sdksmith.diagnostics.model import Diagnostics, Severity
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import Operation
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.schemas import (
    AliasSchema,
    EnumSchema,
    NameHint,
    ObjectSchema,
    Schema,
    UnionSchema,
)
from sdksmith.ir.types import MapOf, Nullable, Ref, SchemaId, Type

LEADS_CREATE = "POST /lead_lists/{lead_list_id}/leads"


@pytest.fixture
def api(spec_api: Callable[..., Api]) -> Api:
    return spec_api("networkhq.json")


def operation(api: Api, name: str) -> Operation:
    return next(found for found in api.operations if found.id == name)


def component(api: Api, name: str) -> Schema:
    return schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]


def member(schema: Schema, name: str) -> Type:
    assert isinstance(schema, ObjectSchema)
    return next(field.type for field in schema.fields if field.wire_name == name)


def used(api: Api, found: Type) -> Schema:
    inner = found.inner if isinstance(found, Nullable) else found
    assert isinstance(inner, Ref)
    return schemas_by_id(api)[inner.target]


def values(schema: Schema) -> list[object]:
    assert isinstance(schema, EnumSchema)
    return [found.value.value for found in schema.members]


def spoken(hint: NameHint) -> tuple[str | None, str | None, tuple[str, ...]]:
    return hint.owner, hint.operation, hint.words


def test_nothing_of_it_is_doubtful(api: Api, diagnostics: Diagnostics) -> None:
    assert len(api.operations) == 14
    assert {item.severity for item in diagnostics.items} == {Severity.NOTE}


@pytest.mark.usefixtures("api")
def test_every_decision_is_noted_at_its_place(diagnostics: Diagnostics) -> None:
    codes = Counter(item.code.value for item in diagnostics.items)

    assert codes == {
        "pagination-detected": 8,
        "response-unwrapped": 3,
        "response-assumed": 1,
    }
    assert all(item.origin and item.origin.pointer for item in diagnostics.items)


def test_the_batch_answers_are_one_union_of_two_objects(api: Api) -> None:
    responses = operation(api, LEADS_CREATE).responses[:3]
    ok, created, partial = [used(api, r.contents[0].type) for r in responses]

    assert ok is created
    assert isinstance(ok, UnionSchema)
    single, batch = [used(api, variant.type) for variant in ok.variants]
    assert partial is batch
    assert spoken(ok.hint) == (None, LEADS_CREATE, ("Result",))
    assert spoken(single.hint) == (None, LEADS_CREATE, ("Single",))
    assert spoken(batch.hint) == (None, LEADS_CREATE, ("Batch",))


def test_values_of_enums_in_merged_answers_are_united(api: Api) -> None:
    union = used(api, operation(api, LEADS_CREATE).responses[0].contents[0].type)
    assert isinstance(union, UnionSchema)

    results = [
        member(used(api, variant.type), "result") for variant in union.variants[:1]
    ]

    assert [sorted(map(str, values(used(api, r)))) for r in results] == [
        ["added_existing", "already_in_list", "created"]
    ]


def test_the_batch_knows_its_parts(api: Api) -> None:
    found = operation(api, LEADS_CREATE).multi_status

    assert found is not None
    assert found.succeeded == "data"
    assert found.failed == ("malformed", "failed")
    assert found.summary == "summary"


def test_a_207_without_a_body_borrows_the_201(api: Api) -> None:
    created, partial, *_ = operation(api, "POST /lead_lists").responses

    assert partial.contents == created.contents
    assert partial.assumed_from == created.status


def test_one_schema_is_the_error_of_all_operations(api: Api) -> None:
    bodies = {
        content.type
        for found in api.operations
        for response in found.responses
        if response.is_error
        for content in response.contents
    }

    assert len(bodies) == 1
    shape = api.error_shape
    assert shape is not None
    assert shape.code == ("error", "code")
    assert shape.message == ("error", "message")
    envelope = schemas_by_id(api)[shape.schema]
    assert spoken(envelope.hint) == (None, None, ("Error", "Response"))
    detail = used(api, member(envelope, "error"))
    assert spoken(detail.hint) == (None, None, ("Error", "Detail"))


def test_equal_items_of_errors_are_field_errors(api: Api) -> None:
    owners = ("LeadCreateValidationError", "LeadListCreateValidationError")
    first, second = [member(component(api, owner), "errors") for owner in owners]

    assert first == second


def test_an_envelope_of_a_page_is_named_after_its_items(api: Api) -> None:
    found = operation(api, "GET /lead_lists/{lead_list_id}/leads")
    envelope = used(api, found.responses[0].contents[0].type)

    assert found.pagination is not None
    assert found.pagination.items == ("data",)
    assert found.pagination.info == ("pagination",)
    assert found.pagination.next_cursor == ("pagination", "next_cursor")
    assert found.pagination.has_more == ("pagination", "has_more")
    assert spoken(envelope.hint) == ("#/components/schemas/Lead", None, ("Page",))


def test_a_detail_may_be_paged_inside(api: Api) -> None:
    found = operation(api, "GET /conversations/{conversation_id}").pagination

    assert found is not None
    assert found.detail == ("data",)
    assert found.items == ("data", "messages")


def test_a_lone_data_member_is_unwrapped(api: Api) -> None:
    response = operation(api, "GET /leads/{lead_id}").responses[0]

    assert response.unwrapped == "data"
    assert response.contents[0].type == Ref(
        SchemaId("#/components/schemas/LeadWithLists")
    )


def test_decisions_can_be_switched_off(spec_api: Callable[..., Api]) -> None:
    api = spec_api(
        "networkhq.json", BuildOptions(unwrap=False, detect_pagination=False)
    )

    assert all(found.pagination is None for found in api.operations)
    assert not any(r.unwrapped for found in api.operations for r in found.responses)


def test_property_names_are_the_keys_of_a_map(api: Api) -> None:
    outcome = component(api, "CampaignLeadActionOutcome")

    assert isinstance(outcome, AliasSchema)
    assert isinstance(outcome.target, MapOf)
    assert (outcome.target.min_entries, outcome.target.max_entries) == (1, 1)
    assert outcome.target.key is not None
    assert "send_message" in values(used(api, outcome.target.key))
    assert values(used(api, outcome.target.value)) == ["successful"]
    assert isinstance(outcome.target.value, Nullable)


def test_a_nullable_enum_is_shared_under_the_shorter_name(api: Api) -> None:
    intent = member(component(api, "Conversation"), "intent")

    assert intent == member(component(api, "ConversationDetail"), "intent")
    assert isinstance(intent, Nullable)
    assert spoken(used(api, intent).hint) == (
        "#/components/schemas/Conversation",
        None,
        ("intent",),
    )


def test_all_of_with_own_fields_is_inheritance(api: Api) -> None:
    found = component(api, "LeadWithLists")

    assert isinstance(found, ObjectSchema)
    assert found.parents == ("#/components/schemas/Lead",)
    assert [field.wire_name for field in found.fields] == ["lead_list_ids"]
