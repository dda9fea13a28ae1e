"""What is found out about answers: pages, envelopes, errors, batches."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdksmith.ir.api import Api, schemas_by_id
from sdksmith.ir.operations import CursorPages, Sent
from sdksmith.ir.schemas import ObjectSchema, Presence
from sdksmith.ir.types import Json, Type

ReadApi = Callable[..., Api]
Codes = Callable[[], list[tuple[str, str]]]

LISTED = "{type: array, items: {properties: {n: {}}}}"
NEXT = "next_cursor: {type: string}"
CURSOR = "{name: cursor, in: query, schema: {type: string}}"


def answering(api_of: ReadApi, schema: str, *parameters: str) -> Api:
    """An API with one operation that answers with a schema."""
    return api_of(paths=f"""
        /a:
          get:
            parameters: [{', '.join(parameters)}]
            responses:
              '200': {{description: '', content: {{application/json: {{schema: {schema}}}}}}}
        """)


def pages(api: Api) -> CursorPages | None:
    return api.operations[0].pagination


def test_a_cursor_a_next_cursor_and_one_list_are_pages(
    api_of: ReadApi, codes: Codes
) -> None:
    api = answering(
        api_of,
        "{properties: {data: {type: array, items: {properties: {n: {}}}},"
        " tags: {type: array, items: {type: string}},"
        " next_cursor: {type: [string, 'null']}, has_more: {type: boolean}}}",
        CURSOR,
    )

    found = pages(api)

    assert found is not None
    assert (found.parameter, found.items) == (Sent(("cursor",)), ("data",))
    assert (found.next_cursor, found.has_more) == (("next_cursor",), ("has_more",))
    assert (found.info, found.detail) == ((), None)
    assert codes() == [("pagination-detected", "/paths/~1a/get")]


def test_lists_beside_the_items_are_no_doubt(api_of: ReadApi) -> None:
    api = answering(
        api_of,
        "{properties: {data: {type: array, items: {properties: {n: {}}}},"
        " included: {type: array, items: {properties: {m: {}}}},"
        " meta: {properties: {continue: {type: string}}}}}",
        "{name: continue, in: query, schema: {type: string}}",
    )

    found = pages(api)

    assert found is not None
    assert (found.items, found.next_cursor) == (("data",), ("meta", "continue"))


@pytest.mark.parametrize(
    ("schema", "parameters"),
    [
        # the items may be either
        (f"{{properties: {{errors: {LISTED}, hosts: {LISTED}, {NEXT}}}}}", (CURSOR,)),
        # no cursor to send
        ("{properties: {data: {type: array}, next_cursor: {type: string}}}", ()),
        # nothing says what comes next
        ("{properties: {data: {type: array}}}", (CURSOR,)),
        # two lists of objects
        (f"{{properties: {{a: {LISTED}, b: {LISTED}, {NEXT}}}}}", (CURSOR,)),
        # two places that say what comes next
        (
            f"{{properties: {{data: {LISTED}, {NEXT}, page: {{properties: {{{NEXT}}}}}}}}}",
            (CURSOR,),
        ),
        # the next cursor is no text
        ("{properties: {data: {type: array}, next_cursor: {type: object}}}", (CURSOR,)),
    ],
)
def test_a_doubt_means_no_pages(
    schema: str, parameters: tuple[str, ...], api_of: ReadApi
) -> None:
    assert pages(answering(api_of, schema, *parameters)) is None


def test_inline_items_and_pages_are_named_after_the_operation(api_of: ReadApi) -> None:
    api = answering(
        api_of,
        "{properties: {data: {type: array, items: {properties: {n: {}}}},"
        " next_cursor: {type: string}}}",
        CURSOR,
    )

    hints = [schema.hint for schema in api.schemas]

    assert [(hint.words, hint.owner, hint.operation) for hint in hints] == [
        (("Page",), api.schemas[1].id, None),
        (("Item",), None, "GET /a"),
    ]


@pytest.mark.parametrize(
    ("schema", "expected"),
    [
        ("{required: [data], properties: {data: {type: string}}}", "string"),
        (
            "{required: [data], properties: {data: {type: array, items: {type: integer}}}}",
            "[integer]",
        ),
    ],
)
def test_data_alone_is_unwrapped(
    schema: str, expected: str, api_of: ReadApi, type_text: Callable[[Type], str]
) -> None:
    response = answering(api_of, schema).operations[0].responses[0]

    assert response.unwrapped == "data"
    assert type_text(response.contents[0].type) == expected


@pytest.mark.parametrize(
    "schema",
    [
        "{properties: {data: {type: string}}}",
        "{required: [result], properties: {result: {type: string}}}",
        "{required: [data], properties: {data: {}, meta: {}}}",
        "{required: [data], properties: {data: {}}, additionalProperties: {type: string}}",
        "{type: [object, 'null'], required: [data], properties: {data: {}}}",
    ],
)
def test_other_envelopes_stay(schema: str, api_of: ReadApi) -> None:
    assert answering(api_of, schema).operations[0].responses[0].unwrapped is None


def test_a_single_or_batch_union_of_a_component_is_named_after_it(
    api_of: ReadApi,
) -> None:
    api = api_of("""
        U:
          oneOf:
            - {properties: {item: {properties: {n: {}}}}}
            - {properties: {item: {type: array, items: {properties: {n: {}}}}}}
        """)

    hints = {
        schema.id: schema.hint for schema in api.schemas if "oneOf" in schema.id[-8:]
    }

    assert [(h.words, h.owner) for h in hints.values()] == [
        (("Single",), "#/components/schemas/U"),
        (("Batch",), "#/components/schemas/U"),
    ]


def error_paths(schema: str) -> str:
    content = (
        f"{{description: '', content: {{application/json: {{schema: {schema}}}}}}}"
    )
    operation = (
        f"{{get: {{responses: {{'204': {{description: ''}}, '404': {content}}}}}}}"
    )
    return f"{{/a: {operation}, /b: {operation}}}"


@pytest.mark.parametrize(
    ("schema", "detail", "code", "message"),
    [
        (
            "{properties: {error: {properties: {code: {type: string}, message: {type: string}}}}}",
            ("error",),
            ("error", "code"),
            ("error", "message"),
        ),
        (
            "{properties: {code: {type: integer}, message: {type: string}}}",
            (),
            ("code",),
            ("message",),
        ),
        (
            "{properties: {error: {type: string}, error_description: {type: string}}}",
            (),
            ("error",),
            ("error_description",),
        ),
        ("{properties: {n: {type: integer}}}", (), None, None),
    ],
)
def test_the_error_body_tells_its_code_and_message(
    schema: str,
    detail: tuple[str, ...],
    code: tuple[str, ...] | None,
    message: tuple[str, ...] | None,
    api_of: ReadApi,
) -> None:
    api = api_of(paths=error_paths(schema))

    shape = api.error_shape
    assert shape is not None
    assert (shape.detail, shape.code, shape.message) == (detail, code, message)
    assert schemas_by_id(api)[shape.schema].hint.words == ("Error", "Response")


def test_a_component_is_the_error_shape_under_its_own_name(api_of: ReadApi) -> None:
    api = api_of(
        "Problem: {properties: {title: {type: string}}}",
        error_paths("{$ref: '#/components/schemas/Problem'}"),
    )

    assert api.error_shape is not None
    assert api.error_shape.schema == "#/components/schemas/Problem"


def test_a_default_that_is_no_value_of_its_type_is_forgotten(
    api_of: ReadApi, codes: Codes
) -> None:
    api = api_of(
        "A: {properties: {n: {type: integer, default: five}, m: {type: integer, default: 5}}}"
    )

    schema = api.schemas[0]
    assert isinstance(schema, ObjectSchema)
    assert [field.default for field in schema.fields] == [None, Json("5")]
    assert schema.fields[0].presence is Presence.OPTIONAL
    assert ("unfit-default", "/components/schemas/A/properties/n") in codes()
