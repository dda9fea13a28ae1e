from __future__ import annotations

import json
from dataclasses import replace
from typing import TYPE_CHECKING

import pytest
from case import Case
from output_subset import AsyncSubset, Subset, types
from places import CASES
from sockets import Answer, serving
from twins import in_both, sent

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.stop import Stop
from sdksmith.naming.published import names_to_lock
from sdksmith.pipeline import Run, check, generate, understand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

    from sdksmith.config.client import ClientConfig

CASE = Case(CASES / "output" / "subset")
PET = {"id": "1", "name": "Rex", "secret": "s", "chip": {"serial": "x"}, "kind": "dog"}


def names_of(config: ClientConfig) -> Mapping[str, str]:
    run = Run()
    return names_to_lock(understand(run.read(config), config, None, run)[1])


def test_what_is_left_out_still_travels() -> None:
    answer = Answer(
        200, json.dumps([PET]).encode(), {"Content-Type": "application/json"}
    )
    with serving(answer) as server:
        [pet] = in_both(
            Subset(base_url=server.url),
            AsyncSubset(base_url=server.url),
            lambda client: client.pets.list(limit=2),
        )
        seen = sent(server)

    assert seen.line == "GET /pets?limit=2 HTTP/1.1"
    assert pet.chip == {"serial": "x"}
    assert pet.to_dict() == PET
    assert not hasattr(types.Pet(id="1", name="Rex"), "secret")


def test_only_what_is_left_to_use_is_there() -> None:
    found = [name for name in dir(types) if name.istitle() or name.startswith("Pet")]

    assert found == ["Pet", "PetDict", "PetKind", "Vet", "Visit"]


def test_names_are_those_of_the_whole() -> None:
    whole = names_of(replace(CASE.config, include=(), exclude=()))

    assert names_of(CASE.config).items() <= whole.items()


def test_the_tally_says_what_was_excluded(tmp_path: Path) -> None:
    run = Run()
    generate(replace(CASE.config, output=tmp_path / "sdk"), run)

    assert str(run.tally) == (
        "5 operations in the document, 2 excluded, 3 generated, 0 degraded"
    )


def test_another_subset_is_drift_by_an_option(tmp_path: Path) -> None:
    config = replace(CASE.config, output=tmp_path / "sdk")
    generate(config, Run())

    report = check(replace(config, exclude=()), Run())

    assert [cause.kind.value for cause in report.causes] == ["option"]
    assert "`exclude tag:admin`" in report.causes[0].details[-1]


@pytest.mark.parametrize(
    ("entry", "near"),
    [
        ("tag:pet", "tag:pets"),
        ("listPet", "listPets"),
        ("GET /pet", "GET /pets"),
        ("/audit", "/audits"),
        ("#/components/schemas/Pets", "#/components/schemas/Pet"),
    ],
)
def test_an_entry_that_matches_nothing_is_an_error(
    tmp_path: Path, entry: str, near: str
) -> None:
    config = replace(CASE.config, output=tmp_path / "sdk", exclude=(entry,))
    run = Run()

    with pytest.raises(Stop):
        generate(config, run)

    [item] = [i for i in run.diagnostics.items if i.code is Code.SELECTION_MISSES]
    assert f"`{entry}` in `exclude` matches nothing" in item.message
    assert f"did you mean `{near}`?" in item.message
