"""References that stand where few would look for them, and spellings that are rare."""

from __future__ import annotations

import json
from pathlib import Path

from bundling import bundled

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Origin

ENTRY = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n"


def test_references_count_from_the_nearest_identity(tmp_path: Path) -> None:
    text = """\
openapi: 3.1.0
components:
  schemas:
    Pet:
      $id: https://example.test/schemas/pet
      properties:
        owner: {$ref: owner}
        name: {$ref: '/schemas/owner#/properties/name'}
        toy: {$ref: toy.yaml}
    Owner: {$id: 'https://example.test/schemas/owner', properties: {name: {}}}
"""
    document, reported = bundled(
        tmp_path, {"api.yaml": text, "toy.yaml": "type: string"}
    )
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["Pet"]["properties"] == {
        "owner": {"$ref": "#/components/schemas/Owner"},
        "name": {"$ref": "#/components/schemas/Owner/properties/name"},
        "toy": {"$ref": "#/components/schemas/toy"},
    }


def test_what_only_looks_like_a_reference_is_left_alone(tmp_path: Path) -> None:
    text = ENTRY + (
        "components: {schemas: {A: {type: object, example: {$ref: gone.yaml}, "
        "properties: {$ref: {type: string}}, x-a: {$ref: gone.yaml}}}}\n"
    )
    document, reported = bundled(tmp_path, {"api.yaml": text})

    assert reported == []
    assert document.root["components"]["schemas"]["A"]["x-a"] == {"$ref": "gone.yaml"}


def test_a_map_of_components_may_be_elsewhere_and_keeps_its_names(
    tmp_path: Path,
) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "components: {schemas: {$ref: all.yaml}}\n",
            "all.yaml": "A: {items: {$ref: '#/B'}}\nB: {type: string}\n",
        },
    )

    assert reported == []
    assert document.root["components"]["schemas"] == {
        "A": {"items": {"$ref": "#/components/schemas/B"}},
        "B": {"type": "string"},
    }


def test_references_where_the_specification_has_none_are_followed(
    tmp_path: Path,
) -> None:
    text = """\
openapi: 3.1.0
info: {$ref: '#/x-info'}
tags: {$ref: '#/x-tags'}
paths:
  /a: {get: {$ref: '#/paths/~1b/get'}}
  /b: {get: {parameters: {$ref: '#/x-list'}, responses: {$ref: '#/x-map'}}}
  /c: {get: {$ref: '#/paths/~1c/get'}}
  /d: {get: {$ref: '#/paths/~1gone/get'}}
components: {schemas: {$ref: '#/x-schemas'}}
x-info: {title: Pets, version: '1'}
x-tags: [{name: a}]
x-list: [{name: p, in: query, schema: {type: string}}]
x-map: {'204': {description: none}}
x-schemas: {A: {type: string}}
"""
    document, reported = bundled(tmp_path, {"api.yaml": text})
    root = document.root
    operation = {"parameters": root["x-list"], "responses": root["x-map"]}

    assert [code for code, _, _ in reported] == [Code.DANGLING_REF, Code.CIRCULAR_REF]
    assert (root["info"], root["tags"]) == (root["x-info"], root["x-tags"])
    assert root["paths"] == {
        "/a": {"get": operation},
        "/b": {"get": operation},
        "/c": {"get": {}},
        "/d": {"get": {}},
    }
    assert root["components"]["schemas"] == {"A": {"type": "string"}}
    origin = document.origin("/components/schemas/A/type")
    assert origin == Origin("api.yaml", "/x-schemas/A/type")


def test_properties_may_be_those_of_another_schema(tmp_path: Path) -> None:
    text = """\
openapi: 3.1.0
components:
  schemas:
    Pet: {properties: {name: {type: string}, mother: {$ref: '#/components/schemas/Pet'}}}
    Dog:
      properties:
        $ref: '#/components/schemas/Pet/properties'
        tail: {type: boolean}
"""
    document, reported = bundled(tmp_path, {"api.yaml": text})
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["Dog"]["properties"] == {
        **schemas["Pet"]["properties"],
        "tail": {"type": "boolean"},
    }
    origin = document.origin("/components/schemas/Dog/properties/name")
    assert origin == Origin("api.yaml", "/components/schemas/Pet/properties/name")


def test_anchors_of_other_files_are_found(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY
            + "components: {schemas: {A: {items: {$ref: 'more.yaml#pet'}}}}\n",
            "more.yaml": "$defs: {Pet: {$anchor: pet, items: {$ref: '#toy'}},"
            " Toy: {$anchor: toy, type: string}}\n",
        },
    )
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["A"]["items"] == {"$ref": "#/components/schemas/Pet"}
    assert schemas["Toy"] == {"$anchor": "toy", "type": "string"}


def test_folders_spaces_and_escapes_in_references_are_followed(tmp_path: Path) -> None:
    refs = ["./s/../s/a b.yaml", "s/a%20b.yaml#/x~1y", "s/a b.yaml#/%7Bz%7D"]
    schema = {"anyOf": [{"$ref": ref} for ref in refs]}
    tree = {"openapi": "3.1.0", "paths": {}, "components": {"schemas": {"All": schema}}}
    document, reported = bundled(
        tmp_path,
        {
            "api.json": json.dumps(tree),
            "s/a b.yaml": "{type: object, x/y: {type: string}, '{z}': {type: integer},"
            " properties: {up: {$ref: ../up.json}}}\n",
            "up.json": '{"type": "boolean"}',
        },
        "api.json",
    )
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["x/y"] == {"type": "string"}
    assert schemas["{z}"] == {"type": "integer"}
    assert schemas["a b"]["properties"] == {"up": {"$ref": "#/components/schemas/up"}}
