"""Makes values of every model of a package; run as a script, it prints what is wrong.

What the document of the package promises comes as JSON from standard input.
"""

from __future__ import annotations

import json
import sys
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from judge.calling import models
from kit.judging import Judge

if TYPE_CHECKING:
    from collections.abc import Iterator

    from real.calling import Untyped

SEEDS = (0, 1, 2, 7, 1_000_003)
FAILURES = (ValueError, TypeError, AttributeError, LookupError, RecursionError)


def wrongs(make: Untyped, model: Untyped, judge: Judge) -> Iterator[str]:
    """What is wrong with the values of a model."""
    for seed in SEEDS:
        made = make(seed)(model)
        if made != make(seed)(model):
            yield f"seed {seed}: another value at each call"
        if model.from_json(made.to_json(), strict=True) != made:
            yield f"seed {seed}: another value after its JSON"
        name = model.__name__
        if judge.knows(name):
            for wrong in judge.wrongs(name, json.loads(made.to_json())):
                yield f"seed {seed}: {wrong}"


def main(package: Path) -> None:
    """Print a line for each model whose values are not as they should be."""
    sys.path.insert(0, str(package.parent))
    make = import_module(f"{package.name}.testing").Factories
    judge = Judge(**json.load(sys.stdin))
    for model in models(package):
        try:
            found = list(wrongs(make, model, judge))
        except FAILURES as error:
            found = [f"{type(error).__name__}: {error}"]
        for wrong in found:
            sys.stdout.write(f"{model.__qualname__}: {wrong}\n")


if __name__ == "__main__":
    main(Path(sys.argv[1]))
