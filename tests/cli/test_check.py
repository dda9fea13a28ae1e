"""`sdksmith check`: exit 0 and "up to date", or exit 1 and what differs, and why."""

from __future__ import annotations

import json
from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli.edge import run

Tree = Callable[[Path], dict[str, bytes]]
Replace = Callable[[str, str, str], None]
Capture = pytest.CaptureFixture[str]


def test_a_fresh_client_is_up_to_date(
    project: Path, tree: Tree, capsys: Capture
) -> None:
    before = tree(project)

    assert run(["check"]) == 0
    assert capsys.readouterr().out == "pets: sdk is up to date\n"
    assert tree(project) == before


def test_comments_key_order_and_line_ends_are_no_drift(
    project: Path, capsys: Capture
) -> None:
    text = (project / "pets.yaml").read_text()
    head, paths = text.split("paths:\n")
    toys = paths[paths.index("  /toys") : paths.index("components")]
    turned = paths.replace(toys, "").replace("  /pets:", f"{toys}  /pets:")
    turned = turned.replace(
        "        id: {type: string}\n        status: {$ref: '#/components/schemas/Status'}",
        "        status: {$ref: '#/components/schemas/Status'}\n        id: {type: string}",
    )
    changed = f"# a comment\npaths:\n{turned}{head}".replace("\n", "\r\n")
    (project / "pets.yaml").write_bytes(changed.encode())

    assert run(["check"]) == 0
    assert capsys.readouterr().out == "pets: sdk is up to date\n"
    assert run(["generate"]) == 0
    assert capsys.readouterr().out == "pets: sdk is up to date\n"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        (
            "id: {type: string}",
            "id: {type: string}\n        bone: {type: string}",
            "Pet.bone added",
        ),
        ("[new, sold]", "[new, sold, lost]", 'value PetStatus "lost" added'),
        ("  /toys:", "  /shops:", "operation GET /toys removed"),
        ("  /toys:", "  /shops:", "operation GET /shops added"),
        (
            "id: {type: string}",
            "id: {type: integer}",
            "Pet.id changed from `string, required` to `integer, required`",
        ),
        ("List pets.", "List all pets.", "only what it says in words"),
    ],
)
def test_a_changed_document_is_told_with_what_changed(
    replace: Replace, capsys: Capture, old: str, new: str, told: str
) -> None:
    replace("pets.yaml", old, new)

    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert "\n  spec: the spec changed\n" in out
    assert told.replace("PetStatus", "Status") in out
    assert "hand edit" not in out
    assert out.endswith("\nTo mend it: sdksmith generate\n")


def test_a_changed_option_is_told(replace: Replace, capsys: Capture) -> None:
    replace("pyproject.toml", "petshop", "zoo")

    assert run(["check"]) == 1
    out = capsys.readouterr().out
    assert "  option: an option changed\n    `package` changed from `petshop` to" in out


def test_a_changed_template_is_told(project: Path, capsys: Capture) -> None:
    fork = project / "fork" / "package" / "_client.py.jinja"
    fork.parent.mkdir(parents=True)
    fork.write_text("# ours\n")

    assert run(["check", "--templates", "fork"]) == 1
    out = capsys.readouterr().out
    assert "  changed    petshop/_client.py\n\n  template: a template changed\n" in out
    assert "\n    package/_client.py.jinja\n" in out
    assert out.endswith("sdksmith generate --templates fork\n")


def test_a_template_that_changes_nothing_is_a_note(
    project: Path, capsys: Capture
) -> None:
    fork = project / "fork" / "package" / "_client.py.jinja"
    fork.parent.mkdir(parents=True)
    fork.write_text('{% extends "builtin/package/_client.py.jinja" %}\n')

    assert run(["check", "--templates", "fork"]) == 0
    assert "(builtin/package/_client.py.jinja, package/" in capsys.readouterr().out


def test_a_hand_edit_is_told(replace: Replace, capsys: Capture) -> None:
    replace("sdk/petshop/_client.py", "class ", "# mine\nclass ")

    assert run(["check", "--diff"]) == 1
    out = capsys.readouterr().out
    assert "  edited     petshop/_client.py\n" in out
    assert "    petshop/_client.py was edited\n" in out
    assert "\n-# mine\n" in out
    assert "spec:" not in out
    assert out.endswith("sdksmith generate --overwrite-edits\n")


def test_a_deleted_file_is_told(project: Path, capsys: Capture) -> None:
    (project / "sdk" / "petshop" / "_client.py").unlink()

    assert run(["check"]) == 1
    assert "    petshop/_client.py was deleted\n" in capsys.readouterr().out


def test_files_of_the_user_are_no_drift(project: Path) -> None:
    (project / "sdk" / "petshop" / "mine.py").write_text("x = 1\n")
    (project / "sdk" / "petshop" / "custom" / "__init__.py").write_text("y = 1\n")

    assert run(["check"]) == 0


def test_another_version_without_effect_is_a_note(
    replace: Replace, capsys: Capture
) -> None:
    replace("sdk/sdksmith.lock", '"sdksmith" = "', '"sdksmith" = "0.0.1+')

    assert run(["check"]) == 0
    out = capsys.readouterr().out
    assert "up to date\n  note: sdksmith changed from 0.0.1+" in out


def test_a_client_that_is_not_there_is_drift(project: Path, capsys: Capture) -> None:
    assert run(["check", "pets.yaml", "-o", "elsewhere"]) == 1
    out = capsys.readouterr().out
    assert "never generated" in out
    assert out.endswith("sdksmith generate pets.yaml --output elsewhere\n")
    assert not (project / "elsewhere").exists()


def test_json_says_the_same_for_programs(replace: Replace, capsys: Capture) -> None:
    replace("pets.yaml", "[new, sold]", "[new]")

    assert run(["check", "--format", "json"]) == 1
    answer = json.loads(capsys.readouterr().out)
    assert answer["up_to_date"] is False
    assert answer["clients"][0]["causes"][0]["kind"] == "spec"


def test_github_gets_annotations(replace: Replace, capsys: Capture) -> None:
    replace("pets.yaml", "[new, sold]", "[new]")

    assert run(["check", "--format", "github"]) == 1
    assert capsys.readouterr().out.startswith("::error file=sdk/petshop/")


def test_a_document_that_cannot_be_read_has_its_own_exit_code(
    project: Path, capsys: Capture
) -> None:
    (project / "pets.yaml").write_text("a: [")

    assert run(["check"]) == 3
    assert "pets.yaml:1" in capsys.readouterr().err
