"""What `allOf`, and constraints beside other keywords, become."""

from __future__ import annotations

from collections.abc import Callable

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.inheritance import effective_fields
from sdksmith.ir.schemas import AliasSchema, EnumSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import Primitive, SchemaId, Type

ReadApi = Callable[..., Api]
FieldsOf = Callable[[Api, str], dict[str, str]]
TypeText = Callable[[Type], str]

BASE = "Base: {properties: {name: {type: string}, kind: {enum: [a, b]}}}\n"


def found(api: Api, name: str) -> ObjectSchema:
    schema = schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]
    assert isinstance(schema, ObjectSchema)
    return schema


def test_one_reference_is_that_schema(api_of: ReadApi, fields_of: FieldsOf) -> None:
    api = api_of(BASE + """
A: {properties: {b: {description: text, allOf: [{$ref: '#/components/schemas/Base'}]}}}
""")

    assert fields_of(api, "A") == {"b?": "Base"}


def test_own_fields_make_a_child(api_of: ReadApi, fields_of: FieldsOf) -> None:
    api = api_of(BASE + """
Child:
  allOf: [{$ref: '#/components/schemas/Base'}]
  properties: {extra: {type: integer}}
""")

    assert found(api, "Child").parents == ("#/components/schemas/Base",)
    assert fields_of(api, "Child") == {"extra?": "integer"}


def test_required_refines_what_is_inherited(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of(BASE + """
Create: {allOf: [{$ref: '#/components/schemas/Base'}], required: [kind]}
""")

    assert found(api, "Create").parents == ()
    assert fields_of(api, "Create") == {
        "name?": "string",
        "kind": "Base/properties/kind",
    }
    assert fields_of(api, "Base") == {
        "name?": "string",
        "kind?": "Base/properties/kind",
    }


def test_inline_parts_are_merged(api_of: ReadApi, fields_of: FieldsOf) -> None:
    api = api_of("""
A:
  allOf:
    - {required: [x], properties: {x: {type: string}}}
    - {properties: {y: {type: integer}, x: {maxLength: 3}}}
""")

    assert fields_of(api, "A") == {"x": "string", "y?": "integer"}


def test_scalars_are_merged(api_of: ReadApi) -> None:
    api = api_of("""
Slug: {type: string, minLength: 1}
Name: {allOf: [{$ref: '#/components/schemas/Slug'}, {maxLength: 5, pattern: '^a'}]}
""")

    name = schemas_by_id(api)[SchemaId("#/components/schemas/Name")]

    assert isinstance(name, AliasSchema)
    assert isinstance(name.target, Primitive)
    limits = name.target.constraints
    assert (limits.min_length, limits.max_length, limits.pattern) == (1, 5, "^a")


def test_constraints_beside_a_reference_count(api_of: ReadApi) -> None:
    api = api_of("""
Colour: {type: string, enum: [red, green, blue]}
Warm: {$ref: '#/components/schemas/Colour', enum: [red]}
""")

    warm = schemas_by_id(api)[SchemaId("#/components/schemas/Warm")]

    assert isinstance(warm, EnumSchema)
    assert [member.value.value for member in warm.members] == ["red"]


def test_parents_that_contradict_are_flattened(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
A: {properties: {x: {type: string}}}
B: {properties: {x: {type: integer}, y: {type: string}}}
C: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
""")

    assert found(api, "C").parents == ()
    assert fields_of(api, "C") == {"x?": "any", "y?": "string"}


def test_a_parent_of_a_parent_is_not_repeated(api_of: ReadApi) -> None:
    api = api_of(BASE + """
B: {allOf: [{$ref: '#/components/schemas/Base'}], properties: {b: {}}}
C: {allOf: [{$ref: '#/components/schemas/Base'}, {$ref: '#/components/schemas/B'}], properties: {c: {}}}
""")

    child = found(api, "C")
    fields = effective_fields(schemas_by_id(api), child)

    assert child.parents == ("#/components/schemas/B",)
    assert [field.wire_name for field in fields] == ["name", "kind", "b", "c"]


def test_members_beside_alternatives_are_in_each(api_of: ReadApi) -> None:
    api = api_of("""
U:
  type: object
  required: [id]
  properties: {id: {type: string}}
  oneOf: [{$ref: '#/components/schemas/A'}, {title: Other, properties: {b: {type: integer}}}]
A: {properties: {a: {type: integer}}}
""")

    schemas = schemas_by_id(api)
    union = schemas[SchemaId("#/components/schemas/U")]

    assert isinstance(union, UnionSchema)
    assert [variant.shape.known for variant in union.variants] == [
        ("a", "id"),
        ("id", "b"),
    ]


def test_alternatives_that_only_require_are_no_union(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
A:
  properties: {x: {type: string}, y: {type: string}}
  anyOf: [{required: [x]}, {required: [y]}]
""")

    assert fields_of(api, "A") == {"x?": "string", "y?": "string"}


def test_a_member_may_extend_the_schema_it_stands_in(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
A:
  properties:
    name: {type: string}
    inner: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {n: {type: integer}}}]}
""")

    assert found(api, "A/properties/inner").parents == ("#/components/schemas/A",)
    assert fields_of(api, "A/properties/inner") == {"n?": "integer"}


def test_a_circle_of_parents_is_broken_and_told(
    api_of: ReadApi, codes: Callable[[], list[tuple[str, str]]]
) -> None:
    api = api_of("""
A: {allOf: [{$ref: '#/components/schemas/B'}], properties: {a: {}}}
B: {allOf: [{$ref: '#/components/schemas/A'}], properties: {b: {}}}
""")

    parents = [found(api, name).parents for name in "AB"]

    assert sorted(map(len, parents)) == [0, 1]
    assert [code for code, _ in codes() if code == "circular-schema"] == [
        "circular-schema"
    ]


def test_a_union_within_its_own_alternatives_ends(api_of: ReadApi) -> None:
    api = api_of("""
X: {oneOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}
A: {allOf: [{$ref: '#/components/schemas/X'}, {properties: {kind: {const: a}}}]}
B: {allOf: [{$ref: '#/components/schemas/X'}, {properties: {kind: {const: b}}}]}
""")

    assert isinstance(
        schemas_by_id(api)[SchemaId("#/components/schemas/X")], UnionSchema
    )


def test_members_that_parents_dispute_and_that_lead_back_end(api_of: ReadApi) -> None:
    api = api_of("""
A: {properties: {all: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}}}
B: {properties: {all: {type: array, items: {allOf: [{$ref: '#/components/schemas/A'}, {$ref: '#/components/schemas/B'}]}}}}
""")

    assert [field.wire_name for field in found(api, "A").fields] == ["all"]
