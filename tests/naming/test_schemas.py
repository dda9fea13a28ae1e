from __future__ import annotations

import pytest

from naming.describing import (
    api,
    classes_of,
    component,
    component_id,
    enum,
    inline_enum,
    names_of,
    operation,
    role,
)
from sdksmith.diagnostics.codes import Code
from sdksmith.ir.schemas import HintSource, NameHint, ObjectSchema
from sdksmith.ir.types import SchemaId


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("Pet", "Pet"),
        ("pet", "Pet"),
        ("Links-Self", "LinksSelf"),
        ("credit_note.line_item", "CreditNoteLineItem"),
        ("io.k8s.api.core.v1.Pod", "Pod"),
        ("com.acme.XMLDocument", "XMLDocument"),
        ("Order.Item", "OrderItem"),
        ("google.Any", "GoogleAny"),
        ("HTTPValidationError", "HTTPValidationError"),
        ("USER_STATUS", "UserStatus"),
        ("PRN", "PRN"),
        ("2fa", "TwoFa"),
        ("名前", "名前"),
        ("***", "StarStarStar"),
        ("Model", "ModelSchema"),
        ("Any", "AnyModel"),
        ("datetime", "DatetimeModel"),
        ("NotFoundError", "NotFoundErrorBody"),
        ("Pets", "PetsModel"),
        ("Client", "Client"),
        ("List", "List"),
        ("class", "Class"),
    ],
)
def test_a_component_keeps_its_name_where_it_can(name: str, expected: str) -> None:
    assert [expected] == list(classes_of(component(name)).values())


def test_types_of_several_packages_are_called_with_as_much_as_tells_them_apart() -> (
    None
):
    names = ("io.k8s.api.core.v1.Event", "io.k8s.api.events.v1.Event")

    found = classes_of(*map(component, names))

    assert ["Event", "EventsV1Event"] == list(found.values())


def test_inline_schemas_are_named_after_their_owners() -> None:
    inline = [
        inline_enum("Task", "status", "RUNNING"),
        inline_enum("CheckoutRecord", "status", "AVAILABLE"),
    ]

    table, _ = names_of(api(component("Task"), component("CheckoutRecord"), *inline))

    assert ["TaskStatus", "CheckoutRecordStatus"] == [
        table.schemas[each.id] for each in inline
    ]


def test_what_owner_and_member_both_say_is_said_once() -> None:
    status = inline_enum("Lead", "lead_status", "new")

    table, _ = names_of(api(component("Lead"), status))

    assert table.schemas[status.id] == "LeadStatus"


def test_a_component_keeps_its_name_when_an_inline_schema_wants_it() -> None:
    wanting = inline_enum("Lead", "status", "new")

    table, _ = names_of(api(wanting, component("Lead"), component("LeadStatus")))

    assert table.schemas[component_id("LeadStatus")] == "LeadStatus"
    assert table.schemas[wanting.id] == "LeadStatusValue"


def test_a_renamed_spelling_gives_way_to_the_exact_one() -> None:
    table, found = names_of(api(component("error"), component("Error")))

    assert ("Error", "ErrorBody") == (
        table.schemas[component_id("Error")],
        table.schemas[component_id("error")],
    )
    assert [Code.NAME_TAKEN] == [each.code for each in found]


@pytest.mark.parametrize(
    ("key", "words", "expected"),
    [
        ("POST /lead_lists/{id}/leads", ("Batch",), "LeadCreateBatch"),
        ("POST /lead_lists", ("Result",), "LeadListCreateResult"),
        ("POST /leads/{id}/enrich", ("Result",), "LeadEnrichResult"),
        ("GET /leads/{id}", ("Result",), "LeadResult"),
        ("GET /leads", ("Result",), "LeadListResult"),
    ],
)
def test_roles_follow_noun_and_verb(
    key: str, words: tuple[str, ...], expected: str
) -> None:
    inline = enum("#/inline", role(key, *words))

    table, _ = names_of(api(operation(key), inline))

    assert expected == table.schemas[inline.id]


def test_roles_of_different_operations_take_more_of_the_way() -> None:
    near, far = "POST /leads", "POST /lead_lists/{id}/leads"
    inline = [enum("#/near", role(near, "Result")), enum("#/far", role(far, "Result"))]

    table, _ = names_of(api(*inline, operation(near), operation(far)))

    assert {"LeadCreateResult", "LeadListLeadCreateResult"} == set(
        table.schemas.values()
    )


def test_one_of_many_is_in_the_singular() -> None:
    hint = NameHint(
        ("errors",), HintSource.OWNER, owner=component_id("Report"), of_items=True
    )
    item = enum("#/items", hint)

    table, _ = names_of(api(component("Report"), item))

    assert table.schemas[item.id] == "ReportError"


def test_the_next_hint_serves_where_the_first_is_taken() -> None:
    other = NameHint(("status",), HintSource.OWNER, owner=component_id("Lead"))
    hint = NameHint(("Status",), HintSource.TITLE, otherwise=other)
    titled = enum("#/inline", hint)

    table, _ = names_of(api(component("Status"), component("Lead"), titled))

    assert table.schemas[titled.id] == "LeadStatus"


def test_no_class_is_called_like_the_dictionary_of_another() -> None:
    table, _ = names_of(api(component("LeadDict"), component("Lead")))

    assert table.schemas[component_id("LeadDict")] == "LeadDictModel"


def test_a_resource_gives_way_to_a_component() -> None:
    table, _ = names_of(api(operation("GET /leads"), component("Leads")))

    assert ("LeadsResource", "Leads") == (
        table.resources["leads",],
        table.schemas[component_id("Leads")],
    )


def test_the_casing_of_tags_and_titles_is_kept() -> None:
    described = api(
        operation("GET /networkhq_users"),
        operation("GET /linkedin_accounts"),
        operation("GET /sms"),
        title="NetworkHQ Public API",
        tags=["LinkedIn accounts", "SMS"],
    )

    table, _ = names_of(described)

    assert ["LinkedInAccounts", "NetworkHQUsers", "SMS"] == list(
        table.resources.values()
    )


def test_very_long_names_are_cut_with_a_mark() -> None:
    table, _ = names_of(api(component("A" + "b" * 300), component("A" + "b" * 301)))

    lengths = {len(name) for name in table.schemas.values()}
    assert (2, {120}) == (len(set(table.schemas.values())), lengths)


def test_a_circle_of_owners_does_no_harm() -> None:
    one, two = SchemaId("#/one"), SchemaId("#/two")
    schemas = [
        ObjectSchema(one, NameHint(("x",), HintSource.OWNER, owner=two), ()),
        ObjectSchema(two, NameHint(("x",), HintSource.OWNER, owner=one), ()),
    ]

    table, _ = names_of(api(*schemas))

    assert len(set(table.schemas.values())) == 2


def test_no_class_begins_with_a_figure_because_its_operation_does() -> None:
    hint = role("GET /7*7", "Request")
    inline = ObjectSchema(SchemaId("#/paths/~17*7/get/x"), hint, ())

    table, _ = names_of(api(inline, operation("GET /7*7")))

    assert table.schemas[inline.id].isidentifier()
