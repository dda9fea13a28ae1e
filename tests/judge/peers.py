"""The tools that sdksmith is compared with: how each is installed, run and read."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from judge.making import SECONDS, Made
from judge.running import run

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from judge.documents import Document

REQUIRED = (
    "openapi-python-client==0.29.1",
    "openapi-generator-cli==7.26.0",
    *("mypy", "pyright", "ruff", "black", "httpx2", "httpx", "attrs", "pydantic"),
    *("python-dateutil", "types-python-dateutil", "urllib3", "typing-extensions"),
)
"""The tools, what checks their output, and what their clients import."""


@dataclass(frozen=True)
class Peer:
    """One tool: what makes a client of `{spec}` in `{output}`, and how that looks.

    `marks` is a module that stands at the top of a package of it, and `operation`
    finds the functions that call the API, of which each stands for one operation.
    """

    name: str
    command: tuple[str, ...]
    marks: str
    operation: re.Pattern[str]


PEERS = (
    Peer(
        "openapi-python-client",
        (
            *("openapi-python-client", "generate", "--overwrite"),
            *("--path", "{spec}", "--output-path", "{output}"),
        ),
        "client.py",
        re.compile(r"^def _get_kwargs\(", re.MULTILINE),
    ),
    Peer(
        "openapi-generator",
        (
            *("openapi-generator-cli", "generate", "-g", "python"),
            *("--package-name", "client", "--skip-validate-spec"),
            *("-i", "{spec}", "-o", "{output}"),
        ),
        "api_client.py",
        re.compile(r"^    def (?!_)\w+_with_http_info\(", re.MULTILINE),
    ),
)


@dataclass(frozen=True)
class Bench:
    """A virtual environment that holds the peers and what their clients need."""

    folder: Path

    @property
    def python(self) -> str:
        """The interpreter in which clients of the peers are imported and checked."""
        return str(self.folder / "bin" / "python")

    def install(self) -> None:
        """Put everything there that is not there yet."""
        if not (self.folder / "bin" / "openapi-generator-cli").exists():
            subprocess.run([sys.executable, "-m", "venv", str(self.folder)], check=True)
            wanted = [self.python, "-m", "pip", "install", "--quiet", *REQUIRED]
            subprocess.run(wanted, check=True)

    def make(self, peer: Peer, document: Document, scratch: Path) -> PeerMade:
        """The client that a peer makes of a document."""
        project = scratch / document.name
        shutil.rmtree(project, ignore_errors=True)
        scratch.mkdir(parents=True, exist_ok=True)
        spec = str(document.path.resolve())
        command = [part.format(spec=spec, output=str(project)) for part in peer.command]
        command[0] = str(self.folder / "bin" / command[0])
        path = f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"
        done = run(command, scratch, SECONDS, {"PATH": path})
        return PeerMade(project, done, {}, peer)


@dataclass(frozen=True)
class PeerMade(Made):
    """A client of a peer on the disk."""

    peer: Peer

    @property
    def package(self) -> Path | None:
        """The folder of the package, if there is one."""
        found = self.project.glob(f"*/{self.peer.marks}")
        return next((path.parent for path in found), None)

    def operations(self) -> int:
        """How many operations the client can call."""
        return sum(len(self.peer.operation.findall(text)) for text in self._texts())

    def _texts(self) -> Iterator[str]:
        for path in sorted((self.package or self.project).rglob("*.py")):
            yield path.read_text("utf-8")
