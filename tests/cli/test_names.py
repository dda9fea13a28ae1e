"""`sdksmith names`: every name and where it comes from, and what moved."""

from __future__ import annotations

import json
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli.edge import run

Capture = pytest.CaptureFixture[str]
Replace = Callable[[str, str, str], None]
RENAME = 'package = "petshop"\nrename = { "GET /pets" = "search" }\n'


@pytest.fixture
def renamed(project: Path, replace: Replace) -> Path:
    replace("pyproject.toml", 'package = "petshop"\n', RENAME)
    return project


@pytest.mark.usefixtures("renamed")
def test_every_name_is_printed_with_its_source(capsys: Capture) -> None:
    assert run(["names"]) == 0

    lines = capsys.readouterr().out.splitlines()
    assert '"operation GET /pets" = "pets.search"  # config' in lines
    assert '"operation GET /toys" = "toys.list"  # lock' in lines
    assert '"member #/components/schemas/Pet status" = "status"  # document' in lines
    assert tomllib.loads("\n".join(lines))["schema #/components/schemas/Toy"] == "Toy"


@pytest.mark.usefixtures("project")
def test_json_has_the_pointer(capsys: Capture) -> None:
    assert run(["names", "pets.yaml", "--include", "/pets", "--json"]) == 0

    rows = {row["key"]: row for row in json.loads(capsys.readouterr().out)}
    assert rows["operation GET /pets"]["pointer"] == "#/paths/~1pets/get"
    assert "operation GET /toys" not in rows


@pytest.mark.parametrize("form", [[], ["--json"]])
def test_a_printed_table_can_be_compared(
    renamed: Path, capsys: Capture, replace: Replace, form: list[str]
) -> None:
    run(["names", *form])
    (renamed / "before").write_text(capsys.readouterr().out, encoding="utf-8")
    same = run(["names", "--diff", "before"])
    replace("pyproject.toml", '"search"', '"find"')
    replace("pets.yaml", "  /toys:", "  /shops:")

    moved = run(["names", "--diff", "before"])

    out = capsys.readouterr().out.splitlines()
    assert (same, moved) == (0, 1)
    assert out[0] == "every name is the same"
    assert "renamed  operation GET /pets = pets.search -> pets.find" in out
    assert "removed  operation GET /toys = toys.list" in out
    assert "added    operation GET /shops = shops.list" in out


@pytest.mark.usefixtures("renamed")
def test_a_lock_can_be_compared(capsys: Capture) -> None:
    assert run(["names", "--diff", "sdk/sdksmith.lock"]) == 1
    assert capsys.readouterr().out == (
        "renamed  operation GET /pets = pets.list -> pets.search\n"
    )


@pytest.mark.usefixtures("project")
@pytest.mark.parametrize("text", ["[1]", "no = table = ", "[", "x = 1"])
def test_what_is_no_table_is_told(project: Path, text: str, capsys: Capture) -> None:
    (project / "other").write_text(text, encoding="utf-8")

    assert run(["names", "--diff", "other"]) == 2
    assert "`other` is no table of names" in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_a_rename_that_misses_is_told_with_its_line(
    capsys: Capture, replace: Replace
) -> None:
    line = 'package = "petshop"\n'
    table = '[tool.sdksmith.clients.pets.rename]\n"GET /pet" = "search"\n'
    replace("pyproject.toml", line, f"{line}{table}")

    assert run(["names"]) == 3
    assert (
        "pyproject.toml:6:1: error[rename-misses]: the rename of `GET /pet` matches"
        " nothing in the document; did you mean `GET /pets`?"
    ) in capsys.readouterr().err
