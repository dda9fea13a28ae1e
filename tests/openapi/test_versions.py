"""The same API, written for each version of OpenAPI, has one canonical tree."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.document import read_document
from sdksmith.openapi import CanonicalDocument, canonicalise

HERE = Path(__file__).parent / "versions" / "pets"
VERSIONS = ("2.0", "3.0", "3.1", "3.2")


def canonical(version: str) -> CanonicalDocument:
    diagnostics = Diagnostics()
    document = read_document(f"{version}.yaml", base=HERE, diagnostics=diagnostics)
    found = canonicalise(document, diagnostics)
    assert diagnostics.items == []
    return found


@pytest.mark.parametrize("version", VERSIONS)
def test_every_version_gives_the_same_tree(version: str) -> None:
    assert _text(canonical(version)) == _text(canonical("3.1"))


def _text(document: CanonicalDocument) -> str:
    return json.dumps(document.tree, indent=1, sort_keys=True)


@pytest.mark.parametrize("version", VERSIONS)
@pytest.mark.parametrize(
    ("pointer", "written"),
    [
        ("/components/schemas/Pet/properties/name", "name: {type: string}"),
        ("/paths/~1pets~1{id}/get/parameters/0", "name: id"),
        ("/paths/~1pets~1{id}/get/responses/404", "NotFound:"),
        (
            "/paths/~1pets~1{id}/get/responses/404/content/application~1json/schema",
            "schema: {type: object, properties: {reason: {type: string}}}",
        ),
        ("/paths/~1pets/post/requestBody", "Pet"),
    ],
)
def test_every_version_knows_its_places(
    version: str, pointer: str, written: str
) -> None:
    document = canonical(version)
    position = document.document.locate(document.origin(pointer))

    assert position
    lines = (HERE / f"{version}.yaml").read_text(encoding="utf-8").splitlines()
    assert written in "\n".join(lines[position.line - 1 : position.line + 4])
