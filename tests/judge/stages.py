"""What each stage of making a client costs, formatting and writing not counted.

`python tests/judge/stages.py FOLDER` shows it for every document of a folder, smallest
first: how the time grows with the length of a document.
"""

from __future__ import annotations

import sys
import time
from collections.abc import Callable
from pathlib import Path
from typing import TypeVar

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from judge.documents import documents
from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.show import show
from sdksmith.ir.build import build
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine import refine
from sdksmith.naming.assign import assign
from sdksmith.naming.rules import NamingRules
from sdksmith.openapi.canonicalise import canonicalise
from sdksmith.pipeline import Run
from sdksmith.python.plan import PlanOptions
from sdksmith.python.planning import plan
from sdksmith.render.render import render
from sdksmith.render.templates import TemplateSet, builtin_folder

T = TypeVar("T")
STAGES = ("read", "openapi", "build", "refine", "naming", "python", "render", "show")
_KILO = 1000


def stage_seconds(path: Path) -> dict[str, float]:
    """The CPU seconds of each stage for one document."""
    seconds: dict[str, float] = {}

    def timed(name: str, work: Callable[[], T]) -> T:
        start = time.process_time()
        result = work()
        seconds[name] = time.process_time() - start
        return result

    run, options = Run(), BuildOptions()
    said = run.diagnostics
    folder = path.parent
    client = ClientConfig("judged", path.name, folder / "not-there", folder)
    document = timed("read", lambda: run.read(client))
    canonical = timed("openapi", lambda: canonicalise(document, said))
    built = timed("build", lambda: build(canonical, options, said))
    api = timed("refine", lambda: refine(built, options, said))
    names = timed("naming", lambda: assign(api, NamingRules(), said))
    planned = timed("python", lambda: plan(api, names, PlanOptions(path.name), said))
    templates = TemplateSet(builtin_folder())
    timed("render", lambda: render(planned, templates, said))
    timed("show", lambda: show(said.items, run.locate, colour=False))
    return seconds


def main(folder: Path) -> None:
    """Print the stages of every document."""
    head = "".join(f"{name:>9}" for name in (*STAGES, "all", "kB", "ms/kB"))
    sys.stdout.write(f"{'document':30}{head}\n")
    for document in sorted(documents(folder), key=lambda one: one.path.stat().st_size):
        seconds = stage_seconds(document.path)
        whole, size = sum(seconds.values()), document.path.stat().st_size / _KILO
        cells = [f"{seconds[name]:9.2f}" for name in STAGES]
        cells += [f"{whole:9.2f}", f"{size:9.0f}", f"{whole / size * _KILO:9.2f}"]
        sys.stdout.write(f"{document.name:30}{''.join(cells)}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
