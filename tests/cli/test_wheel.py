"""A wheel has all that generating needs, and gives the same bytes as the checkout."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from collections.abc import Callable
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
Tree = Callable[[Path], dict[str, bytes]]


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "build", "--wheel", "--outdir", str(folder)]
    subprocess.run([*command, "--no-isolation", str(ROOT)], check=True)
    return next(folder.glob("*.whl"))


def test_a_wheel_holds_the_templates_and_nothing_stray(wheel: Path) -> None:
    names = zipfile.ZipFile(wheel).namelist()

    assert "sdksmith/py.typed" in names
    assert any(name.startswith("sdksmith/templates/python/package/") for name in names)
    assert [name for name in names if "__pycache__" in name] == []


def test_a_wheel_generates_the_same_bytes(
    wheel: Path, generated: Path, tmp_path: Path, tree: Tree
) -> None:
    site = tmp_path / "site"
    zipfile.ZipFile(wheel).extractall(site)
    project = tmp_path / "project"
    project.mkdir()
    for name in ("pets.yaml", "pyproject.toml"):
        (project / name).write_bytes((generated / name).read_bytes())
    program = (
        f"import sys; sys.path.insert(0, {str(site)!r})\n"
        "import sdksmith, sdksmith.cli\n"
        f"assert sdksmith.__file__.startswith({str(site)!r})\n"
        "sdksmith.cli.main()\n"
    )
    for command in ("generate", "check"):
        subprocess.run(
            [sys.executable, "-c", program, command], cwd=project, check=True
        )

    assert tree(project / "sdk") == tree(generated / "sdk")


@pytest.mark.slow
def test_a_wheel_works_in_an_empty_environment(
    wheel: Path, generated: Path, tmp_path: Path, tree: Tree
) -> None:
    subprocess.run([sys.executable, "-m", "venv", tmp_path / "venv"], check=True)
    programs = tmp_path / "venv" / ("Scripts" if sys.platform == "win32" else "bin")
    subprocess.run(
        [programs / "python", "-m", "pip", "install", "--quiet", wheel], check=True
    )
    for name in ("pets.yaml", "pyproject.toml"):
        (tmp_path / name).write_bytes((generated / name).read_bytes())
    subprocess.run([programs / "sdksmith", "generate"], cwd=tmp_path, check=True)

    assert tree(tmp_path / "sdk") == tree(generated / "sdk")
