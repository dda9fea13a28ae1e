from __future__ import annotations

import pytest

from naming.describing import (
    TEXT,
    api,
    component,
    methods_of,
    names_of,
    operation,
    reference,
)
from sdksmith.ir.types import ListOf


@pytest.mark.parametrize(
    ("key", "expected"),
    [
        ("GET /campaigns", "campaigns.list"),
        ("GET /apis/{id}", "apis.get"),
        ("POST /apis", "apis.create"),
        ("GET /apis/pets", "pets.list"),
        ("GET /campaigns/{campaign_id}/leads", "campaigns.leads.list"),
        ("GET /linkedin_accounts", "linkedin_accounts.list"),
        ("POST /lead_lists", "lead_lists.create"),
        ("GET /lead_lists/{lead_list_id}", "lead_lists.get"),
        ("POST /lead_lists/{lead_list_id}/leads", "lead_lists.leads.create"),
        ("POST /leads/{lead_id}/enrich", "leads.enrich"),
        ("POST /conversations/{id}/messages", "conversations.messages.create"),
        ("PUT /pets/{id}", "pets.replace"),
        ("POST /readers/{id}/set_reader_display", "readers.set_display"),
        ("PATCH /pets/{id}", "pets.update"),
        ("DELETE /pets/{id}", "pets.delete"),
        ("POST /pets/{id}", "pets.update"),
        ("GET /account", "account.get"),
        ("GET /v1/pets", "pets.list"),
        ("GET /api/v2/pets", "pets.list"),
        ("GET /2010-04-01/Accounts/{Sid}.json", "accounts.get"),
        ("GET /pets/search", "pets.search"),
        ("POST /pets/{id}:archive", "pets.archive"),
        ("POST /users:batchGet", "users.batch_get"),
        ("POST /orders/cancel", "orders.cancel"),
        ("POST /paypal/updateOrder", "paypal.update_order"),
        ("POST /bookings/{id}/payment", "bookings.payment.create"),
        ("POST /issues/{id}/lock", "issues.lock"),
        ("DELETE /issues/{id}/lock", "issues.lock.delete"),
        ("GET /{realm}/users/{id}", "users.get"),
        ("GET /{realm}", "realms.get"),
        ("GET /", "default.get"),
        ("GET /import/{id}", "import_.get"),
        ("GET /with-options", "with_options_.list"),
    ],
)
def test_method_and_path_name_an_operation(key: str, expected: str) -> None:
    assert {key: expected} == methods_of(operation(key))


def test_a_literal_in_the_singular_lists_what_is_a_list() -> None:
    listing = operation("GET /menu", answer=ListOf(TEXT))

    assert {"GET /menu": "menu.list"} == methods_of(listing)


def test_a_tag_does_not_name_what_has_no_id() -> None:
    tagged = operation("GET /lead_lists/{id}/leads", None, "Leads")

    assert {tagged.id: "lead_lists.leads.list"} == methods_of(tagged)


def test_clashes_are_solved_with_words_of_the_path() -> None:
    found = methods_of(
        operation("GET /v1/pets"),
        operation("GET /v2/pets"),
        operation("GET /files/content"),
        operation("GET /files/{id}/content"),
        operation("PATCH /pets/{id}"),
        operation("POST /pets/{id}"),
        operation("GET /users/{id}"),
        operation("GET /users/{id}/{token}"),
        operation("DELETE /users"),
        operation("DELETE /users/{id}"),
    )

    assert {
        "GET /v1/pets": "pets.list",
        "GET /v2/pets": "pets.list_pets",
        "GET /files/content": "files.content.get",
        "GET /files/{id}/content": "files.content.get_for_file",
        "PATCH /pets/{id}": "pets.update",
        "POST /pets/{id}": "pets.update_by_id",
        "GET /users/{id}": "users.get",
        "GET /users/{id}/{token}": "users.get_by_token",
        "DELETE /users": "users.delete_users",
        "DELETE /users/{id}": "users.delete",
    } == found


def test_a_method_makes_room_for_a_resource() -> None:
    found = methods_of(
        operation("GET /notes/preview"),
        operation("GET /notes/preview/lines"),
    )

    assert {
        "GET /notes/preview": "notes.get_preview",
        "GET /notes/preview/lines": "notes.preview.lines.list",
    } == found


def test_an_envelope_around_one_thing_is_no_list() -> None:
    pets = operation("GET /limits", answer=reference("Limits"))
    limits = component("Limits", "requests")

    table, _ = names_of(api(pets, limits))

    assert table.operations[pets.id].method == "get"


def test_a_method_that_is_no_action_says_what_it_does() -> None:
    exports = [
        operation("GET /export", "exportUsingGET", "users"),
        operation("DELETE /export", "exportUsingDELETE", "users"),
    ]

    assert {
        "DELETE /export": "users.delete_export",
        "GET /export": "users.export",
    } == methods_of(*exports)


def test_an_action_that_is_taken_is_not_said_twice() -> None:
    searches = [
        operation(f"{method} /search", None, "search") for method in ("GET", "POST")
    ]

    assert {"GET /search": "search.search", "POST /search": "search.create"} == (
        methods_of(*searches)
    )
