"""`sdksmith generate`: all or nothing, never over what people wrote."""

from __future__ import annotations

import io
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli.edge import run

Tree = Callable[[Path], dict[str, bytes]]
Replace = Callable[[str, str, str], None]
Capture = pytest.CaptureFixture[str]
ROOT = Path(__file__).resolve().parents[2]
PROGRAM = [sys.executable, "-c", "from sdksmith.cli import main; main()"]


def test_a_second_run_writes_nothing(project: Path, capsys: Capture) -> None:
    before = {path: path.stat().st_mtime_ns for path in project.rglob("*")}

    assert run(["generate"]) == 0
    assert capsys.readouterr().out == "pets: sdk is up to date\n"
    assert {path: path.stat().st_mtime_ns for path in project.rglob("*")} == before


def test_line_ends_are_plain_and_nothing_is_left_behind(
    generated: Path, tree: Tree
) -> None:
    files = tree(generated / "sdk")

    assert [path for path, data in files.items() if b"\r" in data] == []
    assert {"sdksmith.lock", "petshop/__init__.py"} <= files.keys()
    assert {path.name for path in generated.iterdir()} == {
        "pets.yaml",
        "pyproject.toml",
        "sdk",
    }


def test_the_lock_names_no_place_and_no_time(generated: Path) -> None:
    text = (generated / "sdk" / "sdksmith.lock").read_text(encoding="utf-8")

    assert str(generated) not in text
    assert '"schema Pet" = "object"' in text
    assert "\\\\" not in text


def test_a_document_needs_no_config(project: Path, tree: Tree, capsys: Capture) -> None:
    arguments = ["generate", "pets.yaml", "-o", "other", "--package", "petshop"]
    (project / "pyproject.toml").unlink()

    assert run(arguments) == 0
    assert capsys.readouterr().out.startswith("pets: other: wrote ")
    assert tree(project / "other") == tree(project / "sdk")


def test_a_document_may_come_from_standard_input(
    project: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    data = io.BytesIO((project / "pets.yaml").read_bytes())
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(data))

    assert run(["generate", "-", "-o", "piped"]) == 0
    assert (project / "piped" / "sdksmith.lock").is_file()


def test_a_dry_run_tells_and_writes_nothing(
    project: Path, replace: Replace, tree: Tree, capsys: Capture
) -> None:
    replace("pets.yaml", "id: {type: string}", "id: {type: integer}")
    before = tree(project)

    assert run(["generate", "--dry-run"]) == 0
    assert "  changed    petshop/types/" in capsys.readouterr().out
    assert tree(project) == before


def test_what_is_no_longer_needed_goes_and_what_is_yours_stays(
    project: Path, replace: Replace
) -> None:
    mine = project / "sdk" / "petshop" / "mine.py"
    mine.write_text("x = 1\n")
    custom = project / "sdk" / "petshop" / "custom" / "__init__.py"
    custom.write_text("y = 1\n")
    toys = project / "sdk" / "petshop" / "resources" / "toys.py"
    assert toys.is_file()
    replace("pets.yaml", "/toys:", "/x-toys-gone:")

    assert run(["generate"]) == 0
    assert not toys.exists()
    assert (mine.read_text(), custom.read_text()) == ("x = 1\n", "y = 1\n")


def test_a_hand_edit_stops_the_run_before_anything_is_written(
    project: Path, replace: Replace, tree: Tree, capsys: Capture
) -> None:
    replace("sdk/petshop/_client.py", "class ", "# mine\nclass ")
    replace("pets.yaml", "id: {type: string}", "id: {type: integer}")
    before = tree(project)

    assert run(["generate"]) == 1
    told = capsys.readouterr().err
    assert "output-edited" in told
    assert "sdk/petshop/_client.py" in told
    assert "--overwrite-edits" in told
    assert tree(project) == before


def test_a_hand_edit_is_kept_when_asked(
    project: Path, replace: Replace, capsys: Capture
) -> None:
    replace("sdk/petshop/_client.py", "class ", "# mine\nclass ")
    replace("pets.yaml", "id: {type: string}", "id: {type: integer}")

    assert run(["generate", "--keep-edits"]) == 0
    assert "# mine" in (project / "sdk/petshop/_client.py").read_text()
    assert run(["check"]) == 1
    assert capsys.readouterr().out.count("  edited ") == 1


def test_a_hand_edit_is_dropped_when_asked(
    project: Path, generated: Path, replace: Replace, tree: Tree
) -> None:
    replace("sdk/petshop/_client.py", "class ", "# mine\nclass ")

    assert run(["generate", "--overwrite-edits"]) == 0
    assert tree(project) == tree(generated)


def test_a_file_in_the_way_is_not_replaced(
    project: Path, replace: Replace, capsys: Capture
) -> None:
    replace("pets.yaml", "/toys:", "/shops:")
    mine = project / "sdk" / "petshop" / "resources" / "shops.py"
    mine.write_text("mine\n")

    assert run(["generate"]) == 1
    assert "output-in-the-way" in capsys.readouterr().err
    assert mine.read_text() == "mine\n"


def test_a_deleted_file_comes_back(project: Path, generated: Path, tree: Tree) -> None:
    (project / "sdk" / "petshop" / "_client.py").unlink()

    assert run(["generate"]) == 0
    assert tree(project) == tree(generated)


def test_a_folder_that_is_not_ours_is_refused(
    project: Path, tree: Tree, capsys: Capture
) -> None:
    (project / "mine").mkdir()
    (project / "mine" / "x.txt").write_text("mine")
    before = tree(project)

    assert run(["generate", "pets.yaml", "-o", "mine"]) == 2
    assert "output-not-ours" in capsys.readouterr().err
    assert tree(project) == before


def test_files_with_carriage_returns_are_left_as_they_are(
    project: Path, tree: Tree, capsys: Capture
) -> None:
    for path in (project / "sdk").rglob("*.*"):
        if path.is_file():
            path.write_bytes(path.read_bytes().replace(b"\n", b"\r\n"))
    before = tree(project)

    assert run(["generate"]) == 0
    assert capsys.readouterr().out == "pets: sdk is up to date\n"
    assert tree(project) == before


@pytest.mark.parametrize("seed", ["0", "1"])
def test_the_bytes_depend_on_nothing_around(
    project: Path, generated: Path, tree: Tree, seed: str
) -> None:
    folder = project / "é and spaces"
    folder.mkdir()
    for name in ("pets.yaml", "pyproject.toml"):
        (project / name).rename(folder / name)
    environment = {
        **os.environ,
        "PYTHONHASHSEED": seed,
        "LC_ALL": "C",
        "PYTHONUTF8": "0",
        "PYTHONCOERCECLOCALE": "0",
        "TZ": "Asia/Tokyo",
    }
    config = ["--config", str(folder / "pyproject.toml")]

    done = subprocess.run(
        [*PROGRAM, "generate", *config], cwd="/", env=environment, check=False
    )

    assert done.returncode == 0
    assert tree(folder / "sdk") == tree(generated / "sdk")


def test_nothing_is_written_when_a_rename_fails(
    project: Path,
    replace: Replace,
    tree: Tree,
    capsys: Capture,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    replace("pets.yaml", "id: {type: string}", "id: {type: integer}")
    before = tree(project)

    def broken(self: Path, target: Path) -> Path:
        raise PermissionError(13, "Permission denied", str(self), None, str(target))

    monkeypatch.setattr(Path, "replace", broken)

    assert run(["generate"]) == 2
    assert "output-not-writable" in capsys.readouterr().err
    assert tree(project) == before


def test_the_fork_of_the_readme_changes_what_it_says(
    project: Path, generated: Path, tree: Tree
) -> None:
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    found = re.search(r"In `(templates/\S+)`:\n\n```jinja\n(.*?)```", readme, re.DOTALL)
    assert found
    fork = project / found[1]
    fork.parent.mkdir(parents=True)
    fork.write_text(found[2])

    assert run(["generate", "--templates", "templates"]) == 0
    before, after = tree(generated / "sdk"), tree(project / "sdk")
    changed = {path for path in after if after[path] != before[path]}
    assert changed == {"petshop/_client.py", "sdksmith.lock"}
    assert b"\n# Questions? Ask sdk-team@example.com.\n" in after["petshop/_client.py"]
