"""A small project with one client, generated once and copied for each test."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from sdksmith.cli.edge import run

SPEC = """\
openapi: 3.1.0
info: {title: Pet Shop, version: 1.0.0}
servers: [{url: https://pets.example/v1}]
paths:
  /pets:
    get:
      summary: List pets.
      parameters:
        - {name: limit, in: query, schema: {type: integer}}
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Pet'}}
  /toys:
    get:
      summary: List toys.
      responses:
        '200':
          description: OK
          content:
            application/json:
              schema: {type: array, items: {$ref: '#/components/schemas/Toy'}}
components:
  schemas:
    Pet:
      type: object
      required: [id]
      properties:
        id: {type: string}
        status: {$ref: '#/components/schemas/Status'}
    Status: {type: string, enum: [new, sold]}
    Toy:
      type: object
      properties: {name: {type: string}}
"""
CONFIG = """\
[tool.sdksmith.clients.pets]
spec = "pets.yaml"
output = "sdk"
package = "petshop"
"""


@pytest.fixture(scope="session")
def generated(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("project")
    (folder / "pets.yaml").write_text(SPEC)
    (folder / "pyproject.toml").write_text(CONFIG)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(folder)
        assert run(["generate", "--quiet"]) == 0
    return folder


@pytest.fixture
def project(generated: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    folder = tmp_path / "project ö"
    shutil.copytree(generated, folder)
    monkeypatch.chdir(folder)
    return folder


Replace = Callable[[str, str, str], None]


@pytest.fixture
def replace(project: Path) -> Replace:
    """Replaces a text in a file of the project; it must be there."""

    def replace_in(file: str, old: str, new: str) -> None:
        path = project / file
        text = path.read_text(encoding="utf-8")
        assert old in text
        path.write_text(text.replace(old, new), encoding="utf-8")

    return replace_in


@pytest.fixture
def tree() -> Callable[[Path], dict[str, bytes]]:
    """All files below a folder, with their bytes."""

    def tree_of(folder: Path) -> dict[str, bytes]:
        files = (path for path in sorted(folder.rglob("*")) if path.is_file())
        return {
            path.relative_to(folder).as_posix(): path.read_bytes() for path in files
        }

    return tree_of
