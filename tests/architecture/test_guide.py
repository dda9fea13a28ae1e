"""The guide to the runtime names every module of it, and nothing else."""

from __future__ import annotations

import ast
import re
from pathlib import Path

RUNTIME = Path(__file__).parents[2] / "templates" / "python" / "package" / "_runtime"
GUIDE = ast.get_docstring(ast.parse((RUNTIME / "__init__.py").read_text("utf-8"))) or ""


def test_the_guide_to_the_runtime_names_each_module_once() -> None:
    modules = [*(path.stem for path in RUNTIME.glob("[!_]*.py")), "testing"]
    _, way = GUIDE.split(":\n\n", maxsplit=1)

    named = re.findall(r"`([a-z_]+)`", way)

    assert sorted(named) == sorted(modules)
