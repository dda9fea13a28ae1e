"""What operations send: media types and the parts of forms."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from sdksmith.ir.api import Api
from sdksmith.ir.operations import Encoding, Style
from sdksmith.ir.types import Type
from sdksmith.python.bodies import preferred

ReadApi = Callable[..., Api]
Codes = Callable[[], list[tuple[str, str]]]

DONE = "responses: {'204': {description: ''}}"


@pytest.mark.parametrize(
    ("media_type", "schema", "encoding", "expected"),
    [
        ("application/json", "{type: integer}", Encoding.JSON, "integer"),
        (
            "application/vnd.api+json; charset=utf-8",
            "{type: integer}",
            Encoding.JSON,
            "integer",
        ),
        ("'*/*'", "{type: array, items: {type: integer}}", Encoding.JSON, "[integer]"),
        ("'*/*'", "{type: string}", Encoding.TEXT, "string"),
        ("text/plain", "{type: object}", Encoding.TEXT, "string"),
        ("text/csv", "{}", Encoding.TEXT, "string"),
        ("application/octet-stream", "{type: string}", Encoding.BINARY, "binary"),
        ("image/png", "{}", Encoding.BINARY, "binary"),
        ("text/event-stream", "{type: integer}", Encoding.EVENT_STREAM, "integer"),
        (
            "application/jsonl",
            "{type: array, items: {type: integer}}",
            Encoding.JSON_LINES,
            "integer",
        ),
        ("application/x-ndjson", "{type: integer}", Encoding.JSON_LINES, "integer"),
        ("application/json-seq", "{type: integer}", Encoding.JSON_LINES, "integer"),
        ("application/stream+json", "{type: integer}", Encoding.JSON_LINES, "integer"),
        ("multipart/form-data", "{type: object}", Encoding.MULTIPART, "{string: any}"),
        (
            "application/x-www-form-urlencoded",
            "{type: object}",
            Encoding.FORM,
            "{string: any}",
        ),
    ],
)
def test_a_media_type_says_how_bytes_carry_the_value(
    media_type: str,
    schema: str,
    encoding: Encoding,
    expected: str,
    *,
    api_of: ReadApi,
    type_text: Callable[[Type], str],
) -> None:
    api = api_of(paths=f"""
        /a:
          get:
            responses:
              '200': {{description: '', content: {{{media_type}: {{schema: {schema}}}}}}}
        """)

    content = api.operations[0].responses[0].contents[0]

    assert (content.encoding, type_text(content.type)) == (encoding, expected)


def test_plain_json_goes_before_other_json_of_the_same_schema(api_of: ReadApi) -> None:
    api = api_of(paths="""
/pets:
  post:
    requestBody:
      content:
        application/json-patch+json: {schema: {type: object}}
        text/json: {schema: {type: object}}
        Application/JSON; charset=utf-8: {schema: {type: object}}
    responses: {'204': {description: done}}
""")
    body = api.operations[0].body
    assert body

    assert [content.repeats for content in body.contents] == [True, True, False]
    assert preferred(body.contents) is body.contents[2]


def test_a_merge_patch_goes_before_a_script(api_of: ReadApi) -> None:
    api = api_of(paths="""
/pets:
  patch:
    requestBody:
      content:
        application/json-patch+json: {schema: {type: object}}
        application/strategic-merge-patch+json: {schema: {type: object}}
        application/merge-patch+json: {schema: {type: object}}
    responses: {'204': {description: done}}
""")
    body = api.operations[0].body
    assert body

    assert preferred(body.contents) is body.contents[2]


def test_parts_of_a_form_say_how_they_are_sent(api_of: ReadApi) -> None:
    api = api_of(paths=f"""
        /a:
          post:
            requestBody:
              required: true
              content:
                multipart/form-data:
                  schema: {{properties: {{file: {{type: string, format: binary}}, ids: {{type: array}}}}}}
                  encoding:
                    file: {{contentType: image/png}}
                    ids: {{style: pipeDelimited, explode: false}}
            {DONE}
        """)

    body = api.operations[0].body

    assert body is not None
    assert body.required
    assert [
        (p.wire_name, p.media_type, p.style, p.explode) for p in body.contents[0].parts
    ] == [
        ("file", "image/png", None, None),
        ("ids", None, Style.PIPE_DELIMITED, False),
    ]
