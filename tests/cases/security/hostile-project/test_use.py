from __future__ import annotations

import ast
import tomllib
from pathlib import PurePosixPath

import security_hostile_project
import yaml
from case import Case
from places import CASES
from security_hostile_project import XRaiseSystemExit
from security_hostile_project.testing import MockXRaiseSystemExit

CASE = Case(CASES / "security" / "hostile-project")
INFO = yaml.safe_load(CASE.spec.read_text("utf-8"))["info"]


def test_the_project_file_has_no_more_keys_than_it_should() -> None:
    project = tomllib.loads(CASE.client.files["pyproject.toml"])

    assert project["project"].keys() <= {
        *("name", "version", "description", "readme", "requires-python"),
        *("dependencies", "optional-dependencies", "license", "authors"),
    }
    extras = project["project"]["optional-dependencies"]
    assert extras.keys() == {"http2", "opentelemetry", "test"}
    assert project.keys() == {"build-system", "project", "tool"}
    assert project["project"]["version"] == "0.1.0"


def test_texts_about_the_api_are_constants() -> None:
    tree = ast.parse(CASE.client.files[f"{CASE.package}/_client.py"])
    nodes = list(ast.walk(tree))
    constants = {node.value for node in nodes if isinstance(node, ast.Constant)}

    assert {INFO["title"], INFO["version"]} <= constants
    assert not [node for node in nodes if isinstance(node, ast.Raise)]


def test_no_file_leads_out_of_the_project() -> None:
    paths = [PurePosixPath(path) for path in CASE.client.files]

    assert not [path for path in paths if path.is_absolute() or ".." in path.parts]


def test_the_read_me_runs_nothing_of_the_document() -> None:
    text = CASE.client.files["README.md"]
    blocks = [block.partition("```")[0] for block in text.split("```python\n")[1:]]

    assert len(blocks) >= 2
    nodes = [node for block in blocks for node in ast.walk(ast.parse(block))]
    assert not [node for node in nodes if isinstance(node, ast.Raise)]
    names = {node.id for node in nodes if isinstance(node, ast.Name)}
    assert not names & {"SystemExit", "os"}


def test_the_client_works() -> None:
    mock = MockXRaiseSystemExit()
    mock.tmp.evil.get.returns(security_hostile_project.types.Evil(dot_dot="x"))

    client: XRaiseSystemExit = mock.client()

    assert client.tmp.evil.get("../z").dot_dot == "x"
    assert [call.path for call in mock.calls] == ["/things/../z"]
