"""The folders of `tests/cases`: documents with a feature each, and the clients made of them."""

from __future__ import annotations

import atexit
import shutil
import tempfile
from dataclasses import dataclass, replace
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

from generating import Client
from places import CASES, ROOT

from sdksmith.config.client import ClientConfig
from sdksmith.config.load import load_config
from sdksmith.diagnostics.model import Diagnostics
from sdksmith.diagnostics.show import show
from sdksmith.pipeline import Run, generate

if TYPE_CHECKING:
    from collections.abc import Iterable


@dataclass(frozen=True)
class Case:
    """A folder of `tests/cases`: a feature, its document, and what must come of it.

    Where there is a folder `expected`, it holds the package that must come out;
    where there is a `sdksmith.toml`, it says how the client is made.
    """

    folder: Path

    @property
    def id(self) -> str:
        return self.folder.relative_to(CASES).as_posix()

    @property
    def package(self) -> str:
        """The name of the package, unlike that of any other case."""
        return self.id.replace("/", "_").replace("-", "_")

    @property
    def spec(self) -> Path:
        return next(self.folder.glob("spec.*"))

    @property
    def expected(self) -> Path:
        return self.folder / "expected"

    @property
    def project(self) -> Path:
        """Where its client is made while tests run."""
        return _scratch() / self.package

    @property
    def config(self) -> ClientConfig:
        own = self.folder / "sdksmith.toml"
        if not own.exists():
            spec = self.spec.relative_to(ROOT).as_posix()
            return ClientConfig(self.package, spec, self.project, ROOT, self.package)
        [given] = load_config(own, self.folder, Diagnostics())
        return replace(given, output=self.project, package=self.package)

    @property
    def client(self) -> Client:
        """The client that its document gives; it is on the disk from then on."""
        return _made(self)


def cases() -> list[Case]:
    """All cases there are."""
    return [Case(path.parent) for path in sorted(CASES.glob("*/*/spec.*"))]


@cache
def _scratch() -> Path:
    folder = Path(tempfile.mkdtemp(prefix="cases-"))
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    return folder


@cache
def _made(case: Case) -> Client:
    run = Run()
    generate(case.config, run)
    said = show(run.diagnostics.items, run.locate, colour=False)
    return Client(case.package, dict(_texts(case.project)), said)


def _texts(project: Path) -> Iterable[tuple[str, str]]:
    for path in sorted(project.rglob("*")):
        if path.is_file():
            name = path.relative_to(project).as_posix()
            yield name, path.read_bytes().decode("utf-8")
