"""What schema objects become."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.schemas import (
    AliasSchema,
    ClosedExtra,
    Direction,
    ObjectSchema,
    Presence,
    Schema,
    TypedExtra,
    UnionSchema,
)
from sdksmith.ir.types import (
    ListOf,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
    Type,
    Unknown,
)

ReadApi = Callable[..., Api]
FieldsOf = Callable[[Api, str], dict[str, str]]
TypeText = Callable[[Type], str]


def schema(api: Api, name: str) -> Schema:
    return schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]


def test_null_is_folded_however_it_is_spelt(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        Child: {type: object, properties: {v: {type: integer}}}
        M:
          properties:
            a: {type: [string, 'null']}
            b: {anyOf: [{$ref: '#/components/schemas/Child'}, {type: 'null'}]}
            c: {oneOf: [{type: 'null'}, {type: array, items: {type: [number, 'null']}}]}
            d: {enum: [x, null]}
            e: {type: [string, integer, 'null']}
            f: {type: 'null'}
            g: {allOf: [{$ref: '#/components/schemas/Maybe'}]}
            h: {anyOf: [{type: [string, 'null']}, {type: integer}]}
        Maybe: {type: [object, 'null'], properties: {v: {type: string}}}
        """)

    assert fields_of(api, "M") == {
        "a?": "string?",
        "b?": "Child?",
        "c?": "[number?]?",
        "d?": "M/properties/d?",
        "e?": "M/properties/e?",
        "f?": "null",
        "g?": "Maybe?",
        "h?": "M/properties/h?",
    }


def test_what_a_schema_does_not_say_is_unknown(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        P:
          properties:
            anything: {}
            listed: {type: array}
            mapped: {type: object}
            tested: {if: {type: string}, then: {minLength: 1}}
            negated: {not: {type: string}}
            described: {description: only words}
        """)

    assert fields_of(api, "P") == {
        "anything?": "any",
        "listed?": "[any]",
        "mapped?": "{string: any}",
        "tested?": "any",
        "negated?": "any",
        "described?": "any",
    }


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("{type: string, format: date-time}", "date-time"),
        ("{type: string, format: date}", "date"),
        ("{type: string, format: uuid}", "uuid"),
        ("{type: string, format: binary}", "binary"),
        ("{type: string, contentEncoding: base64}", "byte"),
        ("{type: string, contentMediaType: image/png}", "binary"),
        ("{type: string, contentMediaType: application/json}", "string"),
        ("{type: string, format: decimal}", "decimal"),
        ("{type: number, format: double}", "number"),
        ("{pattern: '^a'}", "string"),
        ("{minimum: 1}", "number"),
        ("{items: {type: string}}", "[string]"),
        ("{additionalProperties: {type: integer}}", "{string: integer}"),
        (
            "{type: object, patternProperties: {'^x-': {type: string}}}",
            "{string: string}",
        ),
        (
            "{prefixItems: [{type: string}, {type: integer}], items: false}",
            "(string, integer)",
        ),
        ("{prefixItems: [{type: string}]}", "(string, *any)"),
        ("{const: a}", '="a"'),
        ("{const: true}", "=true"),
        ("{const: null}", "null"),
        ("{enum: [null]}", "null"),
        ("{oneOf: [{type: 'null'}]}", "null"),
    ],
)
def test_a_schema_becomes_the_type(
    said: str, expected: str, api_of: ReadApi, type_text: TypeText
) -> None:
    found = schema(api_of(f"A: {said}"), "A")

    assert isinstance(found, AliasSchema)
    assert type_text(found.target) == expected


def test_a_format_that_no_kind_stands_for_is_kept(api_of: ReadApi) -> None:
    found = schema(api_of("A: {type: string, format: email, maxLength: 9}"), "A")

    assert isinstance(found, AliasSchema)
    assert isinstance(found.target, Primitive)
    assert found.target.format == "email"
    assert found.target.constraints.max_length == 9


def test_members_know_presence_default_and_direction(api_of: ReadApi) -> None:
    found = schema(
        api_of("""
        A:
          required: [id, mode, unnamed]
          properties:
            id: {type: string, readOnly: true}
            mode: {type: string, default: x}
            size: {type: integer, default: 1}
            secret: {type: string, writeOnly: true}
        """),
        "A",
    )

    assert isinstance(found, ObjectSchema)
    assert [(f.wire_name, f.presence, f.direction) for f in found.fields] == [
        ("id", Presence.REQUIRED, Direction.RESPONSE_ONLY),
        ("mode", Presence.REQUIRED, Direction.BOTH),
        ("size", Presence.DEFAULTED, Direction.BOTH),
        ("secret", Presence.OPTIONAL, Direction.REQUEST_ONLY),
        ("unnamed", Presence.REQUIRED, Direction.BOTH),
    ]


def test_what_is_allowed_beside_members_is_kept(
    api_of: ReadApi, type_text: TypeText
) -> None:
    api = api_of("""
        Closed: {properties: {a: {}}, additionalProperties: false}
        Typed: {properties: {a: {}}, additionalProperties: {type: integer}}
        """)

    closed, typed = schema(api, "Closed"), schema(api, "Typed")

    assert isinstance(closed, ObjectSchema)
    assert closed.extra == ClosedExtra()
    assert isinstance(typed, ObjectSchema)
    assert isinstance(typed.extra, TypedExtra)
    assert type_text(typed.extra.type) == "integer"


def test_recursion_ends(
    api_of: ReadApi, fields_of: FieldsOf, type_text: TypeText
) -> None:
    api = api_of("""
        Tree: {type: array, items: {$ref: '#/components/schemas/Tree'}}
        Loop: {$ref: '#/components/schemas/Loop2'}
        Loop2: {properties: {again: {$ref: '#/components/schemas/Loop'}}}
        Deep:
          properties:
            inner:
              properties:
                again: {$ref: '#/components/schemas/Deep/properties/inner'}
        """)

    tree = schema(api, "Tree")
    assert isinstance(tree, AliasSchema)
    assert type_text(tree.target) == "[Tree]"
    assert fields_of(api, "Loop2") == {"again?": "Loop"}
    assert fields_of(api, "Deep/properties/inner") == {
        "again?": "Deep/properties/inner"
    }


def test_a_reference_may_lead_into_the_middle_of_things(
    api_of: ReadApi, fields_of: FieldsOf
) -> None:
    api = api_of("""
        A:
          properties:
            status: {enum: [on, 'off']}
            size: {type: integer}
        B:
          $defs: {Local: {properties: {v: {type: string}}}}
          properties:
            status: {$ref: '#/components/schemas/A/properties/status'}
            size: {$ref: '#/components/schemas/A/properties/size'}
            local: {$ref: '#/components/schemas/B/$defs/Local', description: beside}
        """)

    assert fields_of(api, "B") == {
        "status?": "A/properties/status",
        "size?": "integer",
        "local?": "B/$defs/Local",
    }


def test_inline_schemas_are_called_by_owner_and_member(api_of: ReadApi) -> None:
    api = api_of("""
        A:
          properties:
            lines: {type: array, items: {properties: {n: {type: integer}}}}
            data: {type: array, items: {properties: {m: {type: integer}}}}
            mode: {title: Mode of Work, enum: [a]}
        OrderError: {properties: {errors: {type: array, items: {properties: {x: {}}}}}}
        """)

    hints = {
        found.id.removeprefix("#/components/schemas/"): found.hint
        for found in api.schemas
    }

    assert [
        (hint.words, hint.owner, hint.of_items)
        for name, hint in hints.items()
        if "/" in name
    ] == [
        (("Item",), "#/components/schemas/A", False),
        (("lines",), "#/components/schemas/A", True),
        (("Mode of Work",), None, False),
        (("Detail",), "#/components/schemas/OrderError", True),
    ]
    assert hints["A/properties/mode"].otherwise is not None


def test_a_union_tells_what_can_be_tested(api_of: ReadApi) -> None:
    found = schema(
        api_of("""
        U: {oneOf: [{$ref: '#/components/schemas/A'}, {type: array, items: {}}, {type: string}]}
        A: {required: [id], properties: {id: {type: integer}, mode: {enum: [x]}}}
        """),
        "U",
    )

    assert isinstance(found, UnionSchema)
    first, second, third = [variant.shape for variant in found.variants]
    assert first.required == ("id",)
    assert first.known == ("id", "mode")
    assert [(name, [k.value for k in kinds]) for name, kinds in first.member_kinds] == [
        ("id", ["integer"]),
        ("mode", ["string"]),
    ]
    assert [(n, [v.value for v in values]) for n, values in first.member_values] == [
        ("mode", ["x"])
    ]
    assert [k.value for k in (*second.kinds, *third.kinds)] == ["array", "string"]


def test_the_order_of_components_changes_nothing(api_of: ReadApi) -> None:
    first = (
        "A: {properties: {status: {enum: [x]}, b: {$ref: '#/components/schemas/B'}}}"
    )
    second = "B: {properties: {status: {enum: [x]}, state: {enum: [y]}}}"

    one, other = api_of(f"{first}\n{second}"), api_of(f"{second}\n{first}")

    assert one == other


@pytest.mark.parametrize(
    "schemas",
    [
        """
        A: {$ref: '#/components/schemas/B'}
        B: {anyOf: [{$ref: '#/components/schemas/A'}, {type: 'null'}]}
        """,
        """
        A: {oneOf: [{$ref: '#/components/schemas/A'}, {type: string}], default: x}
        B: {properties: {a: {$ref: '#/components/schemas/A', default: 1}}}
        """,
        "A: {allOf: [{$ref: '#/components/schemas/A'}, {pattern: x}]}",
        "A: {allOf: [{$ref: '#/components/schemas/A'}, {properties: {a: {}}}]}",
        """
        A: {oneOf: [{$ref: '#/components/schemas/B'}], properties: {a: {}}}
        B: {oneOf: [{$ref: '#/components/schemas/A'}], properties: {b: {}}}
        """,
        "A: {items: {$ref: '#/components/schemas/A/items'}}",
        "A: {not: {$ref: '#/components/schemas/A'}}",
    ],
)
def test_circles_that_mean_nothing_end(schemas: str, api_of: ReadApi) -> None:
    assert api_of(schemas).title == "Test"


def test_a_choice_of_itself_has_the_alternatives_that_are_left(
    api_of: ReadApi,
) -> None:
    api = api_of("""
        A: {oneOf: [{$ref: '#/components/schemas/B'}, {type: string}]}
        B: {oneOf: [{$ref: '#/components/schemas/A'}, {type: integer}, {type: boolean}]}
        C: {oneOf: [{$ref: '#/components/schemas/C'}, {type: string}]}
        D: {oneOf: [{$ref: '#/components/schemas/D'}, {$ref: '#/components/schemas/D'}]}
        """)
    schemas = {one.id.rpartition("/")[2]: one for one in api.schemas}
    a, b, c, d = (schemas[name] for name in "ABCD")

    assert isinstance(a, UnionSchema)
    assert isinstance(b, UnionSchema)
    assert [v.type for v in a.variants] == [
        Primitive(PrimitiveKind.INTEGER),
        Primitive(PrimitiveKind.BOOLEAN),
        Primitive(PrimitiveKind.STRING),
    ]
    assert b.variants[0].type == Ref(a.id)
    assert isinstance(c, AliasSchema)
    assert c.target == Primitive(PrimitiveKind.STRING)
    assert isinstance(d, AliasSchema)
    assert d.target == Unknown()


def test_a_key_with_a_percent_sign_is_found_as_it_is_written(
    api_of: ReadApi,
) -> None:
    api = api_of("""
        "Pick_Job.%22id%22_": {type: object, properties: {id: {type: string}}}
        Jobs: {type: array, items: {$ref: '#/components/schemas/Pick_Job.%22id%22_'}}
        """)
    jobs = next(one for one in api.schemas if one.id.endswith("Jobs"))

    assert isinstance(jobs, AliasSchema)
    assert isinstance(jobs.target, ListOf)
    assert jobs.target.item == Ref(SchemaId("#/components/schemas/Pick_Job.%22id%22_"))
