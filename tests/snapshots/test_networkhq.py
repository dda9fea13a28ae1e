from __future__ import annotations

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest
from generating import client_of
from goldens import Goldens
from places import PROJECT, ROOT, SPEC

from sdksmith.config.load import load_config
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.pipeline import Edits, Run, check, generate

CACHES = {"__pycache__", ".ruff_cache", ".mypy_cache"}
"""What tools leave behind; git passes over it."""

CONFIG = """
[clients.networkhq]
spec = "spec/networkhq.json"
output = "generated/networkhq"
"""


def test_the_committed_client_is_what_its_document_gives(goldens: Goldens) -> None:
    [client] = load_config(None, ROOT, Diagnostics())
    if goldens.refresh:
        generate(client, Run(), Edits.OVERWRITE)

    report = check(client, Run())

    if not report.is_clean:
        diffs = "\n".join(change.diff() for change in report.changes)
        pytest.fail(
            f"{diffs}\nIf that is right: pytest --update-goldens, and commit.",
            pytrace=False,
        )


def test_nothing_else_is_in_the_folder() -> None:
    there = {
        path.relative_to(PROJECT).as_posix()
        for path in PROJECT.rglob("*")
        if path.is_file() and CACHES.isdisjoint(path.parts)
    }

    assert there == {*client_of(SPEC, "networkhq").files, "sdksmith.lock"}


@pytest.mark.parametrize(
    ("seed", "folder"), [("0", "plain"), ("4242", "Ordner mit Zwischenräumen/日本")]
)
def test_hash_seed_and_path_leave_no_trace(
    tmp_path: Path, seed: str, folder: str
) -> None:
    place = tmp_path / folder
    (place / "spec").mkdir(parents=True)
    shutil.copy(SPEC, place / "spec")
    (place / "sdksmith.toml").write_text(CONFIG, "utf-8")

    subprocess.run(
        [Path(sys.executable).parent / "sdksmith", "generate", "-q"],
        cwd=place,
        env=os.environ | {"PYTHONHASHSEED": seed, "LC_ALL": "C"},
        check=True,
    )

    assert _tree(place / "generated" / "networkhq") == {
        path: text.encode() for path, text in client_of(SPEC, "networkhq").files.items()
    }


def _tree(folder: Path) -> dict[str, bytes]:
    """All but the lock, by path."""
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in sorted(folder.rglob("*"))
        if path.is_file() and path.name != "sdksmith.lock"
    }
