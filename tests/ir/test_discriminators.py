"""How alternatives and children are told apart."""

from __future__ import annotations

from collections.abc import Callable

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.inheritance import declared_type, effective_fields
from sdksmith.ir.schemas import AliasSchema, EnumSchema, ObjectSchema, Tag, UnionSchema
from sdksmith.ir.types import Ref, SchemaId

ReadApi = Callable[..., Api]
Codes = Callable[[], list[tuple[str, str]]]


def union(api: Api, name: str) -> UnionSchema:
    schema = schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]
    assert isinstance(schema, UnionSchema)
    return schema


def an_object(api: Api, name: str) -> ObjectSchema:
    schema = schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]
    assert isinstance(schema, ObjectSchema)
    return schema


def test_a_mapping_gives_tags_in_its_order(api_of: ReadApi) -> None:
    api = api_of("""
        Pay:
          oneOf: [{$ref: '#/components/schemas/Card'}, {$ref: '#/components/schemas/Bank'}]
          discriminator:
            propertyName: payKind
            mapping: {card: '#/components/schemas/Card', credit: Card}
        Card: {required: [payKind], properties: {payKind: {type: string}}}
        Bank: {required: [payKind], properties: {payKind: {type: string}}}
        """)

    assert union(api, "Pay").discriminator == "payKind"
    assert [v.tags for v in union(api, "Pay").variants] == [
        ("card", "credit"),
        ("Bank",),
    ]
    assert an_object(api, "Card").tags == (Tag("payKind", ("card", "credit")),)


def test_values_of_the_member_are_better_tags_than_names(api_of: ReadApi) -> None:
    api = api_of("""
        E:
          oneOf: [{$ref: '#/components/schemas/Made'}, {$ref: '#/components/schemas/Gone'}]
          discriminator: {propertyName: type}
        Made: {properties: {type: {const: made}}}
        Gone: {properties: {type: {enum: [gone, left]}}}
        """)

    assert [v.tags for v in union(api, "E").variants] == [("made",), ("gone", "left")]
    assert an_object(api, "Made").tags == ()


def test_a_shared_constant_discriminates_without_being_declared(
    api_of: ReadApi,
) -> None:
    api = api_of("""
        E:
          anyOf:
            - {required: [kind, n], properties: {kind: {const: a}, n: {enum: [x]}}}
            - {required: [kind, n], properties: {kind: {const: b}, n: {enum: [y]}}}
        """)

    assert union(api, "E").discriminator == "kind"
    assert [v.tags for v in union(api, "E").variants] == [("a",), ("b",)]


def test_a_constant_that_may_be_absent_does_not_discriminate(api_of: ReadApi) -> None:
    api = api_of("""
        E: {anyOf: [{properties: {kind: {const: a}}}, {properties: {kind: {const: b}}}]}
        """)

    assert union(api, "E").discriminator is None


def test_equal_values_do_not_discriminate(api_of: ReadApi) -> None:
    api = api_of("""
        E:
          anyOf:
            - {required: [kind], properties: {kind: {enum: [a, b]}, x: {}}}
            - {required: [kind], properties: {kind: {enum: [b, c]}, y: {}}}
        """)

    assert union(api, "E").discriminator is None


def test_a_nested_union_has_the_tags_of_its_alternatives(api_of: ReadApi) -> None:
    api = api_of("""
        All:
          oneOf: [{$ref: '#/components/schemas/Pets'}, {$ref: '#/components/schemas/Car'}]
          discriminator: {propertyName: type}
        Pets:
          oneOf: [{$ref: '#/components/schemas/Cat'}, {$ref: '#/components/schemas/Dog'}]
          discriminator: {propertyName: type}
        Cat: {properties: {type: {const: cat}}}
        Dog: {properties: {type: {const: dog}}}
        Car: {properties: {type: {const: car}}}
        """)

    assert [v.tags for v in union(api, "All").variants] == [("cat", "dog"), ("car",)]


def test_a_base_leads_to_all_its_descendants(api_of: ReadApi) -> None:
    api = api_of("""
        Pet:
          required: [petType]
          properties: {petType: {type: string}}
          discriminator: {propertyName: petType, mapping: {dog: Dog}}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {lives: {}}}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}, {properties: {bark: {}}}]}
        Puppy: {allOf: [{$ref: '#/components/schemas/Dog'}]}
        """)

    base, dog = an_object(api, "Pet").discriminator, an_object(api, "Dog").discriminator

    assert base is not None
    assert [tag for tag, _ in base.mapping] == ["dog", "Cat", "Puppy"]
    assert dog is not None
    assert [tag for tag, _ in dog.mapping] == ["dog", "Puppy"]
    assert an_object(api, "Cat").tags == (Tag("petType", ("Cat",)),)
    assert an_object(api, "Puppy").parents == ("#/components/schemas/Dog",)


def test_a_child_of_a_base_may_narrow_the_tag(api_of: ReadApi) -> None:
    api = api_of("""
        Pet:
          properties: {petType: {type: string}}
          discriminator: {propertyName: petType}
        Cat:
          allOf: [{$ref: '#/components/schemas/Pet'}]
          properties: {petType: {const: cat}}
        """)

    base = an_object(api, "Pet").discriminator

    assert an_object(api, "Cat").parents == ("#/components/schemas/Pet",)
    assert base is not None
    assert base.mapping == (("cat", "#/components/schemas/Cat"),)


def test_a_discriminator_that_leads_nowhere_is_told(
    api_of: ReadApi, codes: Codes
) -> None:
    api = api_of("""
        U:
          oneOf: [{$ref: '#/components/schemas/A'}, {type: string}]
          discriminator: {propertyName: type, mapping: {a: A, b: Missing}}
        A: {properties: {type: {type: string}}}
        """)

    assert union(api, "U").variants[0].tags == ("a",)
    assert codes() == [
        ("no-paths", ""),
        (
            "discriminator-not-understood",
            "/components/schemas/U/discriminator/mapping/b",
        ),
    ]


def test_a_discriminator_that_not_every_alternative_answers_is_not_used(
    api_of: ReadApi, diagnostics: Diagnostics
) -> None:
    api = api_of("""
        Pay:
          oneOf:
            - {properties: {kind: {const: card}, number: {type: string}}}
            - {properties: {kind: {type: string}, iban: {type: string}}}
          discriminator: {propertyName: kind}
        """)

    assert union(api, "Pay").discriminator is None
    assert Code.DISCRIMINATOR in {each.code for each in diagnostics.items}


def test_values_that_all_share_leave_it_to_the_names(api_of: ReadApi) -> None:
    api = api_of("""
        Pet:
          required: [kind]
          properties: {kind: {type: string, enum: [my-cat, dog, bird]}}
          discriminator: {propertyName: kind}
        MyCat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Parrot:
          allOf: [{$ref: '#/components/schemas/Pet'}]
          properties: {kind: {const: bird}}
        Fish: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        """)

    found = an_object(api, "Pet").discriminator
    assert found is not None
    assert [(tag, name.rpartition("/")[2]) for tag, name in found.mapping] == [
        ("dog", "Dog"),
        ("Fish", "Fish"),
        ("my-cat", "MyCat"),
        ("bird", "Parrot"),
    ]


def test_members_beside_the_alternatives_do_not_hide_which_is_meant(
    api_of: ReadApi,
) -> None:
    api = api_of("""
        Item:
          properties: {kind: {type: string, enum: [one, uno, TWO]}}
          required: [kind]
          oneOf: [{$ref: '#/components/schemas/One'}, {$ref: '#/components/schemas/Two'}]
          discriminator:
            propertyName: kind
            mapping: {one: '#/components/schemas/One', uno: One}
        One: {properties: {a: {type: string}}}
        Two: {properties: {b: {type: string}}}
        More:
          allOf: [{$ref: '#/components/schemas/Item'}, {properties: {c: {type: string}}}]
        """)

    assert [v.tags for v in union(api, "Item").variants] == [("one", "uno"), ("TWO",)]
    assert [v.tags for v in union(api, "More").variants] == [("one", "uno"), ("TWO",)]


def test_a_union_with_more_to_it_keeps_the_members_of_all(api_of: ReadApi) -> None:
    api = api_of("""
        Item:
          properties: {kind: {type: string}}
          anyOf: [{$ref: '#/components/schemas/One'}, {properties: {b: {type: string}}}]
        One: {properties: {a: {type: string}}}
        More: {allOf: [{$ref: '#/components/schemas/Item'}, {required: [c]}]}
        Most: {allOf: [{$ref: '#/components/schemas/More'}, {required: [d]}]}
        Same: {allOf: [{$ref: '#/components/schemas/Item'}], description: no more}
        """)
    schemas = schemas_by_id(api)
    fields = [
        {field.wire_name for field in effective_fields(schemas, schema)}
        for variant in union(api, "Most").variants
        if isinstance(schema := declared_type(schemas, variant.type), ObjectSchema)
    ]

    assert fields == [{"a", "c", "d", "kind"}, {"b", "c", "d", "kind"}]
    same = schemas[SchemaId("#/components/schemas/Same")]
    assert isinstance(same, AliasSchema)
    assert same.target == Ref(SchemaId("#/components/schemas/Item"))


def test_an_enum_lists_the_tags_of_its_discriminator(
    api_of: ReadApi, codes: Codes
) -> None:
    api = api_of("""
        Pet:
          type: object
          required: [kind]
          properties: {kind: {$ref: '#/components/schemas/Kind'}}
          discriminator: {propertyName: kind, mapping: {cat: Cat, dog: Dog}}
        Kind: {type: string, enum: [cat]}
        Cat: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        Dog: {allOf: [{$ref: '#/components/schemas/Pet'}]}
        """)

    enum = schemas_by_id(api)[SchemaId("#/components/schemas/Kind")]
    assert isinstance(enum, EnumSchema)
    assert [member.value.value for member in enum.members] == ["cat", "dog"]
    assert an_object(api, "Dog").tags == (Tag("kind", ("dog",)),)
    assert (Code.TAG_NOT_LISTED.value, "/components/schemas/Kind") in codes()
