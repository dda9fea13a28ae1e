"""`sdksmith inspect` shows an API as its SDK offers it; `explain` explains codes."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from sdksmith.cli.edge import run
from sdksmith.diagnostics.codes import Code

Capture = pytest.CaptureFixture[str]


@pytest.mark.usefixtures("project")
def test_an_api_is_shown_as_a_tree(capsys: Capture) -> None:
    assert run(["inspect", "pets.yaml"]) == 0
    assert capsys.readouterr().out == (
        "Pet Shop 1.0.0: package petshop, class PetShop\n"
        "\n"
        "methods (2)\n"
        "  pets\n"
        "    list(limit)  GET /pets\n"
        "  toys\n"
        "    list()  GET /toys\n"
        "\n"
        "types (3)\n"
        "  Pet: id, status\n"
        '  Status: "new" | "sold"\n'
        "  Toy: name\n"
    )


@pytest.mark.usefixtures("project")
def test_json_holds_the_whole_api(capsys: Capture) -> None:
    assert run(["inspect", "pets", "--json"]) == 0
    api = json.loads(capsys.readouterr().out)

    assert api["title"] == "Pet Shop"
    assert [each["id"] for each in api["operations"]] == ["GET /pets", "GET /toys"]


@pytest.mark.parametrize("more", [[], ["--json"]])
def test_a_terminal_obeys_nothing_that_a_document_says(
    project: Path, capsys: Capture, more: list[str]
) -> None:
    spec = project / "pets.yaml"
    said = spec.read_text().replace("Pet Shop", '"Pet\\e[31m\\r\\u202e\\x9b Shop"')
    spec.write_text(said)

    assert run(["inspect", "pets.yaml", *more]) == 0
    assert all(line.isprintable() for line in capsys.readouterr().out.split("\n"))


def test_a_code_is_explained(capsys: Capture) -> None:
    assert run(["explain", "output-edited"]) == 0
    out = capsys.readouterr().out

    assert out.startswith("output-edited: ")
    assert "--overwrite-edits" in out


def test_all_codes_are_listed(capsys: Capture) -> None:
    assert run(["explain"]) == 0
    lines = capsys.readouterr().out.splitlines()

    assert [line.partition(":")[0] for line in lines] == sorted(c.value for c in Code)
