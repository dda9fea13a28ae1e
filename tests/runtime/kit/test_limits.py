"""Values made for tests by what a document says of them beyond their types."""

from __future__ import annotations

import json
import sys
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import pytest

TYPES = """
from __future__ import annotations

from typing import Literal

from .._runtime.models import Model
from typing_extensions import TypeAliasType

Code = TypeAliasType("Code", str)
Loose = TypeAliasType("Loose", str)


class Parcel(Model):
    code: Code
    loose: Loose | None = None
    weight: float
    kind: Literal["post"] = "post"
    note: str | None = None


class Shown(Model):
    a: int
    b: int
    c: int | None = None


class Small(Model):
    x: int | None = None


class Known(Model):
    a: int
    b: int
"""
LIMITS = {
    "Code": {"recipe": {"kind": "text", "samples": ["AA-1", "BB-2"]}},
    "Parcel": {
        "fields": {
            "code": {"kind": "named", "name": "Code"},
            "loose": {"kind": "named", "name": "Loose"},
            "weight": {"kind": "number", "above": 0, "below": 1},
        },
        "examples": {"note": "with care"},
        "least": 4,
    },
    "Shown": {"whole": {"a": 7, "b": 8}},
    "Known": {"wholes": [{"a": 1, "b": 2}, {"a": 3, "b": 4}]},
    "Small": {"least": 3, "recipe": {"kind": "number", "low": 5, "whole": True}},
    "things.get 200": {"whole": {"id": "shown"}},
    "things.list 200": {"recipe": {"kind": "named", "name": "Small"}},
}


class Sample:
    """A package with the runtime that is tested as its own."""

    def __init__(self, root: Path, limits: object) -> None:
        (root / "types").mkdir(parents=True)
        (root / "testing").mkdir()
        (root / "__init__.py").touch()
        (root / "types" / "__init__.py").write_text("from .things import *\n")
        (root / "types" / "things.py").write_text(TYPES)
        (root / "testing" / "__init__.py").touch()
        if limits is not None:
            (root / "testing" / "limits.json").write_text(json.dumps(limits))
        runtime = import_module("_runtime").__file__ or ""
        (root / "_runtime").symlink_to(Path(runtime).parent)
        self._name = root.name

    def made(self, model: str, **chosen: object) -> dict[str, object]:
        """A value of the model of this name, as plain data."""
        factories = import_module(f"{self._name}._runtime.testing.factories")
        seed = chosen.pop("seed", 0)
        form: Any = getattr(import_module(f"{self._name}.types"), model)
        found: dict[str, object] = factories.build(form, chosen, seed=seed).to_dict()
        return found

    def answer(self, route: str, form: object) -> object:
        """The made-up answer of a route, as plain data."""
        samples = import_module(f"{self._name}._runtime.testing.samples")
        found: object = samples.answer_sample(route, 200, form)
        return found


@pytest.fixture(scope="module")
def samples(tmp_path_factory: pytest.TempPathFactory) -> Iterator[list[Sample]]:
    """A package with limits, and one without."""
    place = tmp_path_factory.mktemp("packages")
    sys.path.insert(0, str(place))
    yield [Sample(place / "limited", LIMITS), Sample(place / "unlimited", None)]
    sys.path.remove(str(place))


def test_values_keep_to_the_limits_of_their_names(samples: list[Sample]) -> None:
    limited, unlimited = samples

    assert limited.made("Parcel") == {
        "code": "AA-1",
        "note": "with care",
        "weight": 0.5,
        "kind": "post",
    }
    assert limited.made("Parcel", seed=1, note="x") == {
        "code": "BB-2",
        "weight": 0.6666666666666666,
        "kind": "post",
        "note": "x",
    }
    assert unlimited.made("Parcel") == {"code": "code", "weight": 0, "kind": "post"}


def test_members_are_added_until_there_are_enough(samples: list[Sample]) -> None:
    limited, _ = samples

    assert limited.made("Small") == {"x": 0, "member-0": 5, "member-1": 5}
    assert limited.made("Parcel", seed=2)["loose"] == "loose-2"


def test_a_value_that_the_document_shows_is_the_first(samples: list[Sample]) -> None:
    limited, unlimited = samples

    assert limited.made("Shown") == {"a": 7, "b": 8}
    assert limited.made("Shown", c=1) == {"a": 7, "b": 8, "c": 1}
    assert limited.made("Shown", seed=1) == {"a": 1, "b": 1}
    assert unlimited.made("Shown") == {"a": 0, "b": 0}


def test_values_that_are_known_to_be_valid_take_turns(samples: list[Sample]) -> None:
    limited, _ = samples

    found = [limited.made("Known", seed=seed)["a"] for seed in range(3)]

    assert found == [1, 3, 1]


def test_an_answer_is_what_the_document_shows_of_it(samples: list[Sample]) -> None:
    limited, unlimited = samples

    assert limited.answer("things.get", dict) == {"id": "shown"}
    assert limited.answer("things.list", dict) == limited.made("Small")
    assert unlimited.answer("things.get", dict) == {}
