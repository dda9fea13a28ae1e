"""Imports every module of a package, each alone; run as a script, warnings are errors.

One interpreter loads what all clients depend on, and forks for each module.
"""

from __future__ import annotations

import importlib
import os
import sys
import traceback
from pathlib import Path

import httpx2
import pydantic

WARM = (httpx2, pydantic)
OK = "ok"


def modules(package: Path) -> list[str]:
    """The dotted names of all modules."""
    names = []
    for path in sorted(package.rglob("*.py")):
        parts = path.relative_to(package.parent).with_suffix("").parts
        names.append(".".join(parts[:-1] if parts[-1] == "__init__" else parts))
    return names


def imported(module: str) -> str:
    """What comes of it where nothing else of the package has been imported."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        sys.excepthook = lambda *error: os.write(writing, _last_line(error[1]))
        importlib.import_module(module)
        os.write(writing, OK.encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading, "rb") as pipe:
        said = pipe.read().decode("utf-8", "replace")
    os.waitpid(child, 0)
    return said or "ended without a word"


def _last_line(error: BaseException) -> bytes:
    shown = "".join(traceback.format_exception_only(error))
    return " ".join(shown.split())[:1000].encode("utf-8", "replace")


def main(package: Path) -> None:
    """Print each module, and what came of it."""
    sys.path[0] = str(package.parent)
    for name in modules(package):
        sys.stdout.write(f"{name}\t{imported(name)}\n")
        sys.stdout.flush()


if __name__ == "__main__":
    main(Path(sys.argv[1]))
