"""What holds for the client of every case, whatever the case is about."""

from __future__ import annotations

import ast
import hashlib
import json
import os
import subprocess
import sys
from collections import Counter
from typing import TYPE_CHECKING, Any, TypeAlias

import pytest
import yaml
from case import Case, cases
from places import ROOT, TESTS

from sdksmith.pipeline import Run, check

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

each_case = pytest.mark.parametrize("case", cases(), ids=lambda case: case.id)

LONGEST_PATH = 140
METHODS = ["get", "put", "post", "delete", "options", "head", "patch", "trace", "query"]
RESERVED = {
    *("con", "prn", "aux", "nul"),
    *(f"{device}{number}" for device in ("com", "lpt") for number in range(10)),
}
"""Names that Windows keeps for devices, whatever the suffix."""

AGAIN = """
import hashlib, json, sys, time
def forbid(event, arguments):
    if event in {"os.system", "os.exec", "os.posix_spawn", "pty.spawn",
                 "subprocess.Popen", "socket.connect"}:
        raise RuntimeError(f"{event} {arguments}")
from case import cases
sys.addaudithook(forbid)
for case in cases():
    start = time.process_time()
    files = json.dumps(case.client.files, sort_keys=True)
    digest = hashlib.sha256(files.encode()).hexdigest()
    print(json.dumps([case.id, digest, time.process_time() - start]))
"""
Again: TypeAlias = "Mapping[str, tuple[str, float]]"


@pytest.fixture(scope="session")
def again() -> Again:
    """Each case made once more, elsewhere: the hash of its files, and seconds of CPU.

    Whoever starts a process or opens a connection meanwhile is stopped.
    """
    done = subprocess.run(
        [sys.executable, "-c", AGAIN],
        env=os.environ | {"PYTHONHASHSEED": "4242", "PYTHONPATH": str(TESTS)},
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    rows = map(json.loads, done.stdout.splitlines())
    return {case: (digest, seconds) for case, digest, seconds in rows}


@each_case
def test_two_runs_give_the_same_bytes(case: Case, again: Again) -> None:
    files = json.dumps(case.client.files, sort_keys=True)

    assert hashlib.sha256(files.encode()).hexdigest() == again[case.id][0]


@each_case
def test_generation_takes_less_than_ten_seconds(case: Case, again: Again) -> None:
    assert again[case.id][1] < 10


@each_case
def test_every_operation_is_there_or_a_diagnostic_says_where_it_is(
    case: Case,
) -> None:
    there = Counter(
        operation
        for path, text in case.client.files.items()
        if "/resources/" in path
        for operation in generated_operations(text)
    )
    documented = Counter(
        operation
        for operation, pointer in documented_operations(case)
        if pointer not in case.client.diagnostics
    )

    assert documented - there == Counter()


def generated_operations(module: str) -> Iterator[tuple[str, str]]:
    """Method and path of each operation that a module of resources describes."""
    for node in ast.walk(ast.parse(module)):
        match node:
            case ast.Call(
                args=[ast.Constant(str(method)), ast.Constant(str(path)), *_]
            ):
                yield method, path


def documented_operations(case: Case) -> Iterator[tuple[tuple[str, str], str]]:
    """Method and path of each operation in the document, and the pointer to it."""
    for path, item in _document(case).get("paths", {}).items():
        place = path.replace("~", "~0").replace("/", "~1")
        for method in METHODS:
            if method in item:
                bare = path.partition("#")[0].partition("?")[0]
                yield (method.upper(), bare), f"#/paths/{place}/{method}"


def _document(case: Case) -> dict[str, Any]:
    """What is generated from, read without sdksmith where no overlay changes it."""
    if case.config.overlays:
        return Run().read(case.config).root
    read: dict[str, Any] = yaml.safe_load(case.spec.read_text("utf-8"))
    return read


@each_case
def test_no_path_is_a_trap_on_another_system(case: Case) -> None:
    paths = [*case.client.files]

    parts = [part for path in paths for part in path.casefold().split("/")]
    assert len({path.casefold() for path in paths}) == len(paths)
    assert not RESERVED & {part.partition(".")[0] for part in parts}
    assert max(map(len, paths)) <= LONGEST_PATH


@each_case
def test_a_client_is_up_to_date_right_after_it_was_made(case: Case) -> None:
    assert case.client.files

    report = check(case.config, Run())

    assert [change.path for change in report.changes] == []
