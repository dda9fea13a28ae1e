"""What the program offers is documented, and no file knows the machine it was made on."""

from __future__ import annotations

import re
import tomllib
from pathlib import Path

import click
import pytest

from sdksmith.cli.commands import sdksmith
from sdksmith.config.keys import CLIENT_KEYS

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
COMMANDS = sorted(sdksmith.commands)
OPTIONS = [
    (name, parameter)
    for name in COMMANDS
    for parameter in sdksmith.commands[name].params
    if isinstance(parameter, click.Option)
]
MACHINE_PATH = re.compile(
    "|".join(
        [
            "/ho" + r"me/\w",
            "/Us" + r"ers/\w+/",
            "/wo" + "rk/",
            "/ro" + "ot/",
            r"/tm" + r"p/\w",
        ]
    )
)


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_readme_and_its_help_has_examples(name: str) -> None:
    assert f"sdksmith {name}" in README
    assert f"Examples:\n  sdksmith {name}" in (sdksmith.commands[name].help or "")


@pytest.mark.parametrize(
    ("command", "option"), OPTIONS, ids=lambda value: getattr(value, "name", value)
)
def test_an_option_is_in_the_readme_and_explained(
    command: str, option: click.Option
) -> None:
    assert option.help, command
    assert option.opts[-1] in README


@pytest.mark.parametrize("key", CLIENT_KEYS)
def test_a_setting_is_in_the_readme(key: str) -> None:
    assert re.search(rf"^{key} = ", README, re.MULTILINE)


def test_the_config_in_the_readme_is_toml_with_known_settings() -> None:
    block = re.search(r"```toml\n(.*?)```", README, re.DOTALL)
    assert block

    client = tomllib.loads(block[1])["tool"]["sdksmith"]["clients"]["petstore"]
    assert client.keys() == CLIENT_KEYS.keys()


def test_the_readme_opens_with_two_commands_of_one_line() -> None:
    first, second = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[:2]

    assert first.startswith("python3 -m venv")
    assert first.endswith("sdksmith generate")
    assert second.endswith("pytest")
    assert "\n" not in first + second


def test_ci_runs_the_second_command_of_the_readme() -> None:
    second = re.findall(r"```sh\n(.*?)\n```", README, re.DOTALL)[1]

    assert second in (ROOT / ".ci" / "run").read_text(encoding="utf-8").splitlines()


def _is_cached(path: Path) -> bool:
    """Whether a tool keeps it in a folder of its own, `.ruff_cache` say."""
    return any(part.startswith((".", "__pycache__")) for part in path.parts[:-1])


def test_no_file_names_a_path_of_a_machine() -> None:
    places = ["generator", "templates", "generated", "tests", ".ci", ".github"]
    files = [ROOT / "README.md", ROOT / "pyproject.toml"]
    for place in places:
        found_there = (ROOT / place).rglob("*")
        files += [f for f in found_there if not _is_cached(f.relative_to(ROOT / place))]
    found = [
        path.relative_to(ROOT).as_posix()
        for path in files
        if path.is_file()
        and path.suffix
        in {"", ".py", ".md", ".toml", ".yml", ".jinja", ".lock", ".txt"}
        and MACHINE_PATH.search(path.read_text(encoding="utf-8", errors="replace"))
    ]

    assert found == []
