"""What the methods of a package say that they give, read from its source."""

from __future__ import annotations

import ast
import re
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

_OPERATION = re.compile(r"`([A-Z]+ /\S*|[A-Za-z]+ /.*)`")
_ANYTHING = re.compile(r"(?:(?:builtins\.)?list\[|Pager\[|Download\[)*(?:Any|object)\b")


@dataclass(frozen=True)
class Given:
    """One method, the operation it stands for, and its return annotation."""

    method: str
    operation: str
    annotation: str

    @property
    def is_anything(self) -> bool:
        """Whether nothing is known of what comes back, or of its items."""
        return bool(_ANYTHING.match(self.annotation))


def given(package: Path) -> list[Given]:
    """Every method of the synchronous client that stands for an operation."""
    return [
        method
        for path in (package / "_client.py", *sorted(package.rglob("resources/*.py")))
        if path.exists()
        for method in _methods(ast.parse(path.read_text("utf-8")))
    ]


def _methods(module: ast.Module) -> Iterator[Given]:
    for owner in module.body:
        if not isinstance(owner, ast.ClassDef):
            continue
        for method in owner.body:
            if not isinstance(method, ast.FunctionDef) or not method.returns:
                continue
            if operation := _operation(ast.get_docstring(method) or ""):
                name = f"{owner.name}.{method.name}"
                yield Given(name, operation, ast.unparse(method.returns))


def _operation(doc: str) -> str | None:
    """What a docstring ends with, or begins with where nothing else is said."""
    lines = doc.splitlines()
    for line in (*lines[-1:], *lines[:1]):
        if found := _OPERATION.fullmatch(line.strip()):
            return found[1]
    return None
