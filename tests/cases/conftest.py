"""Lets each case's tests import its client, which is made when it is first imported."""

from __future__ import annotations

import gc
import sys
import warnings
from importlib.machinery import ModuleSpec, PathFinder
from typing import TYPE_CHECKING

import pytest
from case import cases
from places import RUNTIME
from server import Document, LoopbackServer
from sockets import Server, serving

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

PACKAGES = {case.package: case for case in cases()}


class _Clients:
    """Finds the packages of cases, each with the runtime where it stands."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        package, _, rest = fullname.partition(".")
        if package not in PACKAGES:
            return None
        if rest == "_runtime":
            spec = ModuleSpec(fullname, None, is_package=True)
            spec.submodule_search_locations = [str(RUNTIME)]
            return spec
        if rest:
            return PathFinder.find_spec(fullname, path, target)
        case = PACKAGES[package]
        assert case.client.files, "its making puts it on the disk"
        return PathFinder.find_spec(fullname, [str(case.project)], target)


sys.meta_path.insert(0, _Clients())


@pytest.fixture(autouse=True)
def nothing_left_by_others(request: pytest.FixtureRequest) -> None:
    """Lets a test for which warnings are errors answer for what itself leaves open."""
    if request.node.get_closest_marker("filterwarnings") is not None:
        with warnings.catch_warnings(action="ignore", category=ResourceWarning):
            gc.collect()


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[LoopbackServer]:
    """A server of the case's document, which validates what it gets."""
    [case] = [case for case in PACKAGES.values() if case.folder == request.path.parent]
    with LoopbackServer(Document.read(case.spec)) as server:
        yield server
        server.assert_clean()


@pytest.fixture
def wire() -> Iterator[Server]:
    """A server that shows the very bytes it gets, and answers 204."""
    with serving() as server:
        yield server
