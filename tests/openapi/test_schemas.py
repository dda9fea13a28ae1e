"""Schemas of every version, and with every usual mistake, in one shape."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, TypeAlias

import pytest

from sdksmith.diagnostics.codes import Code

Repaired: TypeAlias = Callable[..., tuple[Any, list[Code]]]

OTHER = "$ref: '#/components/schemas/Other'"
REF = {"$ref": "#/components/schemas/Other"}
NULL = {"type": "null"}


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("{type: string, nullable: true}", {"type": ["string", "null"]}),
        ("{type: string, nullable: false}", {"type": "string"}),
        ("{type: string, x-nullable: true}", {"type": ["string", "null"]}),
        (
            "{type: string, enum: [a], nullable: true}",
            {"type": ["string", "null"], "enum": ["a", None]},
        ),
        ("{enum: [a], nullable: true}", {"enum": ["a", None]}),
        (
            f"{{nullable: true, description: d, allOf: [{{{OTHER}}}]}}",
            {"description": "d", "anyOf": [REF, NULL]},
        ),
        (f"{{nullable: true, oneOf: [{{{OTHER}}}]}}", {"oneOf": [REF, NULL]}),
        (
            f"{{nullable: true, anyOf: [{{{OTHER}}}, {{type: string}}]}}",
            {"anyOf": [REF, {"type": "string"}, NULL]},
        ),
        (
            f"{{nullable: true, allOf: [{{{OTHER}}}, {{required: [x]}}]}}",
            {"anyOf": [{"allOf": [REF, {"required": ["x"]}]}, NULL]},
        ),
        (
            "{nullable: true, properties: {}}",
            {"type": ["object", "null"], "properties": {}},
        ),
        ("{nullable: true}", {}),
    ],
)
def test_nullable_becomes_a_type(
    schema: Repaired, written: str, expected: dict[str, Any]
) -> None:
    assert schema(written) == (expected, [])


def test_nullable_beside_a_reference_is_honoured_with_a_warning(
    schema: Repaired,
) -> None:
    found, codes = schema(f"{{{OTHER}, nullable: true, description: d}}")

    assert found == {"description": "d", "anyOf": [REF, NULL]}
    assert codes == [Code.NULLABLE_REF]


@pytest.mark.parametrize(
    ("written", "expected", "code"),
    [
        ("{type: [string]}", {"type": "string"}, None),
        ("{type: [string, null]}", {"type": ["string", "null"]}, None),
        ("{type: String}", {"type": "string"}, Code.UNKNOWN_TYPE),
        ("{type: file}", {"type": "string", "format": "binary"}, Code.UNKNOWN_TYPE),
        ("{type: any}", {}, Code.UNKNOWN_TYPE),
        ("{type: {a: b}}", {}, Code.UNKNOWN_TYPE),
        ("{enum: []}", {}, Code.EMPTY_ENUM),
        ("{enum: cat}", {}, Code.BAD_VALUE),
        ("{enum: [a, b, a, a]}", {"enum": ["a", "b"]}, Code.DUPLICATE_ENUM_VALUE),
        ("{enum: [1, 1.0, true]}", {"enum": [1, 1.0, True]}, None),
        ("{oneOf: []}", {}, Code.EMPTY_CHOICE),
        ("{allOf: {type: string}}", {"allOf": [{"type": "string"}]}, Code.BAD_VALUE),
        ("{description: null}", {}, Code.NULL_VALUE),
        ("{description: 12}", {"description": "12"}, None),
        ("{properties: [a]}", {}, Code.BAD_VALUE),
        ("{minLength: '3'}", {"minLength": 3}, Code.BAD_VALUE),
        ("{minLength: 3.0}", {"minLength": 3}, Code.BAD_VALUE),
        ("{minLength: -3}", {}, Code.BAD_VALUE),
        ("{maximum: x}", {}, Code.BAD_VALUE),
        ("{readOnly: 'true'}", {"readOnly": True}, Code.BAD_VALUE),
        ("{required: name}", {"required": ["name"]}, Code.BAD_VALUE),
        ("{minimum: 1, exclusiveMinimum: true}", {"exclusiveMinimum": 1}, None),
        ("{minimum: 1, exclusiveMinimum: false}", {"minimum": 1}, None),
        ("{exclusiveMaximum: x}", {}, Code.BAD_VALUE),
        (
            "{items: [{type: string}], additionalItems: false}",
            {"prefixItems": [{"type": "string"}], "items": False},
            Code.ITEMS_LIST,
        ),
        ("{items: []}", {}, Code.ITEMS_LIST),
        ("{properties: {a: true}}", {"properties": {"a": {}}}, None),
        ("{properties: {a: false}}", {"properties": {"a": {"not": {}}}}, None),
        ("{additionalProperties: false}", {"additionalProperties": False}, None),
        (
            "{properties: {a: text}}",
            {"properties": {"a": {}}},
            Code.SCHEMA_NOT_UNDERSTOOD,
        ),
        (
            "{properties: {a: {type: string, required: true}}}",
            {"properties": {"a": {"type": "string"}}, "required": ["a"]},
            Code.REQUIRED_FLAG,
        ),
        ("{discriminator: kind}", {"discriminator": {"propertyName": "kind"}}, None),
        ("{discriminator: {mapping: {}}}", {}, Code.BAD_VALUE),
        (
            "{discriminator: {propertyName: k, mapping: {a: '#/components/schemas/A'}}}",
            {"discriminator": {"propertyName": "k", "mapping": {}}},
            Code.DANGLING_REF,
        ),
        ("{example: null}", {"examples": [None]}, None),
        ("{examples: {a: {value: 1}, b: 2}}", {"examples": [1, 2]}, None),
        ("{default: null, const: null}", {"default": None, "const": None}, None),
        ("{x-any: null}", {"x-any": None}, None),
        (
            "{$ref: '#/components/schemas/Gone', title: t}",
            {"title": "t"},
            Code.DANGLING_REF,
        ),
        ("{$ref: '#/components/schemas/It'}", {}, Code.CIRCULAR_REF),
        ("{$ref: '#/definitions/Other'}", REF, None),
        ("{$ref: 12}", {}, Code.BAD_VALUE),
        (f"{{{OTHER}, type: string}}", REF, Code.REF_SIBLINGS),
        (f"{{{OTHER}, deprecated: true}}", {**REF, "deprecated": True}, None),
    ],
)
def test_mistakes_cost_only_themselves(
    schema: Repaired, written: str, expected: dict[str, Any], code: Code | None
) -> None:
    assert schema(written) == (expected, [code] if code else [])


@pytest.mark.parametrize(
    ("written", "expected", "code"),
    [
        (
            "{type: string, nullable: true}",
            {"type": ["string", "null"]},
            Code.OLDER_KEYWORD,
        ),
        (
            "{minimum: 1, exclusiveMinimum: true}",
            {"exclusiveMinimum": 1},
            Code.OLDER_KEYWORD,
        ),
        (f"{{{OTHER}, type: object}}", {**REF, "type": "object"}, None),
        ("{items: false}", {"items": False}, None),
        ("{$anchor: me, items: {$ref: '#me'}}", None, None),
        (
            "{$dynamicAnchor: me, items: {$dynamicRef: '#me'}}",
            None,
            Code.DYNAMIC_REF,
        ),
        (
            "{$recursiveAnchor: true, items: {$recursiveRef: '#'}}",
            None,
            Code.DYNAMIC_REF,
        ),
        ("{items: {$recursiveRef: '#'}}", None, Code.DYNAMIC_REF),
    ],
)
def test_later_versions_are_read_as_such(
    schema: Repaired, written: str, expected: dict[str, Any] | None, code: Code | None
) -> None:
    found, codes = schema(written, "3.1.0")

    assert codes == ([code] if code else [])
    if expected is None:
        assert found["items"] == {"$ref": "#/components/schemas/It"}
    else:
        assert found == expected


def test_pointers_in_a_schema_with_an_identifier_start_there(schema: Repaired) -> None:
    found, codes = schema(
        "{$id: 'https://e.test/it', items: {$ref: '#/$defs/L'}, $defs: {L: {type: string}}}",
        "3.1.0",
    )

    assert codes == []
    assert found["items"] == {"$ref": "#/components/schemas/It/$defs/L"}


def test_values_are_what_is_written_where_the_type_says_text(schema: Repaired) -> None:
    found, codes = schema(
        "{type: string, enum: [0o14, 1.10, 1_000, true, on], default: 1.10}"
    )

    assert found["enum"] == ["0o14", "1.10", "1_000", "true", "on"]
    assert found["default"] == "1.10"
    assert set(codes) == {Code.ENUM_VALUE_TYPE}


def test_numbers_may_be_written_as_texts(schema: Repaired) -> None:
    found, codes = schema("{type: integer, enum: ['1', '2'], default: 'x'}")

    assert found == {"type": "integer", "enum": [1, 2], "default": "x"}
    assert codes == [Code.ENUM_VALUE_TYPE] * 2
