"""What operations take and give."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Place, StatusRange, Style
from sdksmith.ir.schemas import Doc, ObjectSchema
from sdksmith.ir.security import (
    ApiKeyPlace,
    ApiKeyScheme,
    HttpScheme,
    OAuth2Scheme,
    SchemeUse,
)
from sdksmith.ir.servers import Server, ServerVariable
from sdksmith.ir.types import Type

ReadApi = Callable[..., Api]
Codes = Callable[[], list[tuple[str, str]]]

DONE = "responses: {'204': {description: ''}}"


def test_path_parameters_come_first_in_the_order_of_the_path(api_of: ReadApi) -> None:
    api = api_of(paths=f"""
        /a/{{x}}/{{y}}:
          parameters:
            - {{name: q, in: query, schema: {{type: string}}}}
            - {{name: y, in: path, required: true, schema: {{type: string}}}}
          get:
            parameters:
              - {{name: x, in: path, required: true, schema: {{type: string}}}}
              - {{name: q, in: query, required: true, schema: {{type: integer}}}}
            {DONE}
        """)

    found = api.operations[0].parameters

    assert [(p.wire_name, p.place, p.required) for p in found] == [
        ("x", Place.PATH, True),
        ("y", Place.PATH, True),
        ("q", Place.QUERY, True),
    ]


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ("in: query", (Style.FORM, True)),
        ("in: query, explode: false", (Style.FORM, False)),
        ("in: query, style: deepObject", (Style.DEEP_OBJECT, True)),
        ("in: query, style: pipeDelimited", (Style.PIPE_DELIMITED, False)),
        ("in: header", (Style.SIMPLE, False)),
        ("in: cookie", (Style.FORM, True)),
    ],
)
def test_styles_have_the_defaults_of_their_place(
    said: str, expected: tuple[Style, bool], api_of: ReadApi
) -> None:
    api = api_of(paths=f"""
        /a: {{get: {{parameters: [{{name: p, {said}, schema: {{type: array}}}}], {DONE}}}}}
        """)

    found = api.operations[0].parameters[0]

    assert (found.style, found.explode) == expected


def test_a_parameter_may_be_described_by_a_media_type(
    api_of: ReadApi, type_text: Callable[[Type], str]
) -> None:
    api = api_of(paths=f"""
        /a:
          get:
            parameters:
              - name: filter
                in: query
                content: {{application/json: {{schema: {{type: array, items: {{type: integer}}}}}}}}
            {DONE}
        """)

    found = api.operations[0].parameters[0]

    assert (found.media_type, type_text(found.type)) == (
        "application/json",
        "[integer]",
    )


def test_headers_that_are_sent_otherwise_are_no_parameters(
    api_of: ReadApi, codes: Codes
) -> None:
    api = api_of(paths=f"""
        /a: {{get: {{parameters: [{{name: Accept, in: header, schema: {{type: string}}}}], {DONE}}}}}
        """)

    assert api.operations[0].parameters == ()
    assert codes() == [("parameter-ignored", "/paths/~1a/get/parameters/0")]


@pytest.mark.parametrize(
    ("security", "expected"), [("", ["Authorization"]), ("security: [{key: []}],", [])]
)
def test_a_header_of_credentials_is_a_parameter_where_no_scheme_sends_them(
    security: str, expected: list[str], api_of: ReadApi
) -> None:
    api = api_of(
        paths=f"""
        /a:
          get:
            {{{security}
            parameters: [{{name: Authorization, in: header, schema: {{type: string}}}}],
            {DONE}}}
        """,
        components={"securitySchemes": {"key": {"type": "http", "scheme": "bearer"}}},
    )

    assert [p.wire_name for p in api.operations[0].parameters] == expected


def test_inline_types_of_parameters_are_called_by_operation_and_name(
    api_of: ReadApi,
) -> None:
    api = api_of(paths=f"""
        /a:
          get:
            parameters:
              - {{name: sort, in: query, schema: {{enum: [up, down]}}}}
              - {{name: kinds, in: query, schema: {{type: array, items: {{enum: [x]}}}}}}
            {DONE}
        """)

    hints = [schema.hint for schema in api.schemas]

    assert [(h.operation, h.words, h.of_items) for h in hints] == [
        ("GET /a", ("sort",), False),
        ("GET /a", ("kinds",), True),
    ]


def test_responses_stand_in_the_order_of_their_statuses(api_of: ReadApi) -> None:
    api = api_of(paths="""
        /a:
          get:
            responses:
              default: {description: ''}
              4XX: {description: ''}
              '404': {description: ''}
              '201': {description: '', headers: {ETag: {schema: {type: string}}}}
        """)

    found = api.operations[0].responses

    assert [(r.status, r.is_error) for r in found] == [
        (StatusRange(201, 201), False),
        (StatusRange(400, 499), True),
        (StatusRange(404, 404), True),
        (StatusRange(0, 999), True),
    ]
    assert [header.wire_name for header in found[0].headers] == ["ETag"]


def test_default_alone_is_no_error(api_of: ReadApi) -> None:
    api = api_of(paths="/a: {get: {responses: {default: {description: ''}}}}")

    assert [r.is_error for r in api.operations[0].responses] == [False]


def test_security_is_a_choice_of_sets(api_of: ReadApi, codes: Codes) -> None:
    flow = {"tokenUrl": "/token", "scopes": {"read": "Read."}}
    schemes = {
        "key": {"type": "apiKey", "in": "header", "name": "X-Key"},
        "basic": {"type": "http", "scheme": "Basic"},
        "flow": {"type": "oauth2", "flows": {"clientCredentials": flow}},
        "tls": {"type": "mutualTLS"},
    }
    api = api_of(
        paths=f"""
        /a: {{get: {{security: [{{key: [], basic: []}}, {{flow: [read]}}, {{}}], {DONE}}}}}
        /b: {{get: {{{DONE}}}}}
        /c: {{get: {{security: [], {DONE}}}}}
        /d: {{get: {{security: [{{tls: [], key: []}}], {DONE}}}}}
        """,
        security=[{"key": []}],
        components={"securitySchemes": schemes},
    )

    key = SchemeUse("key")
    assert api.security == ((key,),)
    assert api.security_schemes == (
        ApiKeyScheme("key", "X-Key", ApiKeyPlace.HEADER),
        HttpScheme("basic", "basic"),
        OAuth2Scheme("flow", "/token", ("read",)),
    )
    assert [operation.security for operation in api.operations] == [
        ((key, SchemeUse("basic")), (SchemeUse("flow", ("read",)),), ()),
        None,
        (),
        ((key,),),
    ]
    assert codes() == [("security-not-sent", "/components/securitySchemes/tls")]


def test_servers_have_variables_and_operations_their_own(api_of: ReadApi) -> None:
    url = "https://{region}.example.test"
    variables = {"region": {"default": "eu", "enum": ["eu", "us"]}}
    api = api_of(
        paths=f"/a: {{servers: [{{url: /other}}], get: {{{DONE}}}}}",
        servers=[{"url": url, "variables": variables}],
    )

    region = ServerVariable("region", "eu", ("eu", "us"))
    assert api.servers == (Server(url, (region,)),)
    assert api.operations[0].servers == (Server("/other"),)


def test_webhooks_and_callbacks_are_what_the_api_sends(api_of: ReadApi) -> None:
    api = api_of(
        paths=f"""
        /a:
          post:
            callbacks: {{onDone: {{'{{$request.body#/url}}': {{post: {{{DONE}}}}}}}}}
            {DONE}
        """,
        webhooks={"made": {"post": {"responses": {"204": {"description": ""}}}}},
    )

    assert [(w.name, w.operation.id) for w in api.webhooks] == [
        ("made", "POST webhook:made"),
        ("onDone", "POST callback:POST /a:onDone {$request.body#/url}"),
    ]
    assert [operation.id for operation in api.operations] == ["POST /a"]


def test_tags_are_groups_whether_declared_or_not(api_of: ReadApi) -> None:
    api = api_of(
        paths=f"/a: {{get: {{tags: [new, known], {DONE}}}}}",
        tags=[{"name": "known", "description": "Text."}],
    )

    assert [(group.name, group.doc) for group in api.groups] == [
        ("known", Doc(description="Text.")),
        ("new", Doc()),
    ]


def test_additional_operations_have_the_method_that_is_sent(api_of: ReadApi) -> None:
    api = api_of(
        paths=f"""
        /a:
          get: {{{DONE}}}
          query: {{{DONE}}}
          additionalOperations: {{COPY: {{{DONE}}}, m-search: {{{DONE}}}}}
        """,
        openapi="3.2.0",
    )

    assert [operation.id for operation in api.operations] == [
        "GET /a",
        "QUERY /a",
        "COPY /a",
        "m-search /a",
    ]


def test_texts_that_only_repeat_names_say_nothing(api_of: ReadApi) -> None:
    api = api_of(paths="""
/pets:
  get:
    operationId: listPetsUsingGET
    summary: listPets
    description: Pets
    parameters:
      - {name: petId, in: query, description: pet_id, schema: {type: string}}
      - {name: id, in: query, description: the id, schema: {type: string}}
    responses:
      '200':
        description: done
        content:
          application/json:
            schema: {properties: {name: {description: name}, age: {description: Age in years}}}
""")
    [operation] = api.operations
    [schema] = [s for s in api.schemas if isinstance(s, ObjectSchema)]

    assert (operation.doc.summary, operation.doc.description) == (None, "Pets")
    assert [p.doc.description for p in operation.parameters] == [None, "the id"]
    assert [f.doc.description for f in schema.fields] == [None, "Age in years"]
