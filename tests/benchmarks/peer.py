"""openapi-python-client in an environment of its own, and its client of a document."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

VERSION = "0.29.1"


class NotToBeHadError(Exception):
    """The peer cannot be measured here; says why."""


@dataclass(frozen=True)
class Peer:
    """The tool, its Python, and the folder of the client that it made."""

    folder: Path

    @property
    def python(self) -> str:
        return str(self.folder / "bin" / "python")

    @property
    def client(self) -> Path:
        return self.folder / "client"

    @property
    def environment(self) -> dict[str, str]:
        """Where the tool finds its formatter."""
        return {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}

    def command(self, spec: Path, output: Path) -> list[str]:
        """Generates a client of `spec`, in whole."""
        tool = str(self.folder / "bin" / "openapi-python-client")
        options = ["--path", str(spec), "--output-path", str(output), "--overwrite"]
        return [tool, "generate", *options]


def prepared(folder: Path, spec: Path) -> Peer:
    """The peer, installed in `folder` where it is not yet, with its client of `spec`."""
    peer = Peer(folder)
    if not (folder / "bin" / "openapi-python-client").exists():
        _run([sys.executable, "-m", "venv", str(folder)])
        wanted = f"openapi-python-client=={VERSION}"
        _run([peer.python, "-m", "pip", "install", "--quiet", wanted])
    if not peer.client.exists():
        _run(peer.command(spec, peer.client), peer.environment)
    return peer


def _run(command: list[str], environment: dict[str, str] | None = None) -> None:
    done = subprocess.run(
        command,
        capture_output=True,
        text=True,
        env=os.environ | (environment or {}),
        check=False,
    )
    if done.returncode:
        last = (done.stderr.strip() or done.stdout.strip()).splitlines()[-1:]
        raise NotToBeHadError(f"`{' '.join(command)}`: {' '.join(last)}")
