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
from sdksmith.pipeline import Run, generate

if TYPE_CHECKING:
    from pathlib import Path

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
    assert types.Animal(id=1, lifecycle="new").to_dict() == BODY[0]


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
