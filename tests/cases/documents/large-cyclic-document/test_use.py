from __future__ import annotations

import ast
import json
import os
import resource
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from checkers import run_mypy, run_pyright

from sdksmith.config.client import ClientConfig
from sdksmith.pipeline import Run, generate

if TYPE_CHECKING:
    from collections.abc import Iterator

FULL = 1200
SMALL = 120
MEGABYTE, GIGABYTE = 2**20, 2**30
FIRST_CALL = """
import json, resource, sys, time
import httpx2, pydantic

before = set(sys.modules)
start = time.process_time()
import big
imported = time.process_time() - start
loaded = [name for name in sys.modules if name not in before]

def answer(request):
    inner = {"id": "y", "kind": "a"}
    return httpx2.Response(200, json={"id": "x", "one": inner, "many": [inner]})

transport = httpx2.MockTransport(answer)
start = time.process_time()
client = big.Big(http_client=httpx2.Client(transport=transport))
found = client.t3.get_r3("1")
print(json.dumps({
    "import": imported,
    "loaded": loaded,
    "call": time.process_time() - start,
    "kind": type(found.one).__name__,
    "unused": [name for name in sys.modules if name.startswith("big.resources.t")],
    "memory": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024,
}))
"""


def document(schemas: int, tags: int = 30) -> dict[str, Any]:
    """Schemas that all reach each other, and an operation for every second of them."""

    def ref(number: int) -> dict[str, str]:
        return {"$ref": f"#/components/schemas/M{number % schemas}"}

    def schema(number: int) -> dict[str, Any]:
        one, many = ref(number * 7 + 1), ref(number * 13 + 5)
        members: dict[str, Any] = {
            "id": {"type": "string"},
            "at": {"type": "string", "format": "date-time"},
            "kind": {"type": "string", "enum": [f"a{number}", f"b{number}"]},
            "one": one,
            "many": {"type": "array", "items": many},
            "u": {"oneOf": [one, many]},
        }
        return {"type": "object", "required": ["id"], "properties": members}

    def operation(number: int) -> dict[str, Any]:
        name = {"name": "id", "in": "path", "required": True}
        content = {"application/json": {"schema": ref(2 * number)}}
        return {
            "operationId": f"getR{number}",
            "tags": [f"t{number % tags}"],
            "parameters": [{**name, "schema": {"type": "string"}}],
            "responses": {"200": {"description": "ok", "content": content}},
        }

    return {
        "openapi": "3.0.3",
        "info": {"title": "big", "version": "1.0.0"},
        "servers": [{"url": "https://api.example.test"}],
        "paths": {
            f"/r{number}/{{id}}": {"get": operation(number)}
            for number in range(schemas // 2)
        },
        "components": {"schemas": {f"M{n}": schema(n) for n in range(schemas)}},
    }


def made(folder: Path, schemas: int) -> float:
    """Makes the client; gives the seconds of CPU, a fourth of those of its workers."""
    (folder / "spec.json").write_text(json.dumps(document(schemas)), "utf-8")
    config = ClientConfig("big", "spec.json", folder / "sdk", folder, "big")
    start = seconds_on_four_cores()
    generate(config, Run())
    return seconds_on_four_cores() - start


def seconds_on_four_cores() -> float:
    spent = os.times()
    workers = spent.children_user + spent.children_system
    return spent.user + spent.system + workers / 4


def first_call(project: Path) -> dict[str, Any]:
    done = subprocess.run(
        [sys.executable, "-c", FIRST_CALL],
        cwd=project,
        capture_output=True,
        text=True,
        check=True,
    )
    found: dict[str, Any] = json.loads(done.stdout)
    return found


@pytest.fixture(scope="module")
def small(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")
    made(folder, SMALL)
    return folder / "sdk"


def test_the_package_loads_no_model_and_a_call_only_what_it_needs(small: Path) -> None:
    found = first_call(small)

    assert found["import"] < 0.15
    assert len(found["loaded"]) < 60
    assert not [name for name in found["loaded"] if name.startswith("big.types.")]
    assert found["kind"] == "M43"
    assert found["call"] < 1
    assert found["unused"] == ["big.resources.t3"]


def test_one_model_can_be_imported_and_all_are_listed_for_readers(small: Path) -> None:
    command = "from big.types import M5; print(M5.__name__, M5(id='x').to_json())"
    done = subprocess.run(
        [sys.executable, "-c", command],
        cwd=small,
        capture_output=True,
        text=True,
        check=True,
    )

    assert done.stdout == 'M5 {"id":"x"}\n'
    tree = ast.parse((small / "big" / "types" / "__init__.py").read_text("utf-8"))
    named = {alias.asname for alias in _imports(tree)}
    assert {f"M{number}" for number in range(SMALL)} <= named


def _imports(tree: ast.Module) -> Iterator[ast.alias]:
    for node in ast.walk(tree):
        if isinstance(node, ast.ImportFrom):
            yield from node.names


@pytest.mark.slow
def test_the_whole_is_made_in_time_and_half_of_it_in_half_the_time(
    tmp_path: Path,
) -> None:
    (tmp_path / "half").mkdir()
    (tmp_path / "full").mkdir()

    half = made(tmp_path / "half", FULL // 2)
    full = made(tmp_path / "full", FULL)

    assert full < 30
    assert full < 3 * half
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 < GIGABYTE
    found = first_call(tmp_path / "full" / "sdk")
    assert found["call"] < 1
    assert found["memory"] < 150 * MEGABYTE


@pytest.mark.slow
def test_the_whole_is_small_on_the_disk_and_clean_for_checkers(tmp_path: Path) -> None:
    made(tmp_path, FULL)
    project = tmp_path / "sdk"
    files = [path for path in project.rglob("*") if path.is_file()]

    assert sum(path.stat().st_size for path in files) < 10 * MEGABYTE
    folders = {path.parent for path in files}
    assert all(len(list(folder.iterdir())) <= 1500 for folder in folders)
    assert run_mypy([project / "big"], [project], project).errors(project) == []
    assert run_pyright([project / "big"], [project], tmp_path).errors(project) == []
