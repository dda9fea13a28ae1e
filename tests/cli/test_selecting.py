"""`--include` and `--exclude`, and the config's entries of that name."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli.edge import run

Capture = pytest.CaptureFixture[str]
Replace = Callable[[str, str, str], None]


@pytest.mark.usefixtures("project")
def test_inspect_shows_the_part(capsys: Capture) -> None:
    assert run(["inspect", "pets.yaml", "--include", "GET /toys"]) == 0

    out = capsys.readouterr().out
    assert "methods (1)\n  toys\n    list()  GET /toys\n" in out
    assert "types (1)\n  Toy: name\n" in out


def test_generate_takes_the_part_and_counts_the_rest(
    project: Path, capsys: Capture
) -> None:
    assert run(["generate", "--exclude", "/toys"]) == 0

    out = capsys.readouterr().out
    assert "2 operations in the document, 1 excluded, 1 generated, 0 degraded" in out
    assert not (project / "sdk" / "petshop" / "resources" / "toys.py").exists()


@pytest.mark.usefixtures("project")
def test_check_says_that_an_option_changed_and_how_to_mend_it(
    capsys: Capture,
) -> None:
    assert run(["check", "--include", "/pets", "--include", "tag:pets*"]) == 3
    assert run(["check", "--include", "/pets"]) == 1

    out = capsys.readouterr().out
    assert "option: an option changed" in out
    assert "`include /pets` changed from `unset` to `true`" in out
    assert "sdksmith generate --include /pets\n" in out


@pytest.mark.usefixtures("project")
def test_an_entry_that_misses_is_told_with_its_line(
    capsys: Capture, replace: Replace
) -> None:
    replace(
        "pyproject.toml",
        'package = "petshop"\n',
        'package = "petshop"\ninclude = [\n  "/pets",\n  "/toy",\n]\n',
    )

    assert run(["check"]) == 3
    assert (
        "pyproject.toml:7:3: error[selection-misses]: `/toy` in `include` matches"
        ' nothing in the document; did you mean `/toys`?\n  7 |   "/toy",\n'
    ) in capsys.readouterr().err


@pytest.mark.usefixtures("project")
def test_the_command_line_goes_in_the_place_of_the_list(
    capsys: Capture, replace: Replace
) -> None:
    line = 'package = "petshop"\n'
    replace("pyproject.toml", line, f'{line}exclude = ["/pets"]\n')

    assert run(["inspect", "pets", "--exclude", "/toys"]) == 0
    assert "GET /pets" in capsys.readouterr().out
