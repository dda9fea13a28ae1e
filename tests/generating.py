"""Runs the pipeline in memory: a document in, the files of its client out."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from places import ROOT

from sdksmith.config.client import ClientConfig
from sdksmith.diagnostics.show import show
from sdksmith.pipeline import Run, check

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path

NOWHERE = ROOT / "generated" / "not-there"


@dataclass(frozen=True)
class Client:
    """A client as it would be written: its files by path, and what was said about its document."""

    name: str
    files: Mapping[str, str]
    diagnostics: str

    @property
    def package_files(self) -> Mapping[str, str]:
        """The package without the runtime, which is the same for all."""
        return {
            path: text
            for path, text in self.files.items()
            if path.startswith(f"{self.name}/")
            and not path.startswith(f"{self.name}/_runtime/")
        }

    def write(self, folder: Path) -> Path:
        """Put the client on the disk, as a user would find it."""
        shutil.rmtree(folder, ignore_errors=True)
        for path, text in self.files.items():
            target = folder / path
            target.parent.mkdir(parents=True, exist_ok=True)
            target.write_text(text, "utf-8", newline="")
        return folder


def client_of(spec: Path, package: str, base: Path = ROOT) -> Client:
    """The client that a document gives where none was before."""
    config = ClientConfig(
        package, spec.relative_to(base).as_posix(), NOWHERE, base, package
    )
    run = Run()
    report = check(config, run)
    files = {change.path: change.after or "" for change in report.changes}
    said = show(run.diagnostics.items, run.locate, colour=False)
    return Client(package, files, said)
