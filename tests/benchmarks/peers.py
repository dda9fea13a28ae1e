"""The other tools in an environment of their own, and their clients of a document."""

from __future__ import annotations

import os
import subprocess
import sys
from dataclasses import dataclass
from typing import TYPE_CHECKING

from measure import snippet

if TYPE_CHECKING:
    from pathlib import Path

    from measure import Side

REQUIRED = (
    "openapi-python-client==0.29.1",
    "openapi-generator-cli==7.26.0",
    "datamodel-code-generator==0.89.0",
    *("anthropic", "msgspec", "httpx2", "python-dateutil", "urllib3"),
)
"""The tools, what their clients import, and what is measured by itself."""

CLIENTS = {
    "openapi-python-client": (
        *("openapi-python-client", "generate", "--overwrite"),
        *("--path", "{spec}", "--output-path", "{output}"),
    ),
    "openapi-generator": (
        *("openapi-generator-cli", "generate", "-g", "python", "-i", "{spec}"),
        *("-o", "{output}", "--package-name", "client", "--skip-validate-spec"),
    ),
    "datamodel-code-generator": (
        *("datamodel-codegen", "--input", "{spec}", "--input-file-type", "openapi"),
        *("--output", "{output}/models.py", "--generate-client", "httpx2"),
        *("--client-output", "{output}/client", "--client-package", "client"),
        *("--client-model-package", "models"),
    ),
}
"""How each makes a client of `{spec}` in `{output}`."""


class NotToBeHadError(Exception):
    """The peers cannot be measured here; says why."""


@dataclass(frozen=True)
class Peers:
    """The folder of the environment; the clients stand beside it in `clients`."""

    folder: Path

    @property
    def python(self) -> str:
        """The interpreter that has everything a peer's client imports."""
        return str(self.folder / "bin" / "python")

    @property
    def environment(self) -> dict[str, str]:
        """Where a tool finds its formatter."""
        return {"PATH": f"{self.folder / 'bin'}{os.pathsep}{os.environ['PATH']}"}

    def client(self, name: str) -> Path:
        """The folder from which a peer's client is imported."""
        return self.folder / "clients" / name

    def command(self, name: str, spec: Path, output: Path) -> list[str]:
        """Generates a client of `spec`, in whole."""
        tool, *rest = CLIENTS[name]
        options = [part.format(spec=spec, output=output) for part in rest]
        return [str(self.folder / "bin" / tool), *options]

    def snippet(self, file: Path, *arguments: str, client: str | None = None) -> Side:
        """A script that measures one peer, with its client or without."""
        path = self.client(client) if client else None
        return snippet(file, *arguments, path=path, python=self.python)


def prepared(folder: Path, spec: Path) -> Peers:
    """The peers, installed where they are not yet, with their clients of `spec`."""
    peers = Peers(folder)
    if not (folder / "bin" / "datamodel-codegen").exists():
        _run([sys.executable, "-m", "venv", str(folder)])
        _run([peers.python, "-m", "pip", "install", "--quiet", *REQUIRED])
    for name, parts in CLIENTS.items():
        output = peers.client(name)
        if not output.exists():
            output.parent.mkdir(exist_ok=True)
            if "{output}" not in parts:
                output.mkdir()
            _run(peers.command(name, spec, output), peers.environment)
    return peers


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
