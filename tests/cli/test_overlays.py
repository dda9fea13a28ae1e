"""`--overlay` lays overlays on a document, and `apply` prints what comes out."""

from __future__ import annotations

import io
import json
import sys
from typing import TYPE_CHECKING

import pytest

from sdksmith.cli.edge import run

if TYPE_CHECKING:
    from pathlib import Path

Capture = pytest.CaptureFixture[str]
HEAD = "overlay: 1.0.0\ninfo: {title: fixes, version: '1'}\nactions:\n"


@pytest.fixture
def overlays(project: Path) -> Path:
    """Two overlays beside the project's document; the second has a dead action."""
    (project / "names.yaml").write_text(
        HEAD + "- {target: '$.paths[\"/pets\"].get', update: {operationId: every}}\n"
    )
    (project / "less.yaml").write_text(
        HEAD + "- {target: '$.paths[\"/toys\"]', remove: true}\n"
        "- {target: $.nowhere, remove: true}\n"
    )
    return project


@pytest.mark.usefixtures("overlays")
def test_inspect_shows_the_api_after_the_overlays(capsys: Capture) -> None:
    given = [
        "inspect",
        "pets.yaml",
        "--overlay",
        "names.yaml",
        "--overlay",
        "less.yaml",
    ]

    assert run(given) == 0
    shown, told = capsys.readouterr()
    assert "every(limit)  GET /pets" in shown
    assert "toys" not in shown
    assert "less.yaml:5:4: warning[overlay-matches-nothing]" in told


@pytest.mark.usefixtures("overlays")
def test_check_names_the_overlays_in_the_command_that_mends(capsys: Capture) -> None:
    assert run(["check", "pets.yaml", "--overlay", "less.yaml"]) == 1
    out = capsys.readouterr().out
    assert "overlay: an overlay changed\n    `less.yaml` is applied too" in out
    assert out.endswith("sdksmith generate pets.yaml --overlay less.yaml\n")


def test_generate_takes_the_overlays_of_the_config(
    overlays: Path, capsys: Capture
) -> None:
    with (overlays / "pyproject.toml").open("a") as config:
        config.write('overlays = ["less.yaml"]\n')

    assert run(["generate"]) == 0
    assert not (overlays / "sdk" / "petshop" / "resources" / "toys.py").exists()
    assert run(["check"]) == 0
    assert run(["generate", "--strict"]) == 3
    assert "overlay-matches-nothing" in capsys.readouterr().err


def test_apply_writes_a_file_that_gives_the_same_client(
    overlays: Path, capsys: Capture
) -> None:
    given = ["apply", "pets.yaml", "--overlay", "names.yaml", "-o", "whole.yaml"]

    assert run(given) == 0
    assert capsys.readouterr().out == ""
    assert run(["inspect", "whole.yaml"]) == 0
    whole = capsys.readouterr().out
    assert run(["inspect", "pets.yaml", "--overlay", "names.yaml"]) == 0

    assert capsys.readouterr().out.partition("\n")[2] == whole.partition("\n")[2]
    assert "toys" in (overlays / "whole.yaml").read_text()


@pytest.mark.usefixtures("overlays")
def test_apply_answers_json_with_json(
    capsys: Capture, monkeypatch: pytest.MonkeyPatch
) -> None:
    text = '{"openapi": "3.1.0", "paths": {"/toys": {"$ref": "toys.yaml"}, "/a": {}}}'
    stream = io.TextIOWrapper(io.BytesIO(text.encode()))
    monkeypatch.setattr(sys, "stdin", stream)

    assert run(["apply", "-", "--overlay", "less.yaml"]) == 0
    printed = capsys.readouterr().out
    assert printed.startswith('{\n  "openapi"')
    assert json.loads(printed) == {"openapi": "3.1.0", "paths": {"/a": {}}}


@pytest.mark.usefixtures("overlays")
@pytest.mark.parametrize(
    ("given", "exit_code", "code"),
    [
        (["--overlay", "gone.yaml"], 2, "file-not-found"),
        (["--overlay", "pets.yaml"], 3, "overlay-invalid"),
        (["--overlay", "less.yaml", "--strict"], 3, "overlay-matches-nothing"),
        (["--overlay", "names.yaml", "-o", "gone/a.yaml"], 2, "output-not-writable"),
    ],
)
def test_apply_says_what_is_wrong(
    given: list[str], exit_code: int, code: str, capsys: Capture
) -> None:
    assert run(["apply", "pets.yaml", *given]) == exit_code
    out, told = capsys.readouterr()
    assert out == ""
    assert f"error[{code}]" in told or f"warning[{code}]" in told
