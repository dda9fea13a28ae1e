"""Operations: everything of them is there, in one place and one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Origin
from sdksmith.openapi import CanonicalDocument

Canonical: TypeAlias = Callable[..., tuple[CanonicalDocument, list[Code]]]
Repaired: TypeAlias = Callable[..., tuple[Any, list[Code]]]

STRING = {"type": "string"}


def test_parameters_of_the_path_are_merged_and_spelt_out(operation: Repaired) -> None:
    found, codes = operation(
        "parameters: [{name: q, in: query, schema: {type: string}}, "
        "{name: id, in: path, required: true, schema: {type: integer}}]"
    )

    assert codes == []
    assert found["parameters"] == [
        {
            "name": "id",
            "in": "path",
            "required": True,
            "schema": {"type": "integer"},
            "style": "simple",
            "explode": False,
        },
        {
            "name": "q",
            "in": "query",
            "required": False,
            "schema": STRING,
            "style": "form",
            "explode": True,
        },
    ]


@pytest.mark.parametrize(
    ("written", "expected", "codes"),
    [
        ("in: Query, schema: {}", {"in": "query"}, []),
        ("in: header, schema: {}", {"style": "simple", "explode": False}, []),
        ("in: cookie, schema: {}", {"style": "form", "explode": True}, []),
        ("in: query, style: deepObject, schema: {}", {"explode": True}, []),
        ("in: query, style: odd, schema: {}", {"style": "form"}, [Code.BAD_STYLE]),
        ("in: query, type: string", {"schema": STRING}, [Code.NO_SCHEMA]),
        ("in: query", {"schema": {}}, [Code.NO_SCHEMA]),
        (
            "in: query, required: 'true', schema: {}",
            {"required": True},
            [Code.BAD_VALUE],
        ),
        (
            "in: query, content: {application/json: {schema: {type: string}}}",
            {"content": {"application/json": {"schema": STRING}}},
            [],
        ),
        (
            "in: query, schema: {}, example: 1",
            {"examples": {"default": {"value": 1}}},
            [],
        ),
        (
            "in: querystring, schema: {type: string}",
            {"content": {"application/x-www-form-urlencoded": {"schema": STRING}}},
            [Code.NO_SCHEMA],
        ),
    ],
)
def test_a_parameter_is_spelt_out(
    operation: Repaired, written: str, expected: dict[str, Any], codes: list[Code]
) -> None:
    found, reported = operation(f"parameters: [{{name: q, {written}}}]")

    assert reported == codes
    assert expected.items() <= found["parameters"][1].items()


@pytest.mark.parametrize(
    "written", ["{in: query}", "{name: q}", "{name: q, in: x}", "1"]
)
def test_what_is_no_parameter_costs_only_itself(
    operation: Repaired, written: str
) -> None:
    found, codes = operation(f"parameters: [{written}]")

    assert [p["name"] for p in found["parameters"]] == ["id"]
    assert codes == [Code.PARAMETER_NOT_UNDERSTOOD]


def test_path_parameters_are_those_of_the_path(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {'/{petId}/{x}': {get: {responses: {}, parameters: ["
        "{name: pet_id, in: path, required: true, schema: {type: integer}}, "
        "{name: y, in: path, required: true, schema: {type: string}}]}}}"
    )
    found = document.tree["paths"]["/{petId}/{x}"]["get"]["parameters"]

    assert [(p["name"], p["schema"]["type"]) for p in found] == [
        ("petId", "integer"),
        ("x", "string"),
    ]
    assert sorted(code.value for code in codes) == [
        "path-parameter-undeclared",
        "path-parameter-unused",
        "path-parameter-unused",
    ]


def test_keys_that_say_more_than_a_path_stay_apart(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {'/a?b=c&d': {get: {responses: {}}}, '/a#x': {get: {responses: {}}}, "
        "a: {get: {responses: {}}}}"
    )
    paths = document.tree["paths"]

    assert list(paths) == ["/a?b=c&d", "/a#x", "/a"]
    assert paths["/a#x"]["get"]["x-sdksmith-path"] == "/a"
    assert "x-sdksmith-path" not in paths["/a"]["get"]
    fixed = paths["/a?b=c&d"]["get"]["parameters"]
    assert [(p["name"], p["required"], p["schema"]["const"]) for p in fixed] == [
        ("b", True, "c"),
        ("d", True, ""),
    ]
    assert codes == [Code.ODD_PATH] * 3
    assert document.origin("/paths/~1a/get") == Origin("api.yaml", "/paths/a/get")


def test_patterns_of_values_are_no_part_of_a_path(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {'/v1/{name=shelves/*}:move': {get: {parameters: [{name: name, in: path, "
        "required: true, schema: {type: string}}], responses: {}}}}"
    )
    [item] = document.tree["paths"].values()

    assert item["get"]["x-sdksmith-path"] == "/v1/{name}:move"
    assert [one["name"] for one in item["get"]["parameters"]] == ["name"]
    assert codes == [Code.ODD_PATH]


def test_operations_are_found_under_any_method(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {/a: {query: {responses: {}}, additionalOperations: {LINK: "
        "{responses: {}}}, POST: {responses: {}}, purge: {responses: {}}, x-a: {}}}",
        "3.2.0",
    )
    item = document.tree["paths"]["/a"]
    more = item.pop("x-sdksmith-additionalOperations")

    assert list(item) == ["query", "post"]
    assert list(more) == ["LINK", "PURGE"]
    assert codes == [Code.UNKNOWN_METHOD] * 2
    assert document.origin(
        "/paths/~1a/x-sdksmith-additionalOperations/LINK"
    ).pointer == ("/paths/~1a/additionalOperations/LINK")


def test_an_operation_stands_once_and_by_a_method_that_can_be_sent(
    canonical: Canonical,
) -> None:
    document, codes = canonical(
        "paths: {/a: {GET: {operationId: b}, get: {operationId: a, responses: {}}, "
        "additionalOperations: {get: {}, Post: {responses: {}}, 'a b': {}, '': {}}}}",
        "3.2.0",
    )
    item = document.tree["paths"]["/a"]

    assert list(item) == ["get", "post"]
    assert item["get"]["operationId"] == "a"
    assert codes == [Code.UNKNOWN_METHOD] * 5


def test_statuses_have_one_spelling(operation: Repaired) -> None:
    found, codes = operation(
        "responses: {200: {description: a}, 4xx: {description: b}, DEFAULT: "
        "{description: c}, ok: {description: d}, x-a: 1, '300': null}"
    )

    assert list(found["responses"]) == ["200", "4XX", "default", "300"]
    assert found["responses"]["300"] == {"description": ""}
    assert codes == [Code.ODD_STATUS, Code.ODD_STATUS, Code.STATUS_NOT_UNDERSTOOD]


def test_shared_parts_are_written_out_and_have_one_home(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths:\n"
        "  /a: {$ref: '#/components/pathItems/A'}\n"
        "  /b: {get: {responses: {404: {$ref: '#/components/responses/Gone'}}}}\n"
        "components:\n"
        "  pathItems: {A: {parameters: [{$ref: '#/components/parameters/P'}], post: "
        "{requestBody: {$ref: '#/components/requestBodies/B'}, "
        "responses: {4xx: {$ref: '#/components/responses/Gone'}}}}}\n"
        "  parameters: {P: {name: p, in: query, schema: {type: string}}}\n"
        "  requestBodies: {B: {content: {a/b: {schema: {}, "
        "examples: {e: {$ref: '#/components/examples/E'}}}}}}\n"
        "  examples: {E: {value: 1}}\n"
        "  headers: {H: {schema: {type: string}}}\n"
        "  responses: {Gone: {description: gone, "
        "headers: {H: {$ref: '#/components/headers/H'}}}}\n",
        "3.1.0",
    )
    post = document.tree["paths"]["/a"]["post"]
    gone = document.tree["paths"]["/b"]["get"]["responses"]["404"]

    assert codes == [Code.ODD_STATUS]
    assert post["responses"]["4XX"] is gone
    assert gone["headers"]["H"]["schema"] == STRING
    assert post["requestBody"] == {
        "required": False,
        "content": {"a/b": {"schema": {}, "examples": {"e": {"value": 1}}}},
    }
    for pointer in ("~1b/get/responses/404", "~1a/post/responses/4XX"):
        home = document.home(f"/paths/{pointer}/headers/H/schema")
        assert home == "/components/headers/H/schema"
    home = document.home("/paths/~1a/post/parameters/0/schema")
    assert home == "/components/parameters/P/schema"
    assert (
        document.home("/paths/~1a/post/summary")
        == "/components/pathItems/A/post/summary"
    )


def test_parts_that_are_missing_or_circular_cost_only_themselves(
    canonical: Canonical,
) -> None:
    document, codes = canonical(
        "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/X'}], "
        "responses: {200: {$ref: '#/components/responses/R'}}}}}\n"
        "components: {responses: {R: {$ref: '#/components/responses/R'}}}\n"
    )
    operation = document.tree["paths"]["/a"]["get"]

    assert operation == {"responses": {"200": {"description": ""}}}
    assert set(codes) == {Code.DANGLING_REF, Code.CIRCULAR_REF}


@pytest.mark.parametrize("version", ["2.0", "3.0.3"])
def test_a_part_in_a_file_that_cannot_be_read_is_told_of_once(
    canonical: Canonical, version: str
) -> None:
    document, codes = canonical(
        "paths: {/a: {get: {parameters: [{$ref: gone.yaml}], responses: {200: "
        "{$ref: gone.yaml#/R}, 201: {description: b, headers: {H: {$ref: gone.yaml#/H}}}"
        "}}}}\n",
        version,
    )
    operation = document.tree["paths"]["/a"]["get"]

    assert codes == [Code.UNREADABLE_REF] * 3
    assert operation == {
        "responses": {
            "200": {"description": ""},
            "201": {"description": "b", "headers": {}},
        }
    }


def test_a_parameter_that_is_left_out_becomes_no_schema(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {/a: {get: {parameters: [{$ref: '#/components/parameters/P'}], "
        "responses: {}}}}\n"
        "components: {parameters: {P: {name: {$ref: '#/nowhere'}, in: query}}}\n"
    )

    assert document.tree["components"] == {"schemas": {}, "securitySchemes": {}}
    assert codes == [Code.BAD_VALUE, Code.PARAMETER_NOT_UNDERSTOOD]


def test_references_into_what_was_moved_still_lead_somewhere(
    canonical: Canonical,
) -> None:
    document, codes = canonical(
        "paths:\n"
        "  /a:\n"
        "    parameters: [{name: p, in: query, schema: {type: string, title: P}}]\n"
        "    get: {responses: {}}\n"
        "components: {schemas: {A: {$ref: '#/paths/~1a/parameters/0/schema'}, "
        "B: {$ref: '#/components/examples/E/value'}}, examples: {E: {value: {title: E}}}}\n"
    )
    schemas = document.tree["components"]["schemas"]

    assert codes == []
    assert document.resolve(schemas["A"]["$ref"]) == (
        {"type": "string", "title": "P"},
        "/paths/~1a/get/parameters/0/schema",
    )
    assert document.resolve(schemas["B"]["$ref"])[0] == {"title": "E"}


def test_the_second_of_two_equal_operation_ids_is_left_out(
    canonical: Canonical,
) -> None:
    document, codes = canonical(
        "paths: {/a: {get: {operationId: x, responses: {}}}, "
        "/b: {get: {operationId: x, responses: {}}}}"
    )

    assert document.tree["paths"]["/a"]["get"]["operationId"] == "x"
    assert "operationId" not in document.tree["paths"]["/b"]["get"]
    assert codes == [Code.DUPLICATE_OPERATION_ID]


def test_webhooks_and_callbacks_are_operations_too(canonical: Canonical) -> None:
    document, codes = canonical(
        "paths: {/a: {post: {responses: {}, callbacks: {on: {'{$request.body#/u}': "
        "{post: {requestBody: {content: {a/b: {schema: {nullable: true, type: string}}}}"
        ", responses: {}}}}}}}}\n"
        "webhooks: {made: {post: {responses: {}}}}\n",
    )
    callback = document.tree["paths"]["/a"]["post"]["callbacks"]["on"]

    assert codes == []
    body = callback["{$request.body#/u}"]["post"]["requestBody"]
    assert body["content"]["a/b"]["schema"] == {"type": ["string", "null"]}
    assert document.tree["webhooks"] == {"made": {"post": {"responses": {}}}}


def test_a_header_says_what_a_body_of_swagger_2_is_sent_as(
    canonical: Canonical,
) -> None:
    document, _ = canonical(
        "consumes: [application/octet-stream]\n"
        "paths: {/build: {post: {responses: {'204': {description: a}}, parameters: ["
        "{in: body, name: b, schema: {type: string, format: binary}}, "
        "{in: header, name: Content-type, type: string, enum: [application/x-tar]}]}}}",
        "2.0",
    )

    body: Any = document.tree["paths"]["/build"]["post"]["requestBody"]
    assert list(body["content"]) == ["application/x-tar"]
