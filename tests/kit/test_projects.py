"""The tests that come with a generated project pass, and call every operation."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from case import Case, cases
from generating import client_of
from judge.documents import documents
from kit.promises import promises
from places import CASES, PROJECT, ROOT, SPEC, TESTS
from trees import REAL

FOLDER = os.environ.get("SDKSMITH_CORPUS")
"""Where larger documents are, for the slow test."""

DOCUMENTS = {
    document.name: document.path
    for document in (documents(Path(FOLDER).resolve()) if FOLDER else ())
}


def ran(project: Path) -> tuple[int, str]:
    """The exit code and the output of pytest in a project."""
    done = subprocess.run(
        [sys.executable, "-m", "pytest", "-q", "-p", "no:cacheprovider"],
        cwd=project,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.returncode, done.stdout + done.stderr


def made(package: Path, spec: Path, base: Path = ROOT) -> str:
    """What is wrong with made-up values of the models of a package."""
    done = subprocess.run(
        [sys.executable, TESTS / "kit" / "making.py", package],
        env=os.environ | {"PYTHONPATH": str(TESTS), "PYTHONDONTWRITEBYTECODE": "1"},
        input=json.dumps(promises(spec, base)),
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr


def test_values_of_every_model_of_networkhq_are_valid() -> None:
    assert made(PROJECT / "networkhq", SPEC) == ""


def test_the_tests_of_the_networkhq_project_pass() -> None:
    code, output = ran(PROJECT)

    assert code == 0, output


def test_every_operation_of_networkhq_is_tested() -> None:
    readme = (PROJECT / "README.md").read_text("utf-8")
    tests = (PROJECT / "tests" / "test_operations.py").read_text("utf-8")
    listed = [
        line.partition("client.")[2].partition("(")[0]
        for line in readme.splitlines()
        if line.startswith("| `client.")
    ]

    assert len(listed) == 14
    assert [name for name in listed if f'"{name}": lambda' not in tests] == []


@pytest.mark.parametrize("name", sorted(REAL))
def test_the_tests_of_a_project_pass(name: str, tmp_path: Path) -> None:
    project = client_of(REAL[name], name).write(tmp_path)

    code, output = ran(project)

    assert code == 0, output
    assert made(project / name, REAL[name]) == ""


def test_lists_that_end_with_an_empty_page_are_read_to_their_end(
    tmp_path: Path,
) -> None:
    spec = CASES / "responses" / "pages-of-every-kind" / "spec.yaml"
    project = client_of(spec, "paged").write(tmp_path)

    code, output = ran(project)

    assert code == 0, output


def test_the_examples_of_streams_and_files_run(tmp_path: Path) -> None:
    spec = CASES / "responses" / "streams" / "spec.yaml"
    project = client_of(spec, "streamed").write(tmp_path)

    code, output = ran(project)

    readme = (project / "README.md").read_text("utf-8")
    assert code == 0, output
    assert 'download.write_to("download", progress=print)' in readme
    for word in ("StreamError", "reconnected()", "terminator", "next_position"):
        assert (word in readme) == (word != "next_position")


TYPED = [
    case
    for case in cases()
    if case.folder.parent.name in {"enums", "nullability", "types", "unions"}
]

IMPOSSIBLE = ("Contradiction: ", "Employee: EndlessError: ")
"""Nothing is both a string and a number, or has a boss who has a boss for ever."""


@pytest.mark.parametrize("case", TYPED, ids=lambda case: case.id)
def test_values_of_every_model_of_a_case_are_valid(case: Case, tmp_path: Path) -> None:
    project = case.client.write(tmp_path)

    wrongs = made(project / case.package, case.spec)

    assert [w for w in wrongs.splitlines() if not w.startswith(IMPOSSIBLE)] == []


def test_a_project_tells_what_its_tests_leave_out(tmp_path: Path) -> None:
    spec = CASES / "types" / "endless-values" / "spec.yaml"
    # A package may be called as anything is in its tests.
    project = client_of(spec, "client").write(tmp_path)

    code, output = ran(project)

    assert code == 0, output
    tests = (project / "tests" / "test_operations.py").read_text("utf-8")
    assert re.findall(r"# (\w+\.\w+)$|\"(\w+\.\w+)\": lambda", tests, re.MULTILINE) == [
        ("", "teams.list"),
        ("", "teams.create"),
        ("employees.create", ""),
        ("employees.get", ""),
    ]


def test_the_tests_of_an_odd_api_pass(tmp_path: Path) -> None:
    spec = TESTS / "kit" / "oddities.yaml"
    project = client_of(spec, "odd").write(tmp_path)

    code, output = ran(project)

    assert code == 0, output
    assert made(project / "odd", spec) == ""


def test_values_keep_what_no_type_can_say(tmp_path: Path) -> None:
    spec = TESTS / "kit" / "demanding.yaml"
    project = client_of(spec, "demanding").write(tmp_path)

    code, output = ran(project)

    assert code == 0, output
    assert made(project / "demanding", spec) == ""


AMBIGUOUS = "is valid under each of"
"""Some documents have a `oneOf` of which no value is of one variant only."""


@pytest.mark.slow
@pytest.mark.parametrize("name", sorted(DOCUMENTS))
def test_the_tests_of_a_large_project_pass(name: str, tmp_path: Path) -> None:
    path = DOCUMENTS[name]
    project = client_of(path, "client", path.parent).write(tmp_path)

    code, output = ran(project)

    assert code == 0, output[-4000:]
    wrongs = made(project / "client", path, path.parent).splitlines()
    assert [each for each in wrongs if AMBIGUOUS not in each] == []
