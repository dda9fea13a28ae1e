"""`include` and `exclude`: what entries match, and what is left."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.schemas import ObjectSchema, UnionSchema
from sdksmith.ir.selecting.select import Selection, select
from sdksmith.ir.types import Unknown

ReadApi = Callable[..., Api]
Codes = Callable[[], list[tuple[str, str]]]

PATHS = """
/pets:
  get: {operationId: listPets, tags: [pets], responses: {'200': {$ref: '#/components/responses/Pet'}}}
  post: {operationId: addPet, tags: [pets, admin], responses: {'204': {description: OK}}}
/pets/{id}:
  parameters: [{name: id, in: path, required: true, schema: {type: string}}]
  get: {operationId: getPet, tags: [pets], responses: {'204': {description: OK}}}
/pets/{id}/toys/{toy}:
  parameters:
    - {name: id, in: path, required: true, schema: {type: string}}
    - {name: toy, in: path, required: true, schema: {type: string}}
  get: {operationId: getToy, responses: {'204': {description: OK}}}
/petshops:
  get: {tags: ['pets:shops'], responses: {'204': {description: OK}}}
"""
SCHEMAS = """
Pet: {type: object, required: [id, owner], properties: {id: {type: string}, owner: {$ref: '#/components/schemas/Owner'}}}
Owner: {type: object, properties: {name: {type: string}}}
Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {type: object, properties: {lives: {type: integer}}}]}
Dog: {type: object, properties: {kind: {const: dog}}}
Either: {oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}], discriminator: {propertyName: kind}}
"""
RESPONSES = {
    "Pet": {
        "description": "OK",
        "content": {
            "application/json": {"schema": {"$ref": "#/components/schemas/Pet"}}
        },
    }
}
HOOK: dict[str, Any] = {
    "petAdded": {
        "post": {"tags": ["hooks"], "responses": {"204": {"description": "OK"}}}
    }
}
ALL = ["listPets", "addPet", "getPet", "getToy", "GET /petshops"]


@pytest.fixture
def api(api_of: ReadApi) -> Api:
    return api_of(SCHEMAS, PATHS, components={"responses": RESPONSES}, webhooks=HOOK)


def left(api: Api, diagnostics: Diagnostics, **selection: tuple[str, ...]) -> list[str]:
    chosen = select(api, Selection(**selection), diagnostics)
    return [o.hint.words[0] if o.hint else o.id for o in chosen.operations]


def test_a_tag_stands_for_the_tags_within_it(
    api_of: ReadApi, diagnostics: Diagnostics
) -> None:
    tags = [
        {"name": "pets", "parent": "zoo"},
        {"name": "pets:shops", "parent": "pets"},
        {"name": "zoo"},
    ]
    api = api_of(
        SCHEMAS, PATHS, components={"responses": RESPONSES}, webhooks=HOOK, tags=tags
    )
    every = ["listPets", "addPet", "getPet", "GET /petshops"]

    assert left(api, diagnostics, include=("tag:zoo",)) == every
    assert left(api, diagnostics, include=("tag:pets",)) == every
    assert left(api, diagnostics, include=("tag:pets:*",)) == ["GET /petshops"]
    assert left(api, diagnostics, exclude=("tag:pets",)) == ["getToy"]
    assert {item.code for item in diagnostics.items} <= {Code.WEBHOOK_WITHOUT_BODY}


@pytest.mark.parametrize(
    ("entry", "expected"),
    [
        ("tag:pets", ["listPets", "addPet", "getPet"]),
        ("tag:pets*", ["listPets", "addPet", "getPet", "GET /petshops"]),
        ("/pets", ["listPets", "addPet"]),
        ("/pets/*", ["getPet"]),
        ("/pets/{id}", ["getPet"]),
        ("/pets/**", ["listPets", "addPet", "getPet", "getToy"]),
        ("/**/toys/*", ["getToy"]),
        ("/pets*", ["listPets", "addPet", "GET /petshops"]),
        ("/**", ALL),
        ("GET /pets", ["listPets"]),
        ("get /pets/**", ["listPets", "getPet", "getToy"]),
        ("* /pets", ["listPets", "addPet"]),
        ("listPets", ["listPets"]),
        ("get*", ["getPet", "getToy"]),
        ("#/paths/~1pets", ["listPets", "addPet"]),
        ("#/paths/~1pets/post", ["addPet"]),
    ],
)
def test_an_entry_matches(
    api: Api,
    diagnostics: Diagnostics,
    codes: Codes,
    entry: str,
    expected: list[str],
) -> None:
    rest = [operation for operation in ALL if operation not in expected]

    assert left(api, diagnostics, include=(entry,)) == expected
    assert left(api, diagnostics, exclude=(entry,)) == rest
    assert left(api, diagnostics, include=(entry,), exclude=(entry,)) == []
    assert "selection-misses" not in [code for code, _ in codes()]


@pytest.mark.parametrize(
    ("entry", "near"),
    [
        ("tag:pet", "`tag:pets`"),
        ("/pet", "`/pets`"),
        ("GET /petshop", "`GET /petshops`"),
        ("PUT /pets", "`POST /pets`"),
        ("getPets", "`getPet`"),
        ("webhook:petadded", "`webhook:petAdded`"),
        ("#/components/schemas/Pet/properties/ownr", "properties/owner`"),
    ],
)
def test_an_entry_that_matches_nothing_is_told(
    api: Api, diagnostics: Diagnostics, entry: str, near: str
) -> None:
    before = len(diagnostics.items)
    left(api, diagnostics, exclude=(entry,))

    [item] = diagnostics.items[before:]
    assert item.code.value == "selection-misses"
    assert near in item.message


def kept_schemas(
    api: Api, diagnostics: Diagnostics, **selection: tuple[str, ...]
) -> list[str]:
    chosen = select(api, Selection(**selection), diagnostics)
    return [schema.id.rpartition("/")[2] for schema in chosen.schemas]


def test_included_operations_bring_the_schemas_they_use(
    api: Api, diagnostics: Diagnostics
) -> None:
    assert kept_schemas(api, diagnostics, include=("listPets",)) == ["Owner", "Pet"]
    assert kept_schemas(api, diagnostics, include=("getPet",)) == []


def test_a_component_can_be_included_by_its_pointer(
    api: Api, diagnostics: Diagnostics
) -> None:
    include = ("getPet", "#/components/schemas/Dog")

    assert kept_schemas(api, diagnostics, include=include) == ["Dog"]


def test_excluding_leaves_components_that_nobody_used_anyway(
    api: Api, diagnostics: Diagnostics
) -> None:
    found = kept_schemas(api, diagnostics, exclude=("getToy",))

    assert found == ["Cat", "Dog", "Either", "Owner", "Pet"]


def test_webhooks_stay_where_an_entry_says_so(
    api: Api, diagnostics: Diagnostics
) -> None:
    def hooks(**selection: tuple[str, ...]) -> list[str]:
        chosen = select(api, Selection(**selection), diagnostics)
        return [webhook.name for webhook in chosen.webhooks]

    assert hooks(include=("tag:pets",)) == []
    assert hooks(include=("tag:pets", "webhook:pet*")) == ["petAdded"]
    assert hooks(include=("tag:hooks",)) == ["petAdded"]
    assert hooks(exclude=("tag:pets",)) == ["petAdded"]
    assert hooks(exclude=("tag:hooks",)) == []


def test_a_component_left_out_is_anything_where_it_was_used(
    api: Api, diagnostics: Diagnostics, codes: Codes
) -> None:
    chosen = select(
        api, Selection(exclude=("#/components/schemas/Owner",)), diagnostics
    )
    [pet] = [schema for schema in chosen.schemas if schema.id.endswith("/Pet")]

    assert isinstance(pet, ObjectSchema)
    assert [field.type for field in pet.fields][1:] == [Unknown()]
    assert ("left-out", "/components/schemas/Pet") in codes()


def test_a_union_with_tags_loses_the_variant(
    api: Api, diagnostics: Diagnostics
) -> None:
    chosen = select(api, Selection(exclude=("#/components/schemas/Cat",)), diagnostics)
    [either] = [schema for schema in chosen.schemas if isinstance(schema, UnionSchema)]

    assert [variant.tags for variant in either.variants] == [("dog",)]


def test_a_member_that_requests_need_is_told(
    api: Api, diagnostics: Diagnostics, codes: Codes
) -> None:
    pointer = "#/components/schemas/Pet/properties/id"
    chosen = select(api, Selection(exclude=(pointer,)), diagnostics)
    [pet] = [schema for schema in chosen.schemas if schema.id.endswith("/Pet")]

    assert isinstance(pet, ObjectSchema)
    assert [field.wire_name for field in pet.fields] == ["owner"]
    assert ("left-out-needed", pointer[1:]) in codes()


def test_a_parameter_of_the_path_stays(api: Api, diagnostics: Diagnostics) -> None:
    pointer = "#/paths/~1pets~1{id}/parameters/0"
    chosen = select(api, Selection(exclude=(pointer,)), diagnostics)

    assert [len(operation.parameters) for operation in chosen.operations] == [
        len(operation.parameters) for operation in api.operations
    ]
    assert "left-out-needed" in [item.code.value for item in diagnostics.items]


def test_paging_goes_with_what_it_rests_on(
    spec_api: Callable[..., Api], diagnostics: Diagnostics
) -> None:
    whole = spec_api("networkhq.json")
    pointer = "#/components/schemas/Pagination/properties/next_cursor"
    chosen = select(whole, Selection(exclude=(pointer,)), diagnostics)

    assert any(operation.pagination for operation in whole.operations)
    assert not any(operation.pagination for operation in chosen.operations)
    assert "left-out-needed" in [item.code.value for item in diagnostics.items]


def test_the_event_is_one_of_the_webhooks_that_are_left(
    api_of: ReadApi, diagnostics: Diagnostics
) -> None:
    def hook(name: str) -> dict[str, Any]:
        kind = {"type": "object", "required": ["kind"]}
        schema = {**kind, "properties": {"kind": {"const": name}}}
        body = {"content": {"application/json": {"schema": schema}}}
        return {
            "post": {
                "requestBody": body,
                "responses": {"204": {"description": "OK"}},
            }
        }

    api = api_of(webhooks={name: hook(name) for name in ("added", "sold", "lost")})

    def tags(*exclude: str) -> list[tuple[str, ...]]:
        chosen = select(api, Selection(exclude=exclude), diagnostics)
        unions = [each for each in chosen.schemas if isinstance(each, UnionSchema)]
        return [variant.tags for union in unions for variant in union.variants]

    assert tags("webhook:sold") == [("added",), ("lost",)]
    assert tags("webhook:sold", "webhook:lost") == []
