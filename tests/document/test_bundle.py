"""Several files become one tree, and each part knows where it came from."""

from __future__ import annotations

from pathlib import Path

from bundling import bundled

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Origin

ENTRY = "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\n"


def test_parts_are_put_in_place_and_schemas_become_components(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "paths: {/pets: {$ref: paths/pets.yaml}}\n",
            "paths/pets.yaml": (
                "get: {responses: {200: {$ref: '../parts.yaml#/responses/Pets'}}}\n"
            ),
            "parts.yaml": (
                "responses:\n  Pets:\n    description: all\n    content:\n"
                "      application/json: {schema: {items: {$ref: schemas/Pet.yaml}}}\n"
            ),
            "schemas/Pet.yaml": (
                "properties:\n  mother: {$ref: Pet.yaml}\n"
                "  kind: {$ref: 'kinds.json#/$defs/Kind'}\n"
            ),
            "schemas/kinds.json": '{"$defs": {"Kind": {"enum": ["cat"]}}}',
        },
    )
    schemas = document.root["components"]["schemas"]
    response = document.root["paths"]["/pets"]["get"]["responses"]["200"]
    items = "/paths/~1pets/get/responses/200/content/application~1json/schema/items"

    assert reported == []
    assert response["content"]["application/json"]["schema"] == {
        "items": {"$ref": "#/components/schemas/Pet"}
    }
    assert schemas == {
        "Kind": {"enum": ["cat"]},
        "Pet": {
            "properties": {
                "mother": {"$ref": "#/components/schemas/Pet"},
                "kind": {"$ref": "#/components/schemas/Kind"},
            }
        },
    }
    assert document.origin(items) == Origin(
        "parts.yaml", "/responses/Pets/content/application~1json/schema/items"
    )
    origin = document.origin("/components/schemas/Pet/properties/kind")
    assert origin == Origin("schemas/Pet.yaml", "/properties/kind")
    position = document.locate(origin)
    assert position
    assert (position.line, position.column) == (3, 3)


def test_a_component_that_is_a_reference_gives_its_name(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY
            + "paths: {/a: {get: {responses: {200: {description: a, content: "
            "{a/b: {schema: {$ref: schemas/cat.yaml}}}}}}}}\n"
            "components: {schemas: {$ref: schemas/all.yaml}}\n",
            "schemas/all.yaml": "Cat: {$ref: ./cat.yaml}\nDog: {type: string}\n",
            "schemas/cat.yaml": "properties: {dog: {$ref: 'all.yaml#/Dog'}, "
            "me: {$ref: '../api.yaml#/components/schemas/Cat'}}\n",
        },
    )
    content = document.root["paths"]["/a"]["get"]["responses"]["200"]["content"]

    assert reported == []
    assert content["a/b"]["schema"] == {"$ref": "#/components/schemas/Cat"}
    assert document.root["components"]["schemas"]["Cat"]["properties"]["me"] == {
        "$ref": "#/components/schemas/Cat"
    }
    assert document.origin("/components/schemas/Cat").file == "schemas/cat.yaml"


def test_equal_names_get_longer_ones_whatever_the_order(tmp_path: Path) -> None:
    refs = ["b/Pet.yaml", "a/Pet.yaml", "Pet.yaml"]
    found = []
    for order in (refs, refs[::-1]):
        listed = ", ".join(f"{{$ref: {ref}}}" for ref in order)
        document, _ = bundled(
            tmp_path,
            {
                "api.yaml": ENTRY
                + f"components: {{schemas: {{All: {{anyOf: [{listed}]}}}}}}",
                "Pet.yaml": "title: top",
                "a/Pet.yaml": "title: in a",
                "b/Pet.yaml": "title: in b",
            },
        )
        schemas = document.root["components"]["schemas"]
        found.append({name: schemas[name].get("title") for name in schemas})

    assert found[0] == found[1]
    assert found[0] == {"All": None, "Pet": "top", "a_Pet": "in a", "b_Pet": "in b"}


def test_what_may_not_or_cannot_be_read_costs_only_its_place(tmp_path: Path) -> None:
    (tmp_path / "secret.yaml").write_text("type: string")
    folder = tmp_path / "api"
    folder.mkdir()
    (folder / "link.yaml").symlink_to(tmp_path / "secret.yaml")
    refs = {
        "up": "../secret.yaml",
        "encoded": "%2e%2e/secret.yaml",
        "absolute": str(tmp_path / "secret.yaml"),
        "file": "file:///etc/hostname",
        "link": "link.yaml",
        "remote": "https://example.test/a.yaml#/A",
        "gone": "gone.yaml",
        "folder": "sub",
        "broken": "broken.yaml",
        "nowhere": "good.yaml#/nowhere",
        "circle": "circle.yaml",
        "good": "good.yaml",
    }
    schemas = ", ".join(f"{name}: {{$ref: '{ref}'}}" for name, ref in refs.items())
    document, reported = bundled(
        folder,
        {
            "api.yaml": ENTRY + f"components: {{schemas: {{{schemas}}}}}\n",
            "sub/x": "",
            "broken.yaml": "a: }",
            "circle.yaml": "$ref: circle.yaml",
            "good.yaml": "type: integer",
        },
    )

    assert document.root["components"]["schemas"] == {
        **{name: {} for name in refs},
        "good": {"type": "integer"},
    }
    codes = {pointer.split("/")[3]: code for code, file, pointer in reported if pointer}
    outside = dict.fromkeys(
        ("up", "encoded", "absolute", "file", "link"), Code.REF_OUTSIDE_FOLDER
    )
    unreadable = dict.fromkeys(("gone", "folder", "broken"), Code.UNREADABLE_REF)
    assert codes == {
        **outside,
        **unreadable,
        "remote": Code.REMOTE_REF,
        "nowhere": Code.DANGLING_REF,
        "circle": Code.CIRCULAR_REF,
    }
    assert (Code.NOT_YAML, "broken.yaml", "") in reported


def test_discriminators_may_map_to_files(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "components: {schemas: {Pet: {discriminator: "
            "{propertyName: kind, mapping: {cat: ./Cat.yaml, dog: Dog}}}}}\n",
            "Cat.yaml": "type: object",
        },
    )
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["Cat"] == {"type": "object"}
    assert schemas["Pet"]["discriminator"]["mapping"] == {
        "cat": "#/components/schemas/Cat",
        "dog": "Dog",
    }


def test_the_default_of_a_discriminator_may_be_a_file(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "components: {schemas: {Pet: {discriminator: "
            "{propertyName: kind, defaultMapping: 'more.yaml#/Cat'}}, "
            "Toy: {discriminator: {propertyName: kind, mapping: {a: gone.yaml}}}}}\n",
            "more.yaml": "Cat: {type: object}",
        },
    )
    schemas = document.root["components"]["schemas"]

    at = "/components/schemas/Toy/discriminator/mapping/a"
    assert reported == [(Code.UNREADABLE_REF, "api.yaml", at)]
    assert schemas["Cat"] == {"type": "object"}
    assert schemas["Pet"]["discriminator"] == {
        "propertyName": "kind",
        "defaultMapping": "#/components/schemas/Cat",
    }


def test_names_of_schemas_are_not_fetched(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "components: {schemas: {A: {$id: 'https://a.test/a', "
            "$anchor: x}, B: {$ref: 'https://a.test/a'}, C: {$ref: 'https://a.test/a#x'}}}"
        },
    )
    schemas = document.root["components"]["schemas"]

    assert reported == []
    assert schemas["B"] == schemas["C"] == {"$ref": "#/components/schemas/A"}


def test_path_items_that_contain_each_other_are_cut(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY + "paths: {/a: {$ref: a.yaml}}",
            "a.yaml": "post: {responses: {}, callbacks: {on: {u: {$ref: a.yaml}}}}",
        },
    )

    assert [code for code, _, _ in reported] == [Code.CIRCULAR_REF]
    assert document.root["paths"]["/a"]["post"]["callbacks"] == {"on": {"u": {}}}


def test_swagger_2_keeps_its_own_place_for_schemas(tmp_path: Path) -> None:
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": "swagger: '2.0'\npaths: {/a: {get: {responses: {200: "
            "{description: a, schema: {$ref: Pet.yaml}}}}}}\n",
            "Pet.yaml": "type: object",
        },
    )

    assert reported == []
    assert document.root["definitions"] == {"Pet": {"type": "object"}}


def test_schemas_of_another_whole_document_come_with_theirs(tmp_path: Path) -> None:
    other = (
        "openapi: 3.1.0\ninfo: {title: Other, version: '1'}\npaths: {/z: {get: {}}}\n"
        "components: {schemas: {X: {properties: {me: {$ref: '#/components/schemas/X'},"
        " y: {$ref: '#/components/schemas/Y'}}}, Y: {type: string}, Z: {}}}\n"
    )
    document, reported = bundled(
        tmp_path,
        {
            "api.yaml": ENTRY
            + "components: {schemas: {A: {$ref: 'other.yaml#/components/schemas/X'}}}\n",
            "other.yaml": other,
        },
    )

    assert reported == []
    assert document.root["components"]["schemas"] == {
        "A": {
            "properties": {
                "me": {"$ref": "#/components/schemas/A"},
                "y": {"$ref": "#/components/schemas/Y"},
            }
        },
        "Y": {"type": "string"},
    }
