"""The generated clients under test, as they stand on the disk for imports and type checkers."""

from __future__ import annotations

import re
import shutil
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, TypeAlias

from case import Case, cases
from generating import Client, client_of
from places import PROJECT, TESTS

if TYPE_CHECKING:
    from collections.abc import Iterator

REAL = {
    "petstore": TESTS / "real" / "petstore-3.0.json",
    "train_travel": TESTS / "real" / "train-travel.yaml",
    "cafe": TESTS / "real" / "redocly-cafe-3.2.yaml",
}
"""Package name and document of each pinned real API."""


@dataclass(frozen=True)
class Tree:
    """One generated client on the disk: its project folder and the package in it."""

    project: Path
    package: str
    uses: tuple[Path, ...] = ()
    """Scripts that use it, those with mistakes among them: they are called `wrong`."""

    @property
    def folder(self) -> Path:
        return self.project / self.package

    @property
    def right(self) -> list[Path]:
        """The package and the scripts where there must be no mistake."""
        return [self.folder, *(path for path in self.uses if "wrong" not in path.stem)]

    @property
    def wrong(self) -> list[Path]:
        """The scripts whose every line with `# wrong` is a mistake."""
        return [path for path in self.uses if "wrong" in path.stem]

    def parts(self) -> list[Path]:
        """What is in the package, without the runtime, which is the same in each."""
        return [
            path
            for path in self.folder.iterdir()
            if path.name not in {"_runtime", "py.typed"}
        ]

    def modules(self, *, runtime: bool) -> Iterator[str]:
        """The dotted names of its modules, with or without those of the runtime."""
        for path in sorted(self.folder.rglob("*.py")):
            parts = path.relative_to(self.project).with_suffix("").parts
            if "_runtime" in parts and not runtime:
                continue
            yield ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


Workspace: TypeAlias = Mapping[str, Tree]
"""The clients under test, by the name of their package."""


def networkhq() -> Tree:
    """The worked example, where it is committed, and the code that uses it."""
    code = TESTS / "usage" / "code"
    return Tree(PROJECT, "networkhq", tuple(sorted(code.glob("*.py"))))


def laid_out(scratch: Path) -> Workspace:
    """Every client under test, by the name of its package."""
    trees = {"networkhq": networkhq()}
    for name, spec in REAL.items():
        _lay_out(client_of(spec, name), scratch / name)
        trees[name] = Tree(scratch / name, name)
    for case in cases():
        trees[case.package] = _of_case(case, scratch / case.package)
    return trees


def _of_case(case: Case, project: Path) -> Tree:
    _lay_out(case.client, project)
    uses: list[Path] = []
    for script in sorted(case.folder.glob("*.py")):
        target = project / f"{script.stem}_{case.package}.py"
        shutil.copy(script, target)
        uses.append(target)
    return Tree(project, case.package, tuple(uses))


def _lay_out(client: Client, project: Path) -> None:
    """Write a package that shares the runtime of the worked example: it is checked once."""
    for path, text in client.package_files.items():
        target = project / path
        target.parent.mkdir(parents=True, exist_ok=True)
        target.write_text(_OWN_RUNTIME.sub(_SHARED_RUNTIME, text), "utf-8")


_OWN_RUNTIME = re.compile(r'(from |")\.+_runtime\b')
_SHARED_RUNTIME = r"\1networkhq._runtime"
