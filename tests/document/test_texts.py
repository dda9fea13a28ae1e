"""A description may be a `$ref` to a file of prose, or to a text elsewhere."""

from __future__ import annotations

from pathlib import Path

import pytest
from sockets import Answer, Seen, Server

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document import BundledDocument, read_document
from sdksmith.document.remote import NO_REMOTE, RemoteRules

SPEC = """\
openapi: 3.1.0
info: {title: Pets, version: '1', description: {$ref: ./docs/intro.md}}
tags: [{name: pets, description: {$ref: 'texts.yaml#/pets'}}, {$ref: tag.yaml}]
servers: [{url: /, description: {$ref: docs/server.txt}}]
paths:
  /pets:
    get:
      summary: {$ref: docs/summary}
      parameters: [{$ref: parameter.yaml}]
      responses: {200: {description: {$ref: '#/x-texts/found'}}}
components:
  schemas:
    Pet: {properties: {description: {description: {$ref: docs/intro.md}}}}
x-texts: {found: The pet.}
"""
FILES = {
    "docs/intro.md": "# Pets\r\n\r\n: *all* of them: {\n",
    "docs/server.txt": "here",
    "docs/summary": "List pets",
    "docs/limit.MD": "How many.",
    "texts.yaml": "pets: {$ref: docs/limit.MD}",
    "tag.yaml": "{name: toys}",
    "parameter.yaml": (
        "{name: limit, in: query, description: {$ref: docs/limit.MD}, schema: {}}"
    ),
}


def read(
    folder: Path, spec: str, files: dict[str, str], rules: RemoteRules = NO_REMOTE
) -> tuple[BundledDocument, list[tuple[Code, str]]]:
    for name, text in {"api.yaml": spec, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8", newline="")
    diagnostics = Diagnostics()
    document = read_document(
        "api.yaml", rules=rules, base=folder, diagnostics=diagnostics
    )
    found = [(i.code, i.origin.pointer if i.origin else "") for i in diagnostics.items]
    return document, found


def test_prose_stands_in_the_place_of_its_reference(tmp_path: Path) -> None:
    document, reported = read(tmp_path, SPEC, FILES)
    root = document.root
    operation = root["paths"]["/pets"]["get"]
    intro = "# Pets\n\n: *all* of them: {"

    assert reported == []
    assert root["info"]["description"] == intro
    assert root["tags"] == [
        {"name": "pets", "description": "How many."},
        {"name": "toys"},
    ]
    assert root["servers"][0]["description"] == "here"
    assert operation["summary"] == "List pets"
    assert operation["parameters"][0]["description"] == "How many."
    assert operation["responses"]["200"]["description"] == "The pet."
    assert root["components"]["schemas"]["Pet"]["properties"] == {
        "description": {"description": intro}
    }
    assert document.origin("/info/description") == Origin("docs/intro.md", "")
    assert document.locate(Origin("docs/intro.md", ""))


def test_changed_prose_is_a_changed_document(tmp_path: Path) -> None:
    before, _ = read(tmp_path, SPEC, FILES)
    after, _ = read(tmp_path, SPEC, {**FILES, "docs/intro.md": "# Cats"})

    assert before.content_hash != after.content_hash


@pytest.mark.parametrize(
    ("ref", "code"),
    [
        ("../secret.md", Code.REF_OUTSIDE_FOLDER),
        ("file:///etc/hostname", Code.REF_OUTSIDE_FOLDER),
        ("https://example.test/a.md", Code.REMOTE_REF),
        ("gone.md", Code.UNREADABLE_REF),
        ("texts.yaml", Code.BAD_VALUE),
        ("texts.yaml#/gone", Code.DANGLING_REF),
        ("#/components/schemas/Pet", Code.BAD_VALUE),
        ("#/components/schemas/Pet/description", Code.CIRCULAR_REF),
    ],
)
def test_a_text_that_cannot_be_read_is_left_out(
    tmp_path: Path, ref: str, code: Code
) -> None:
    (tmp_path / "secret.md").write_text("secret")
    spec = (
        "openapi: 3.1.0\ninfo: {title: Pets, version: '1'}\npaths: {}\n"
        f"components: {{schemas: {{Pet: {{description: {{$ref: '{ref}'}}}}}}}}\n"
    )
    document, reported = read(tmp_path, spec, {"docs/api.yaml": spec, **FILES})

    assert document.root["components"]["schemas"] == {"Pet": {}}
    assert reported == [(code, "/components/schemas/Pet/description/$ref")]


def test_prose_is_downloaded_and_pinned_where_that_is_allowed(tmp_path: Path) -> None:
    def answer(_: Seen) -> Answer:
        return Answer(200, b"Hello")

    server = Server(answer)
    url = f"{server.url}/intro.md"
    spec = SPEC.replace("./docs/intro.md", url)
    document, reported = read(tmp_path, spec, FILES, RemoteRules(allowed=True))
    server.stop()

    assert reported == []
    assert document.root["info"]["description"] == "Hello"
    assert list(document.pins) == [url]


def test_a_document_that_is_read_alone_keeps_its_references(tmp_path: Path) -> None:
    read(tmp_path, SPEC, FILES)
    document = read_document(
        "api.yaml", base=tmp_path, diagnostics=Diagnostics(), alone=True
    )

    assert document.root["info"]["description"] == {"$ref": "./docs/intro.md"}
