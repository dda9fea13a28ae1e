"""Wrong use is told in a line or two, with the right exit code and no traceback."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli import edge
from sdksmith.cli.edge import run

Tree = Callable[[Path], dict[str, bytes]]
Capture = pytest.CaptureFixture[str]


@pytest.mark.parametrize(
    ("arguments", "exit_code", "told"),
    [
        (["generate", "nowhere.yaml"], 2, "nowhere.yaml"),
        (["generate", "bad.json"], 3, "bad.json:1"),
        (["generate", "list.yaml"], 3, "list.yaml"),
        (["generate", "other.yaml"], 3, "not-openapi"),
        (["generate", "."], 2, "folder"),
        (["generate", "--config", "nowhere.toml"], 2, "nowhere.toml"),
        (["generate", "--config", "bad.toml"], 2, "did you mean `output`?"),
        (["generate", "--templates", "nowhere"], 2, "nowhere"),
        (["generate", "--package", "1x"], 2, "1x"),
        (["generate", "--nonsense"], 2, "--nonsense"),
        (["generate", "-o", "pets.yaml"], 2, "is a file"),
        (["generate", "pets.yaml", "-o", "pets.yaml/deep"], 2, "pets.yaml/deep"),
        (["check", "--format", "xml"], 2, "xml"),
        (["explain", "output-edit"], 2, "did you mean `output-edited`?"),
        (["inspect", "nowhere.yaml"], 2, "nowhere.yaml"),
        (["inspect", "bad.json"], 3, "bad.json:1"),
        (["nonsense"], 2, "nonsense"),
    ],
)
def test_wrong_use_is_told(
    *,
    project: Path,
    tree: Tree,
    capsys: Capture,
    arguments: list[str],
    exit_code: int,
    told: str,
) -> None:
    (project / "bad.json").write_text('{"a": }')
    (project / "list.yaml").write_text("- 1\n")
    (project / "other.yaml").write_text("kind: Deployment\n")
    (project / "bad.toml").write_text(
        '[tool.sdksmith.clients.a]\nspec = "x"\noutputs = "x"\noutput = "y"\n'
    )
    before = tree(project)

    assert run(arguments) == exit_code
    captured = capsys.readouterr()
    assert told in captured.err
    assert "Traceback" not in captured.err
    assert captured.out == ""
    assert tree(project) == before


def test_without_any_client_it_says_what_to_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, capsys: Capture
) -> None:
    monkeypatch.chdir(tmp_path)

    assert run(["generate"]) == 2
    assert "no-client" in capsys.readouterr().err


def test_two_clients_cannot_share_one_output_option(
    project: Path, capsys: Capture
) -> None:
    with (project / "pyproject.toml").open("a") as file:
        file.write('[tool.sdksmith.clients.ants]\nspec = "a.yaml"\noutput = "a"\n')

    assert run(["generate", "-o", "x"]) == 2
    assert "ants, pets" in capsys.readouterr().err


@pytest.mark.parametrize("damage", ["<<<<<<< ours\n", "[surprise]\n"])
def test_a_damaged_lock_is_told_with_its_line(
    project: Path, tree: Tree, capsys: Capture, damage: str
) -> None:
    lock = project / "sdk" / "sdksmith.lock"
    lock.write_text(lock.read_text() + damage + '"a" = "b"\n')
    before = tree(project)

    assert run(["generate"]) == 2
    assert "lock-unreadable" in capsys.readouterr().err
    assert tree(project) == before


def test_a_lock_that_leads_elsewhere_is_refused(
    project: Path, tree: Tree, capsys: Capture
) -> None:
    lock = project / "sdk" / "sdksmith.lock"
    entry = '[files]\n"../pets.yaml" = "0 0"\n'
    lock.write_text(lock.read_text().replace("[files]\n", entry))
    before = tree(project)

    assert run(["generate", "--overwrite-edits"]) == 2
    assert "output-escapes" in capsys.readouterr().err
    assert tree(project) == before


def test_a_template_that_gives_no_python_is_told(
    project: Path, tree: Tree, capsys: Capture
) -> None:
    fork = project / "fork" / "package" / "_client.py.jinja"
    fork.parent.mkdir(parents=True)
    fork.write_text("def broken(:\n")
    before = tree(project)

    assert run(["generate", "--templates", "fork"]) == 2
    assert "not-python" in capsys.readouterr().err
    assert tree(project) == before


def test_warnings_are_errors_when_strict(project: Path) -> None:
    text = (project / "pets.yaml").read_text()
    missing = text.replace("#/components/schemas/Toy", "#/components/schemas/Gone")
    (project / "pets.yaml").write_text(missing)

    assert run(["generate", "--strict"]) == 3
    assert run(["generate"]) == 0


@pytest.mark.usefixtures("project")
def test_a_mistake_of_ours_is_one_line(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    def broken(*_arguments: object, **_named: object) -> None:
        raise KeyError("x")

    monkeypatch.setattr("sdksmith.pipeline.Survey", broken)

    assert run(["generate"]) == edge.BUG
    told = capsys.readouterr().err
    assert told.count("\n") == 1
    assert "Please report it" in told
    assert run(["generate", "-v"]) == edge.BUG
    assert "Traceback" in capsys.readouterr().err


def test_help_and_version_are_quick_and_whole() -> None:
    code = (
        "import sys; sys.argv[1:] = ['--help']\n"
        "from sdksmith.cli import main\n"
        "try: main()\n"
        "except SystemExit: pass\n"
        "heavy = {'jinja2', 'black', 'pydantic', 'yaml', 'sdksmith.pipeline'}\n"
        "print(sorted(heavy & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=True
    )

    assert done.stdout.splitlines()[-1] == "[]"
    assert run(["--version"]) == 0


def test_a_reader_that_goes_away_is_no_mistake() -> None:
    program = "from sdksmith.cli import main; main()"
    with subprocess.Popen(
        [sys.executable, "-c", program, "explain"],
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        env={**os.environ, "PYTHONUNBUFFERED": "1"},
    ) as process:
        assert process.stdout
        assert process.stderr
        process.stdout.close()

        assert process.stderr.read() == b""
