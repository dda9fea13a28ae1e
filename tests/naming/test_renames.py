from __future__ import annotations

from dataclasses import replace

import pytest

from naming.describing import (
    api,
    component,
    inline_enum,
    names_of,
    operation,
    parameter,
)
from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Origin
from sdksmith.ir.api import SaidName
from sdksmith.naming.published import names_to_lock, published_names
from sdksmith.naming.rules import NamingRules

LIST = operation("GET /pets", "listPets", "pets", parameters=[parameter("limit")])
GET = operation("GET /pets/{id}", "getPet", "pets")
PETS = api(LIST, GET, component("Pet", "status"), inline_enum("Pet", "status", "new"))


@pytest.mark.parametrize(
    ("key", "name", "locked", "expected"),
    [
        ("GET /pets", "search", "operation GET /pets", "pets.search"),
        ("listPets", "search", "operation GET /pets", "pets.search"),
        ("operation GET /pets", "a.b.c", "operation GET /pets", "a.b.c"),
        ("#/paths/~1pets/get", "search", "operation GET /pets", "pets.search"),
        ("tag pets", "catalogue", "operation GET /pets", "catalogue.list"),
        ("resource pets", "catalogue", "operation GET /pets/{id}", "catalogue.get"),
        ("class pets", "Zoo", "class pets", "Zoo"),
        (
            "#/components/schemas/Pet",
            "Animal",
            "schema #/components/schemas/Pet/properties/status",
            "AnimalStatus",
        ),
        (
            "#/components/schemas/Pet/properties/status",
            "Lifecycle",
            "schema #/components/schemas/Pet/properties/status",
            "Lifecycle",
        ),
        (
            "member #/components/schemas/Pet status",
            "lifecycle",
            "member #/components/schemas/Pet status",
            "lifecycle",
        ),
        ("GET /pets limit", "size", "parameter GET /pets query limit", "size"),
        ("listPets limit", "size", "parameter GET /pets query limit", "size"),
        (
            "#/components/schemas/Pet/properties/status",
            "lifecycle",
            "member #/components/schemas/Pet status",
            "lifecycle",
        ),
        ("tag:pets", "catalogue", "operation GET /pets", "catalogue.list"),
    ],
)
def test_anything_can_be_renamed(
    key: str, name: str, locked: str, expected: str
) -> None:
    table, found = names_of(PETS, NamingRules(renames={key: name}))

    assert expected == names_to_lock(table)[locked]
    assert [] == found


@pytest.mark.parametrize("key", ["tag:Pet Store", "tag Pet Store", "tag pet_store"])
def test_a_tag_is_known_as_the_document_spells_it(key: str) -> None:
    described = api(operation("GET /pets", "listPets", "Pet Store"))

    table, found = names_of(described, NamingRules(renames={key: "shop"}))

    assert [(("shop",), "list_pets")] == [
        (name.resource, name.method) for name in table.operations.values()
    ]
    assert [] == found


def test_a_value_that_was_given_a_name_is_a_constant() -> None:
    key = "value #/components/schemas/Pet/properties/status new"
    table, found = names_of(PETS, NamingRules(renames={key: "FRESH"}))

    assert ["PET_STATUS_FRESH"] == list(table.constants.values())
    assert [] == found


def test_a_constant_gives_way_to_a_class_of_the_same_name() -> None:
    key = "value #/components/schemas/Pet/properties/status new"
    described = api(
        component("Pet", "status"),
        inline_enum("Pet", "status", "new"),
        component("PET_STATUS_NEW"),
    )
    renames = {key: "NEW", "#/components/schemas/PET_STATUS_NEW": "PET_STATUS_NEW"}

    table, found = names_of(described, NamingRules(renames=renames))

    assert ["PET_STATUS_NEW_"] == list(table.constants.values())
    assert [] == found


def said(key: str, name: str, extension: str = "x-sdksmith-name") -> SaidName:
    origin = Origin("api.yaml", key[1:])
    return SaidName(key, name, extension, origin, exact=extension == "x-sdksmith-name")


@pytest.mark.parametrize(
    ("key", "name", "locked", "expected"),
    [
        ("#/paths/~1pets/get", "findPets", "operation GET /pets", "pets.find_pets"),
        (
            "#/components/schemas/Pet",
            "small_animal",
            "schema #/components/schemas/Pet",
            "SmallAnimal",
        ),
        (
            "#/components/schemas/Pet/properties/status",
            "LifeCycle",
            "member #/components/schemas/Pet status",
            "life_cycle",
        ),
    ],
)
def test_names_for_other_tools_are_respelled(
    key: str, name: str, locked: str, expected: str
) -> None:
    described = replace(PETS, said_names=(said(key, name, "x-ms-client-name"),))

    table, found = names_of(described)

    assert expected == names_to_lock(table)[locked]
    assert "x-ms-client-name" == table.sources[locked]
    assert [] == found


def test_a_name_for_another_tool_that_clashes_does_not_count() -> None:
    chosen = said("#/paths/~1pets/get", "get", "x-fern-sdk-method-name")

    table, found = names_of(
        replace(PETS, said_names=(chosen,)), NamingRules(renames={"getPet": "get"})
    )

    assert "list" == table.operations[LIST.id].method
    assert [] == found


def test_a_name_of_the_document_that_clashes_is_an_error() -> None:
    chosen = said("#/paths/~1pets/get", "get")

    _, found = names_of(replace(PETS, said_names=(chosen,)))

    assert [Code.RENAME_CLASHES] == [each.code for each in found]


def test_the_config_wins_over_the_document() -> None:
    chosen = said("#/paths/~1pets/get", "find")

    table, found = names_of(
        replace(PETS, said_names=(chosen,)), NamingRules(renames={"listPets": "search"})
    )

    assert "search" == table.operations[LIST.id].method
    assert [] == found


def test_a_rename_wins_over_a_published_name() -> None:
    before, _ = names_of(PETS)
    published = published_names(names_to_lock(before))
    renames = {"GET /pets": "search", "tag pets": "catalogue"}

    table, found = names_of(PETS, NamingRules(renames=renames, published=published))
    again, _ = names_of(
        PETS,
        NamingRules(renames=renames, published=published_names(names_to_lock(table))),
    )

    assert "catalogue.search" == names_to_lock(table)["operation GET /pets"]
    assert "catalogue.get" == names_to_lock(table)["operation GET /pets/{id}"]
    assert names_to_lock(table) == names_to_lock(again)
    assert [] == found


def test_a_rename_that_matches_nothing_is_an_error() -> None:
    _, found = names_of(PETS, NamingRules(renames={"GET /pet": "search"}))

    assert [Code.RENAME_MISSES] == [each.code for each in found]
    assert "did you mean `GET /pets`?" in found[0].message


@pytest.mark.parametrize(
    "renames",
    [
        {"GET /pets": "get"},
        {"GET /pets": "with_response"},
        {"#/components/schemas/Pet": "Model"},
        {"class pets": "Pet"},
        {"GET /pets": "same", "GET /pets/{id}": "same"},
        {"resource pets": "close"},
    ],
)
def test_a_rename_that_clashes_is_an_error(renames: dict[str, str]) -> None:
    _, found = names_of(PETS, NamingRules(renames=renames))

    assert {Code.RENAME_CLASHES} == {each.code for each in found}


@pytest.mark.parametrize("name", ["class", "two words", "1st", "", "a..b"])
def test_a_rename_must_be_a_name(name: str) -> None:
    _, found = names_of(PETS, NamingRules(renames={"GET /pets": name}))

    assert {Code.RENAME_NOT_A_NAME} == {each.code for each in found}


def test_two_things_may_swap_their_names() -> None:
    renames = {"GET /pets": "get", "GET /pets/{id}": "list"}

    table, found = names_of(PETS, NamingRules(renames=renames))

    assert ("get", "list", []) == (
        table.operations[LIST.id].method,
        table.operations[GET.id].method,
        found,
    )
