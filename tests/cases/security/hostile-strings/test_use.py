from __future__ import annotations

import ast
import inspect
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import parse_qsl, quote

import yaml
from case import Case
from generating import client_of
from places import CASES, RUNTIME
from security_hostile_strings import AsyncHostileStrings, HostileStrings, types
from sockets import Answer, serving
from twins import in_both, sent

if TYPE_CHECKING:
    from collections.abc import Iterator

    import pytest

CASE = Case(CASES / "security" / "hostile-strings")
DOCUMENT = yaml.safe_load(CASE.spec.read_text("utf-8"))
[(PATH, ITEM)] = DOCUMENT["paths"].items()
E = DOCUMENT["components"]["schemas"]["E"]
TEXTS = [
    *E["properties"]["k"]["enum"],
    "p = 1\nraise SystemExit(1)  #",
    "ok\\",
    ITEM["get"]["parameters"][1]["name"],
    PATH,
]
JSON = {"Content-Type": "application/json"}


def trees() -> Iterator[ast.Module]:
    for path, text in CASE.client.package_files.items():
        if path.endswith(".py"):
            yield ast.parse(text)


def nodes() -> list[ast.AST]:
    return [node for tree in trees() for node in ast.walk(tree)]


def test_generating_and_calling_run_nothing_of_the_document(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)

    client_of(CASE.spec, "hostile")
    with serving(Answer(200, b"{}", JSON)) as server:
        found = HostileStrings(base_url=server.url).t_raise_system_exit
        found.x_pass_import_os("z")

    assert list(tmp_path.iterdir()) == []
    assert not any(Path(CASE.project).rglob("pwned"))


def test_no_code_comes_from_the_document() -> None:
    hostile = {"SystemExit", "os", "__import__", "system", "F"}
    found = nodes()

    names = {node.id for node in found if isinstance(node, ast.Name)}
    attributes = {node.attr for node in found if isinstance(node, ast.Attribute)}
    imported = {
        alias.name
        for node in found
        if isinstance(node, ast.Import | ast.ImportFrom)
        for alias in node.names
    }
    assert not hostile & (names | attributes | imported)
    assert not [node for node in found if isinstance(node, ast.Raise | ast.JoinedStr)]


def test_texts_are_constants_equal_to_the_document_s() -> None:
    constants = {node.value for node in nodes() if isinstance(node, ast.Constant)}

    assert {text for text in TEXTS if text not in constants} == set()


def test_descriptions_are_docstrings_with_the_same_words() -> None:
    said = " ".join((inspect.getdoc(types.E) or "").split())

    assert said == " ".join(E["description"].split())


def test_the_request_goes_to_the_path_and_query_of_the_document() -> None:
    with serving(Answer(200, b"{}", JSON)) as server:
        in_both(
            HostileStrings(base_url=server.url),
            AsyncHostileStrings(base_url=server.url),
            lambda client: client.t_raise_system_exit.x_pass_import_os(
                "z", q_import_os_system_touch_pwned="v"
            ),
        )
        path, _, query = sent(server).target.partition("?")

    wanted = PATH.replace("{id}", "z")
    assert path == quote(wanted, safe="/'")
    assert parse_qsl(query) == [(ITEM["get"]["parameters"][1]["name"], "v")]


def test_the_runtime_is_copied_as_it_is() -> None:
    package = CASE.project / CASE.package / "_runtime"

    assert (package / "models.py").read_text() == (RUNTIME / "models.py").read_text()
