"""Which inline schemas become one, and which never do."""

from __future__ import annotations

from collections.abc import Callable

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.refine.fingerprints import is_inline
from sdksmith.ir.schemas import EnumSchema, ObjectSchema, UnionSchema
from sdksmith.ir.types import Ref, SchemaId

ReadApi = Callable[..., Api]
FieldsOf = Callable[[Api, str], dict[str, str]]


def test_equal_members_share_the_shorter_name(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        ALongOwner: {properties: {status: {enum: [x, y]}}}
        Owner: {properties: {status: {description: other words, enum: [y, x]}}}
        """)

    assert fields_of(api, "ALongOwner") == {"status?": "Owner/properties/status"}
    assert api.merged == (
        (
            "#/components/schemas/ALongOwner/properties/status",
            "#/components/schemas/Owner/properties/status",
        ),
    )


def test_equal_values_in_other_roles_stay_apart(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("A: {properties: {status: {enum: [x]}, mode: {enum: [x]}}}")

    assert fields_of(api, "A") == {
        "status?": "A/properties/status",
        "mode?": "A/properties/mode",
    }


def test_equal_objects_are_one_with_all_that_is_in_them(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        A: {properties: {place: {properties: {city: {properties: {n: {}}}}}}}
        B: {properties: {place: {properties: {city: {properties: {n: {}}}}}}}
        """)

    assert fields_of(api, "B") == {"place?": "A/properties/place"}
    assert [schema.id for schema in api.schemas if is_inline(schema.id)] == [
        "#/components/schemas/A/properties/place",
        "#/components/schemas/A/properties/place/properties/city",
    ]


def test_components_are_never_merged(api_of: ReadApi) -> None:
    api = api_of("A: {properties: {n: {}}}\nB: {properties: {n: {}}}")

    assert [schema.id for schema in api.schemas] == [
        "#/components/schemas/A",
        "#/components/schemas/B",
    ]


def test_objects_whose_values_are_among_anothers_are_that_one(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        A: {properties: {state: {properties: {kind: {enum: [x]}, n: {type: integer}}}}}
        B: {properties: {state: {properties: {kind: {enum: [x, y]}, n: {type: integer}}}}}
        """)

    assert fields_of(api, "A") == {"state?": "B/properties/state"}


def test_values_used_elsewhere_do_not_grow_by_it(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        A: {properties: {state: {properties: {kind: {enum: [x]}, n: {type: integer}}}}}
        B: {properties: {state: {properties: {kind: {enum: [x, y]}, n: {type: integer}}}}}
        C: {properties: {kind: {enum: [x]}}}
        """)

    kind = schemas_by_id(api)[SchemaId("#/components/schemas/C/properties/kind")]

    assert fields_of(api, "C") == {"kind?": "C/properties/kind"}
    assert isinstance(kind, EnumSchema)
    assert [member.value.value for member in kind.members] == ["x"]


def test_alternatives_of_one_union_stay_apart(api_of: ReadApi) -> None:
    api = api_of("""
        U:
          oneOf:
            - {title: Same, required: [kind], properties: {kind: {enum: [a]}, n: {}}}
            - {title: Same, required: [kind], properties: {kind: {enum: [a, b]}, n: {}}}
        """)

    union = schemas_by_id(api)[SchemaId("#/components/schemas/U")]

    assert isinstance(union, UnionSchema)
    assert len({variant.type for variant in union.variants}) == 2


def test_answers_of_one_operation_unite_their_values(api_of: ReadApi) -> None:
    schema = "{properties: {result: {enum: [%s]}, n: {type: integer}}}"
    content = "{description: '', content: {application/json: {schema: %s}}}"
    api = api_of(paths=f"""
        /a:
          post:
            responses:
              '200': {content % (schema % 'old')}
              '201': {content % (schema % 'new, made')}
        """)

    bodies = {r.contents[0].type for r in api.operations[0].responses}
    enums = [schema for schema in api.schemas if isinstance(schema, EnumSchema)]

    assert len(bodies) == 1
    assert [[m.value.value for m in found.members] for found in enums] == [
        ["old", "new", "made"]
    ]


def test_an_alternative_may_be_the_whole_of_another_answer(api_of: ReadApi) -> None:
    single = "{properties: {data: {properties: {n: {}}}}}"
    batch = (
        "{properties: {data: {type: array, items: {properties: {n: {}}}}, failed: {}}}"
    )
    content = "{description: '', content: {application/json: {schema: %s}}}"
    api = api_of(paths=f"""
        /a:
          post:
            responses:
              '200': {content % f'{{oneOf: [{single}, {batch}]}}'}
              '207': {content % batch}
        """)

    union, partial = [r.contents[0].type for r in api.operations[0].responses]

    assert isinstance(union, Ref)
    declared = schemas_by_id(api)[union.target]
    assert isinstance(declared, UnionSchema)
    assert declared.variants[1].type == partial
    assert isinstance(partial, Ref)
    named = schemas_by_id(api)[partial.target]
    assert isinstance(named, ObjectSchema)
    assert (named.hint.operation, named.hint.words) == ("POST /a", ("Batch",))
