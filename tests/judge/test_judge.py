"""The judge itself: that it finds what is wrong."""

from __future__ import annotations

import json
import re
import sys
from typing import TYPE_CHECKING

import pytest

from judge.checking import black, mypy, ruff
from judge.command import judge, main
from judge.described import described
from judge.documents import documents
from judge.judging import Judge, PeerJudge
from judge.peers import Bench, Peer
from judge.running import run
from judge.table import passes, table
from judge.using import imports

if TYPE_CHECKING:
    from pathlib import Path

PETS = {
    "openapi": "3.1.0",
    "info": {"title": "Pets", "version": "1"},
    "paths": {
        "/pets": {"get": {"responses": {"200": {"description": "All"}}}},
        "/pets#named": {"$ref": "items.json#/named"},
    },
}
NAMED = {"named": {"post": {"responses": {"200": {"$ref": "#/ok"}}}}}
OK = {"content": {"application/json": {"schema": {"type": "string"}}}}


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """Two documents, one of them in two files, and what is no document."""
    several = tmp_path / "documents" / "several"
    several.mkdir(parents=True)
    (several / "ENTRY.txt").write_text("# the entry\npets.json\n")
    (several / "pets.json").write_text(json.dumps(PETS))
    (several / "items.json").write_text(json.dumps(NAMED | {"ok": OK}))
    (several.parent / "old.yaml").write_text("swagger: '2.0'\npaths: {}\n")
    (several.parent / "notes.yaml").write_text("about: openapi\n")
    return several.parent


@pytest.fixture
def broken(tmp_path: Path) -> Path:
    """A package with everything wrong that can be wrong."""
    package = tmp_path / "project" / "broken"
    package.mkdir(parents=True)
    (package / "__init__.py").write_text("")
    (package / "good.py").write_text("X: int = 1\n")
    (package / "bad.py").write_text("import os\nX: int = 'one' | None\n")
    (package / "old.py").write_text("import warnings\n\nwarnings.warn('old')\n")
    return package


def test_documents_are_found_by_what_they_say(folder: Path) -> None:
    assert [one.name for one in documents(folder)] == ["old", "pets"]


def test_operations_are_read_across_files(folder: Path) -> None:
    found = described(folder / "several" / "pets.json")

    assert [(one.id, one.is_typed) for one in found] == [
        ("GET /pets", False),
        ("POST /pets", True),
    ]


def test_each_module_that_cannot_be_imported_is_named(broken: Path) -> None:
    cell = imports(broken)

    assert cell.text == "2/4"
    assert [finding.split(":")[0] for finding in cell.findings] == [
        "broken.bad",
        "broken.old",
    ]


def test_what_tools_find_is_counted(broken: Path) -> None:
    found = [tool(broken) for tool in (mypy, ruff, black)]

    assert [(cell.text, cell.passes) for cell in found] == [
        ("1", False),
        ("2", False),
        ("2", False),
    ]


def test_what_takes_too_long_is_stopped(tmp_path: Path) -> None:
    done = run([sys.executable, "-c", "import time; time.sleep(60)"], tmp_path, 0.2)

    assert done.hangs


def test_a_document_is_one_row(folder: Path, tmp_path: Path) -> None:
    found = [one for one in documents(folder) if one.name == "pets"]

    rows = judge(found, Judge(tmp_path / "made", ("ruff",)))

    assert passes(rows["pets"]), table(rows)
    assert rows["pets"]["operations"].text == "2/2"
    assert rows["pets"]["imports"].passes


def test_what_another_tool_makes_is_judged_by_the_same_measures(
    folder: Path, tmp_path: Path
) -> None:
    found = [one for one in documents(folder) if one.name == "pets"]
    bench = Bench(tmp_path / "bench")
    (bench.folder / "bin").mkdir(parents=True)
    python, tool = bench.folder / "bin" / "python", bench.folder / "bin" / "tool"
    python.write_text(f'#!/bin/sh\nexec {sys.executable} "$@"\n')
    python.chmod(0o755)
    tool.write_text(
        f"#!{sys.executable}\n"
        "import pathlib, sys\n"
        "package = pathlib.Path(sys.argv[1], 'pets')\n"
        "package.mkdir(parents=True)\n"
        "(package / 'top.py').write_text('import os\\ndef call(): ...\\n')\n"
    )
    tool.chmod(0o755)
    peer = Peer("tool", ("tool", "{output}"), "top.py", re.compile(r"def call"))

    rows = judge(found, PeerJudge(tmp_path / "made", bench, peer, ("ruff",)))

    shown = {name: cell.text for name, cell in rows["pets"].items()}
    assert {"exit": "0", "operations": "1/2", "lines/op": "2"}.items() <= shown.items()
    assert {"imports": "1/1", "ruff": "2"}.items() <= shown.items()


def test_a_folder_without_documents_is_wrong_use(tmp_path: Path) -> None:
    (tmp_path / "empty").mkdir()

    assert main([str(tmp_path / "empty")]) == 2
