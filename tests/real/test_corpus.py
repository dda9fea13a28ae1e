"""Larger real documents, in the folder that the environment variable `SDKSMITH_CORPUS` names."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest
from alone import imported_alone
from checkers import run_mypy
from generating import client_of
from server import Document
from trees import Tree

from real.calling import client_class, methods

CORPUS = Path(os.environ["SDKSMITH_CORPUS"]).resolve()
DOCUMENTS = {"figma": "figma.yaml", "qdrant": "qdrant.json"}

pytestmark = pytest.mark.slow


@pytest.fixture(scope="module", params=sorted(DOCUMENTS))
def tree(
    request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory
) -> Tree:
    """The client of a document, on the disk."""
    name = request.param
    client = client_of(CORPUS / DOCUMENTS[name], name, CORPUS)
    return Tree(client.write(tmp_path_factory.mktemp(name)), name)


def test_every_module_imports_alone(tree: Tree) -> None:
    assert imported_alone(tree, runtime=False) == ""


def test_the_package_is_clean_for_mypy(tree: Tree) -> None:
    assert run_mypy(tree.parts(), [tree.project]).errors(tree.project) == []


def test_every_operation_is_there(tree: Tree) -> None:
    sys.path.append(str(tree.project))
    kind = client_class(tree.package)
    client = kind(base_url="http://127.0.0.1:9")
    document = Document.read(CORPUS / DOCUMENTS[tree.package])

    found = {method.operation for method in methods(client, tree.package)}

    assert found == {described.id for described in document.operations}
