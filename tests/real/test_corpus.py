"""The documents of the folder that the environment variable `SDKSMITH_CORPUS` names."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from judge.documents import Document, documents
from judge.judging import Judge
from judge.stages import stage_seconds
from judge.table import details

CORPUS = documents(Path(os.environ["SDKSMITH_CORPUS"]).resolve())
MOST_SECONDS = 10.0
"""CPU time for one document, formatting not counted."""

pytestmark = [
    pytest.mark.slow,
    pytest.mark.parametrize("document", CORPUS, ids=lambda document: document.name),
]


def test_the_client_is_as_it_should_be(document: Document, tmp_path: Path) -> None:
    row = Judge(tmp_path).judge(document)

    assert list(details({document.name: row}, most=10)) == []


def test_a_client_takes_seconds_to_make(document: Document) -> None:
    seconds = stage_seconds(document.path)

    assert sum(seconds.values()) < MOST_SECONDS
