"""References of every kind of component lead on, and circles end with a report."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from sdksmith.diagnostics.codes import Code

if TYPE_CHECKING:
    from conftest import Canonical

CHAINS = """
paths:
  /a:
    post:
      parameters: [{$ref: '#/components/parameters/P1'}]
      requestBody: {$ref: '#/components/requestBodies/B1'}
      responses: {'200': {$ref: '#/components/responses/R1'}}
  /b: {$ref: '#/components/pathItems/I1'}
components:
  parameters: {P1: {$ref: '#/components/parameters/P2'}, P2: {name: p, in: query, schema: {type: integer}}}
  requestBodies: {B1: {$ref: '#/components/requestBodies/B2'}, B2: {content: {a/b: {schema: {type: string}}}}}
  responses: {R1: {$ref: '#/components/responses/R2'}, R2: {description: ok, headers: {X: {$ref: '#/components/headers/H1'}}}}
  headers: {H1: {$ref: '#/components/headers/H2'}, H2: {schema: {type: integer}}}
  pathItems: {I1: {$ref: '#/components/pathItems/I2'}, I2: {get: {responses: {'204': {description: b}}}}}
"""


def test_references_to_references_are_followed_to_their_end(
    canonical: Canonical,
) -> None:
    document, codes = canonical(CHAINS, "3.1.0")
    operation = document.tree["paths"]["/a"]["post"]
    answer = operation["responses"]["200"]

    assert codes == []
    assert operation["parameters"][0]["schema"] == {"type": "integer"}
    assert operation["requestBody"]["content"]["a/b"]["schema"] == {"type": "string"}
    assert answer["headers"]["X"]["schema"] == {"type": "integer"}
    assert list(document.tree["paths"]["/b"]) == ["get"]


@pytest.mark.parametrize(
    "text",
    [
        "paths: {/p: {$ref: '#/paths/~1q'}, /q: {$ref: '#/paths/~1p'}}",
        "components: {parameters: {P: {$ref: '#/components/parameters/P'}}}",
        "components: {requestBodies: {P: {$ref: '#/components/requestBodies/P'}}}",
        (
            "components: {responses: {P: {$ref: '#/components/responses/Q'},"
            " Q: {$ref: '#/components/responses/P'}}}"
        ),
        (
            "components: {schemas: {P: {$ref: '#/components/schemas/Q'},"
            " Q: {$ref: '#/components/schemas/P'}}}"
        ),
        "components: {schemas: {$ref: '#/components/schemas'}}",
    ],
)
def test_a_circle_of_references_is_reported(canonical: Canonical, text: str) -> None:
    _, codes = canonical(f"{text}\n", "3.1.0")

    assert set(codes) == {Code.CIRCULAR_REF}


def test_a_reference_may_lead_into_any_place(canonical: Canonical) -> None:
    schema = "#/paths/~1a~1%7Bx%7D/get/responses/200/content/a~1b/schema"
    plain = schema.replace("%7B", "{").replace("%7D", "}")
    document, codes = canonical(
        "paths: {'/a/{x}': {parameters: [{name: x, in: path, required: true, schema: {}}],"
        " get: {responses: {'200': {description: a, content: {a/b: {schema:"
        " {type: string}}}}}}}}\n"
        f"components: {{schemas: {{A: {{$ref: '{schema}'}}, B: {{$ref: '{plain}'}}}}}}\n",
        "3.1.0",
    )
    schemas = document.tree["components"]["schemas"]

    assert codes == []
    assert document.resolve(schemas["A"]["$ref"])[0] == {"type": "string"}
    assert document.resolve(schemas["B"]["$ref"])[0] == {"type": "string"}
