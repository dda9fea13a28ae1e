"""Lazy exports, and the sentinel `omit`."""

from __future__ import annotations

import copy
import importlib
import sys
from multiprocessing.reduction import ForkingPickler
from pathlib import Path
from types import ModuleType

import pytest
from _runtime.omit import Omit, omit

INIT = """
from _runtime.lazy import lazy_exports

__getattr__, __dir__, __all__ = lazy_exports(
    __name__, {"things": "Thing Twin", "inner.deep": "deep", "inner": ""}
)
"""


@pytest.fixture
def package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> ModuleType:
    root = tmp_path / "lazy_sample"
    (root / "inner").mkdir(parents=True)
    (root / "__init__.py").write_text(INIT)
    (root / "things.py").write_text("class Thing: pass\nclass Twin: pass\n")
    (root / "inner" / "__init__.py").write_text("")
    (root / "inner" / "deep.py").write_text("deep = 5\n")
    monkeypatch.syspath_prepend(tmp_path)
    for name in [each for each in sys.modules if each.startswith("lazy_sample")]:
        monkeypatch.delitem(sys.modules, name)
    return importlib.import_module("lazy_sample")


def test_a_name_imports_its_module_at_first_use_and_stays(package: ModuleType) -> None:
    assert "lazy_sample.things" not in sys.modules

    thing = package.Thing

    assert thing.__module__ == "lazy_sample.things"
    assert vars(package)["Thing"] is thing


def test_names_of_nested_modules_and_modules_themselves(package: ModuleType) -> None:
    assert (package.deep, package.inner.__name__) == (5, "lazy_sample.inner")


def test_every_export_is_listed(package: ModuleType) -> None:
    assert package.__all__ == ["Thing", "Twin", "deep", "inner"]
    assert {"Thing", "__all__"} <= set(dir(package))


def test_what_the_package_imports_for_itself_is_not_listed(package: ModuleType) -> None:
    importlib.import_module("lazy_sample.things")

    assert "lazy_exports" not in dir(package)
    assert "things" in dir(package)


def test_another_name_is_an_ordinary_error(package: ModuleType) -> None:
    with pytest.raises(AttributeError, match="'lazy_sample' has no attribute 'Other'"):
        _ = package.Other


def test_omit_is_one_and_false_and_not_none() -> None:
    copies = [
        copy.copy(omit),
        copy.deepcopy([omit])[0],
        ForkingPickler.loads(ForkingPickler.dumps(omit)),
    ]

    assert all(each is omit for each in copies)
    assert (bool(omit), repr(omit), isinstance(omit, Omit)) == (False, "omit", True)


def test_a_module_may_be_what_is_exported(package: ModuleType) -> None:
    assert "lazy_sample.inner" not in sys.modules

    assert package.inner is sys.modules["lazy_sample.inner"]
