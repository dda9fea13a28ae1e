"""Enums: their values, and what extensions say of them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.schemas import (
    EnumSchema,
    Schema,
)
from sdksmith.ir.types import (
    SchemaId,
    Type,
)

ReadApi = Callable[..., Api]
FieldsOf = Callable[[Api, str], dict[str, str]]
TypeText = Callable[[Type], str]


def schema(api: Api, name: str) -> Schema:
    return schemas_by_id(api)[SchemaId(f"#/components/schemas/{name}")]


def test_values_of_an_enum_keep_their_json_type_and_their_names(
    api_of: ReadApi,
) -> None:
    found = schema(
        api_of("""
        E:
          enum: [1, one, true, 1.5]
          x-enum-varnames: [FIRST, SECOND]
          x-enum-descriptions: [The first.]
        """),
        "E",
    )

    assert isinstance(found, EnumSchema)
    assert [m.value.text for m in found.members] == ["1", '"one"', "true", "1.5"]
    assert [m.hint for m in found.members] == ["FIRST", "SECOND", None, None]
    assert found.members[0].description == "The first."


@pytest.mark.parametrize(
    "said",
    [
        "x-enumNames: [Fresh, Old], x-enumDescriptions: [Just made., null]",
        "x-enum-varnames: {n: Fresh, o: Old}, x-enum-descriptions: {n: Just made.}",
        (
            "x-speakeasy-enums: {n: Fresh, o: Old}, x-enum-elements: "
            "[{name: n, description: Just made.}]"
        ),
        "x-fern-enum: {n: {name: Fresh, description: Just made.}, o: {name: Old}}",
        (
            "x-ms-enum: {name: E, values: [{value: o, name: Old}, "
            "{value: n, name: Fresh, description: Just made.}]}"
        ),
    ],
)
def test_extensions_say_what_values_are(said: str, api_of: ReadApi) -> None:
    found = schema(api_of(f"E: {{type: string, enum: [n, o], {said}}}"), "E")

    assert isinstance(found, EnumSchema)
    assert [(m.hint, m.description) for m in found.members] == [
        ("Fresh", "Just made."),
        ("Old", None),
    ]


def test_a_text_with_known_values_takes_others_too(api_of: ReadApi) -> None:
    api = api_of("E: {type: string, x-extensible-enum: [a, b], minLength: 1}")
    found = schema(api, "E")

    assert isinstance(found, EnumSchema)
    assert [m.value.value for m in found.members] == ["a", "b"]
    assert found.takes_text


@pytest.mark.parametrize(
    "said",
    [
        "{oneOf: [{const: a, title: First}, {const: b}]}",
        "{anyOf: [{type: string, enum: [a, b]}, {type: string}]}",
    ],
)
def test_alternatives_that_are_values_are_an_enum(said: str, api_of: ReadApi) -> None:
    found = schema(api_of(f"E: {said}"), "E")

    assert isinstance(found, EnumSchema)
    assert [m.value.value for m in found.members] == ["a", "b"]
