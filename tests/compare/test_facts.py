"""API facts tell in words what came, went and changed."""

from __future__ import annotations

from sdksmith.compare.facts import api_facts, fact_changes
from sdksmith.ir.api import Api
from sdksmith.ir.operations import (
    Content,
    Encoding,
    Operation,
    Parameter,
    Place,
    Response,
    StatusRange,
    Style,
)
from sdksmith.ir.schemas import (
    Doc,
    EnumMember,
    EnumSchema,
    Field,
    HintSource,
    NameHint,
    ObjectSchema,
    Presence,
)
from sdksmith.ir.types import (
    Json,
    ListOf,
    MapOf,
    Nullable,
    OperationId,
    Primitive,
    PrimitiveKind,
    Ref,
    SchemaId,
)

PET = SchemaId("#/components/schemas/Pet")
STATUS = SchemaId("#/components/schemas/Status")
NAMES = {PET: "Pet", STATUS: "Status"}
STRING = Primitive(PrimitiveKind.STRING)
HINT = NameHint(("x",), HintSource.COMPONENT)

API = Api(
    title="Pets",
    version="1",
    doc=Doc(),
    servers=(),
    groups=(),
    schemas=(
        ObjectSchema(
            PET,
            HINT,
            (
                Field("id", STRING, Presence.REQUIRED),
                Field(
                    "tags", Nullable(MapOf(ListOf(Nullable(STRING)))), Presence.OPTIONAL
                ),
                Field("status", Ref(STATUS), Presence.OPTIONAL),
            ),
        ),
        EnumSchema(STATUS, HINT, (EnumMember(Json('"new"')),)),
    ),
    operations=(
        Operation(
            id=OperationId("GET /pets"),
            method="GET",
            path="/pets",
            hint=None,
            groups=(),
            parameters=(
                Parameter(
                    "limit",
                    Place.QUERY,
                    STRING,
                    required=False,
                    style=Style.FORM,
                    explode=True,
                ),
            ),
            body=None,
            responses=(
                Response(
                    StatusRange(200, 200),
                    (Content("application/json", Encoding.JSON, ListOf(Ref(PET))),),
                    is_error=False,
                ),
                Response(StatusRange(400, 499), (), is_error=True),
            ),
        ),
    ),
)


def test_an_api_is_told_a_line_each() -> None:
    assert api_facts(API, NAMES) == {
        "api title": "Pets",
        "api version": "1",
        "operation GET /pets": "200 list of Pet, 4XX without a body",
        "parameter GET /pets query limit": "string, optional",
        "schema Pet": "object",
        "member Pet.id": "string, required",
        "member Pet.tags": "map of list of (string or null) or null, optional",
        "member Pet.status": "Status, optional",
        "schema Status": "enum",
        'value Status "new"': "",
    }


def test_changes_are_told_in_words() -> None:
    old = api_facts(API, NAMES)
    new = {
        **old,
        "member Pet.bone": "Bone, optional",
        'value Status "old"': "",
        "member Pet.id": "integer, required",
    }
    del new["parameter GET /pets query limit"]

    assert fact_changes(old, new) == (
        "Pet.bone added",
        "Pet.id changed from `string, required` to `integer, required`",
        "parameter GET /pets query limit removed",
        'value Status "old" added',
    )


def test_what_came_does_not_repeat_its_parts() -> None:
    assert fact_changes({}, api_facts(API, NAMES)) == (
        "api title added",
        "api version added",
        "operation GET /pets added",
        "schema Pet added",
        "schema Status added",
    )
