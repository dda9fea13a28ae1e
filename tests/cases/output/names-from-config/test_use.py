from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case import Case
from output_names_from_config import AsyncNamesFromConfig, NamesFromConfig, types
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.stop import Stop
from sdksmith.naming.listing import list_names
from sdksmith.pipeline import Run, generate, understand

if TYPE_CHECKING:
    from pathlib import Path

    from sdksmith.config.client import ClientConfig
    from sdksmith.ir.api import Api
    from sdksmith.naming.table import NameTable

CASE = Case(CASES / "output" / "names-from-config")
BODY = [{"id": 1, "status": "new"}]


def test_names_in_python_change_and_nothing_on_the_wire() -> None:
    answer = Answer(
        200, json.dumps(BODY).encode(), {"Content-Type": "application/json"}
    )
    with serving(answer) as server:
        found = in_both(
            NamesFromConfig(base_url=server.url),
            AsyncNamesFromConfig(base_url=server.url),
            lambda client: client.catalogue.search(page_size=2),
        )
        seen = sent(server)

    assert seen.line == "GET /pets?limit=2 HTTP/1.1"
    assert [(type(each), each.lifecycle) for each in found] == [(types.Animal, "new")]
    assert [each.to_dict() for each in found] == BODY
    assert types.ANIMAL_STATUS_FRESH == "new"
    made = types.Animal(id=1, lifecycle=types.ANIMAL_STATUS_FRESH)
    assert made.to_dict() == BODY[0]


def test_the_document_may_choose_names_and_the_config_wins(tmp_path: Path) -> None:
    text = CASE.spec.read_text("utf-8")
    said = {
        "/pets: {get: {": "/pets: {get: {x-sdksmith-name: find, ",
        "{name: limit,": "{name: limit, x-sdksmith-name: count,",
        "Pet: {type: object,": "Pet: {type: object, x-sdksmith-name: Beast,",
        "enum: [new, sold]": (
            "enum: [new, sold], x-sdksmith-name: state, x-enum-varnames: [YOUNG, GONE]"
        ),
        "paths:": "tags: [{name: pets, x-sdksmith-name: zoo}]\npaths:",
    }
    for old, new in said.items():
        assert old in text
        text = text.replace(old, new, 1)
    (tmp_path / "spec.yaml").write_text(text, "utf-8")
    config = replace(CASE.config, base=tmp_path, output=tmp_path / "sdk")

    by_document = list_names(*_understood(replace(config, rename={})))
    by_config = list_names(*_understood(config))

    status = "#/components/schemas/Pet/properties/status"
    keys = {
        "operation GET /pets": ("zoo.find", "catalogue.search"),
        "parameter GET /pets query limit": ("count", "page_size"),
        "schema #/components/schemas/Pet": ("Beast", "Animal"),
        "member #/components/schemas/Pet status": ("state", "lifecycle"),
        f"value {status} new": ("YOUNG", "FRESH"),
    }
    assert {row.key: row.name for row in by_document if row.key in keys} == {
        key: names[0] for key, names in keys.items()
    }
    assert {row.key: row.name for row in by_config if row.key in keys} == {
        key: names[1] for key, names in keys.items()
    }
    assert {row.source for row in by_config if row.key in keys} == {"config"}


def _understood(config: ClientConfig) -> tuple[Api, NameTable]:
    run = Run()
    found = understand(run.read(config), config, None, run)
    assert [item for item in run.diagnostics.items if "rename" in item.code.value] == []
    return found


def test_the_modules_are_called_by_the_new_names() -> None:
    files = CASE.client.package_files

    assert "output_names_from_config/types/catalogue.py" in files
    assert "output_names_from_config/resources/catalogue.py" in files


@pytest.mark.parametrize(
    ("key", "name", "code", "said"),
    [
        ("listPet", "search", Code.RENAME_MISSES, "did you mean `listPets`?"),
        ("#/components/schemas/Pet", "Toy", Code.RENAME_CLASHES, "Toy"),
        ("listPets", "with_response", Code.RENAME_CLASHES, "with_response"),
    ],
)
def test_a_rename_that_misses_or_clashes_is_an_error(
    tmp_path: Path, key: str, name: str, code: Code, said: str
) -> None:
    config = replace(CASE.config, output=tmp_path / "sdk", rename={key: name})
    run = Run()

    with pytest.raises(Stop):
        generate(config, run)

    [item] = [item for item in run.diagnostics.items if item.code is code]
    assert said in item.message
    assert not (tmp_path / "sdk").exists()
