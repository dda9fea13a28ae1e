"""Members that say more of what is inherited hold with all that is inherited."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.inheritance import effective_fields
from sdksmith.ir.schemas import Field, ObjectSchema, Presence
from sdksmith.ir.types import Constraints, Primitive, Ref, SchemaId

ReadApi = Callable[..., Api]
FieldsOf = Callable[[Api, str], dict[str, str]]

LINE = """
Parent:
  type: object
  properties:
    size: {type: integer, minimum: 1, description: How large.}
    mood: {type: string}
    owner: {$ref: '#/@Owner'}
    either: {oneOf: [{type: string}, {type: integer}]}
Owner: {type: object, properties: {id: {type: string}}}
Child:
  allOf:
    - $ref: '#/@Parent'
    - properties:
        size: {maximum: 10}
        mood: {oneOf: [{const: calm}, {const: wild}]}
        owner: {allOf: [{$ref: '#/@Owner'}, {properties: {name: {type: string}}}]}
        either: {minLength: 1}
Grandchild:
  allOf:
    - $ref: '#/@Child'
    - properties:
        size: {multipleOf: 2}
        owner: {required: [name]}
        either: {type: string}
Last:
  allOf:
    - $ref: '#/@Grandchild'
    - properties: {size: {type: integer, minimum: 4}}
"""


def member(api: Api, schema: str, name: str) -> Field:
    found = schemas_by_id(api)[SchemaId(f"#/components/schemas/{schema}")]
    assert isinstance(found, ObjectSchema)
    return next(field for field in found.fields if field.wire_name == name)


@pytest.fixture(params=["one file", "several files"])
def line(request: pytest.FixtureRequest, api_of: ReadApi, tmp_path: Path) -> Api:
    """The API, in whichever file its schemas stand."""
    if request.param == "one file":
        return api_of(LINE.replace("@", "components/schemas/"))
    (tmp_path / "more.yaml").write_text(LINE.replace("@", ""))
    names = ("Last", "Grandchild", "Child", "Parent", "Owner")
    refs = "\n".join(f"{name}: {{$ref: 'more.yaml#/{name}'}}" for name in names)
    return api_of(refs)


def test_limits_add_up_over_generations(line: Api) -> None:
    size = member(line, "Last", "size")

    assert isinstance(size.type, Primitive)
    assert size.type.kind.value == "integer"
    assert size.type.constraints == Constraints(minimum=4, maximum=10, multiple_of=2)
    assert size.doc.description == "How large."


def test_what_stands_alone_counts_as_it_is(
    line: Api, fields_of: FieldsOf, diagnostics: Diagnostics
) -> None:
    assert fields_of(line, "Child")["mood?"].startswith("Child/")
    assert fields_of(line, "Grandchild")["either?"] == "string"
    assert [item.code for item in diagnostics.items] == [Code.NO_PATHS]


def test_what_only_limits_keeps_the_inherited_object(line: Api) -> None:
    owner = member(line, "Grandchild", "owner").type
    assert isinstance(owner, Ref)
    schemas = schemas_by_id(line)
    target = schemas[owner.target]
    assert isinstance(target, ObjectSchema)

    fields = effective_fields(schemas, target)
    assert {f.wire_name: f.presence for f in fields} == {
        "id": Presence.OPTIONAL,
        "name": Presence.REQUIRED,
    }
