"""Documents a little different from that of a case: the names they lead to, and their clients."""

from __future__ import annotations

import sys
from importlib import import_module
from typing import TYPE_CHECKING

from generating import client_of

from sdksmith.config.client import ClientConfig
from sdksmith.naming.published import names_to_lock
from sdksmith.pipeline import Run, understand

if TYPE_CHECKING:
    from collections.abc import Mapping
    from pathlib import Path
    from types import ModuleType


def names_of(document: str, folder: Path) -> Mapping[str, str]:
    """Everything that has a name of its own, by what the lock file calls it."""
    (folder / "spec.yaml").write_text(document, "utf-8")
    client = ClientConfig("variant", "spec.yaml", folder / "out", folder, "variant")
    run = Run()
    _, names = understand(run.read(client), client, None, run)
    return names_to_lock(names)


def imported(document: str, package: str, folder: Path) -> ModuleType:
    """The client of a document, imported under a name of its own."""
    (folder / "spec.yaml").write_text(document, "utf-8")
    client_of(folder / "spec.yaml", package, folder).write(folder / "client")
    return imported_from(folder / "client", package)


def imported_from(project: Path, package: str) -> ModuleType:
    """A client that is on the disk, imported with its types."""
    sys.path.append(str(project))
    try:
        module = import_module(package)
        import_module(f"{package}.types")
    finally:
        sys.path.remove(str(project))
    return module
