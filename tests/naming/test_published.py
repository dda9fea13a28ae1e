from __future__ import annotations

from naming.describing import (
    api,
    component,
    component_id,
    enum,
    methods_of,
    names_of,
    operation,
    parameter,
    reference,
    role,
)
from sdksmith.ir.operations import Place
from sdksmith.naming.published import names_to_lock, published_names
from sdksmith.naming.rules import NamingRules


def _published(**names: str) -> NamingRules:
    keyed = {key.replace("__", " "): name for key, name in names.items()}
    return NamingRules(published=published_names(keyed))


def test_the_lock_is_sorted_and_reads_well() -> None:
    get = operation("GET /pets", parameters=[parameter("pageSize"), parameter("limit")])
    post = operation("POST /pets", body=reference("Pet"))
    counted = enum("#/paths/x/oneOf/0", role("POST /pets", "Single"))

    table, _ = names_of(api(get, post, component("Pet", "photoUrls", "id"), counted))

    assert {
        "class pets": "Pets",
        "client": "Pets",
        "member #/components/schemas/Pet photoUrls": "photo_urls",
        "operation GET /pets": "pets.list",
        "operation POST /pets": "pets.create",
        "package": "pets",
        "parameter GET /pets query pageSize": "page_size",
        "parameter POST /pets body photoUrls": "photo_urls",
        "schema #/components/schemas/Pet": "Pet",
    } | {"class pets": "PetsResource"} == names_to_lock(table)
    assert sorted(names_to_lock(table)) == list(names_to_lock(table))


def test_what_was_published_is_kept() -> None:
    described = api(
        operation("GET /pets", parameters=[parameter("pageSize")]),
        component("Pet", "photoUrls"),
        title="New title",
    )
    old = {
        "class animals.all": "Zoo",
        "client": "Acme",
        "member #/components/schemas/Pet photoUrls": "photos",
        "operation GET /pets": "animals.all.fetch",
        "package": "acme",
        "parameter GET /pets query pageSize": "size",
        "schema #/components/schemas/Pet": "Animal",
    }

    table, _ = names_of(described, NamingRules(published=published_names(old)))

    assert old | {"class animals": "Animals"} == names_to_lock(table)


def test_an_old_name_is_kept_when_a_better_candidate_appears() -> None:
    old, new = operation("GET /b", "getItem", "x"), operation("GET /a", "get_item", "x")
    before, _ = names_of(api(old))

    rules = NamingRules(published=published_names(names_to_lock(before)))

    assert {"GET /b": "x.get_item", "GET /a": "x.get_item_a"} == (
        methods_of(old, new, rules=rules)
    )


def test_a_component_does_not_take_a_published_name() -> None:
    inline = enum("#/paths/x/schema", role("POST /pets", "Result"))
    post = operation("POST /pets")
    before, _ = names_of(api(post, inline))
    rules = NamingRules(published=published_names(names_to_lock(before)))

    after, _ = names_of(api(post, inline, component("PetCreateResult")), rules)

    assert ("PetCreateResult", "PetCreateResultModel") == (
        after.schemas[inline.id],
        after.schemas[component_id("PetCreateResult")],
    )


def test_a_published_name_that_cannot_stand_is_made_anew() -> None:
    rules = NamingRules(
        published=published_names(
            {
                "operation GET /pets": "pets.with_response",
                "schema #/components/schemas/Pet": "Model",
                "member #/components/schemas/Pet a": "to_dict",
            }
        )
    )

    table, _ = names_of(api(operation("GET /pets"), component("Pet", "a")), rules)

    assert ("list", "Pet", "a") == (
        table.operations[operation("GET /pets").id].method,
        table.schemas[component_id("Pet")],
        table.members[component_id("Pet"), "a"],
    )


def test_places_are_part_of_the_key() -> None:
    get = operation(
        "GET /pets", parameters=[parameter("a-b", Place.HEADER), parameter("a-b")]
    )

    table, _ = names_of(api(get))

    assert {"a_b", "a_b_header"} == set(table.parameters.values())
