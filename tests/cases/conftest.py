"""Lets each case's `test_use.py` import the client in its `expected` folder, and talk to a server."""

from __future__ import annotations

import sys
from importlib.machinery import ModuleSpec
from typing import TYPE_CHECKING

import pytest
from places import RUNTIME
from server import Document, LoopbackServer
from trees import cases

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence
    from types import ModuleType

PACKAGES = {case.package: case for case in cases()}


class _SharedRuntime:
    """Finds `<package>._runtime` of every case where it stands, so that no case repeats it."""

    @staticmethod
    def find_spec(
        fullname: str, path: Sequence[str] | None, target: ModuleType | None = None
    ) -> ModuleSpec | None:
        del path, target
        package, _, rest = fullname.partition(".")
        if package not in PACKAGES or rest != "_runtime":
            return None
        spec = ModuleSpec(fullname, None, is_package=True)
        spec.submodule_search_locations = [str(RUNTIME)]
        return spec


sys.path.extend(str(case.expected) for case in PACKAGES.values())
sys.meta_path.insert(0, _SharedRuntime())


@pytest.fixture
def server(request: pytest.FixtureRequest) -> Iterator[LoopbackServer]:
    """A server of the case's document."""
    [case] = [case for case in PACKAGES.values() if case.folder == request.path.parent]
    with LoopbackServer(Document.read(case.spec)) as server:
        yield server
        server.assert_clean()
