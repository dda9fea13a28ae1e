"""Symbols are spelt so that nothing in a file hides anything else."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from sdksmith.python.imports import Scope
from sdksmith.python.types import (
    ANY,
    NONE,
    STR,
    Symbol,
    builtin,
    dict_of,
    list_of,
    literal_of,
    named,
    optional,
    union,
)

HERE = ".resources.pets"


def statements(scope: Scope) -> list[str]:
    lines: list[str] = []
    for section in scope.imports():
        lines += [f"import {module}" for module in section.modules]
        lines += [f"from {each.module} import {each.names}" for each in section.froms]
        lines.append("")
    return lines


def test_a_module_of_the_package_is_imported_relative_to_the_file() -> None:
    scope = Scope(HERE)

    for module in (".types.shared", "._pages", ".resources.toys", "._runtime.omit"):
        scope.name(Symbol(module, "X" + module[1:3]))

    assert statements(scope) == [
        "from .._pages import X_p",
        "from .._runtime.omit import X_r",
        "from ..types.shared import Xty",
        "from .toys import Xre",
        "",
    ]


def test_a_package_imports_from_inside_itself() -> None:
    scope = Scope(".types", is_package=True)

    scope.name(Symbol(".types.shared", "A"))
    scope.name(Symbol("._runtime.lazy", "b"))

    assert statements(scope)[:2] == [
        "from .._runtime.lazy import b",
        "from .shared import A",
    ]


def test_an_import_gives_way_to_a_name_of_the_file() -> None:
    scope = Scope(HERE, frozenset({"Any"}))

    text = scope.text(dict_of(STR, ANY))

    assert text == "dict[str, Any_]"
    assert statements(scope)[0] == "from typing import Any as Any_"


def test_two_imports_of_one_name_stay_apart() -> None:
    scope = Scope(HERE)

    names = [scope.name(Symbol(m, "Field")) for m in ("pydantic", ".types.shared")]

    assert names == ["Field", "Field_"]


def test_a_builtin_hidden_by_a_method_is_reached_through_its_module() -> None:
    scope = Scope(HERE)

    text = scope.text(list_of(builtin("int")), frozenset({"list"}))

    assert text == "builtins.list[int]"
    assert statements(scope)[0] == "import builtins"


def test_an_import_hidden_by_a_field_gets_another_name_there_alone() -> None:
    scope = Scope(".types.pets")
    date = named("datetime", "date")

    texts = [scope.text(date), scope.text(date, frozenset({"date"}))]

    assert texts == ["date", "date_"]
    assert statements(scope)[:2] == [
        "from datetime import date",
        "from datetime import date as date_",
    ]


def test_none_comes_last_and_anything_swallows_the_rest() -> None:
    scope = Scope(HERE)
    values = literal_of(["a", "b", "a"])

    assert scope.text(optional(union((NONE, values)))) == 'Literal["a", "b"] | None'
    assert scope.text(optional(ANY)) == "Any"


def test_imports_are_sorted_as_ruff_sorts_them(tmp_path: Path) -> None:
    scope = Scope(HERE, frozenset({"Sequence"}))
    for module, name in (
        ("typing", "TYPE_CHECKING"),
        ("typing", "cast"),
        ("typing", "Any"),
        ("collections.abc", "Sequence"),
        ("collections.abc", "Mapping"),
        ("uuid", "UUID"),
        ("pydantic", "Field"),
        (".types.v10", "A10"),
        (".types.v2", "A2"),
        (".types.v2", "a"),
        (".types.v2", "ERRORS"),
        ("._runtime.api", "Api"),
        (".resources.b", "B"),
    ):
        scope.name(Symbol(module, name))
    scope.text(list_of(STR), frozenset({"list"}))
    names = [each.names for section in scope.imports() for each in section.froms]
    used = ", ".join(n.split(" as ")[-1] for each in names for n in each.split(", "))
    file = tmp_path / "module.py"
    file.write_text("\n".join([*statements(scope), f"print({used}, builtins)", ""]))

    command = [sys.executable, "-m", "ruff", "check", "--isolated", "--select", "I"]
    done = subprocess.run(
        [*command, str(file)], check=False, capture_output=True, text=True
    )

    assert done.returncode == 0, done.stdout + file.read_text()
