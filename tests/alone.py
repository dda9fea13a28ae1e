"""Imports the modules of a client one by one, each in a process where none of the others is."""

from __future__ import annotations

import os
import subprocess
import sys
from typing import TYPE_CHECKING

from places import PROJECT

if TYPE_CHECKING:
    from trees import Tree

# One child for each module, forked where the costly imports are done already.
# Nothing that runs or calls out may happen while a module is imported.
SCRIPT = """
import importlib, os, sys
import pydantic, httpx2
if not os.path.exists(sys.argv[1].partition(".")[0] + "/_runtime"):
    import networkhq._runtime.sync_client, networkhq._runtime.async_client
def forbid(event, arguments):
    if event in {"os.system", "os.exec", "os.posix_spawn", "pty.spawn",
                 "subprocess.Popen", "socket.connect"}:
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(forbid)
for name in sys.argv[1:]:
    if (child := os.fork()) == 0:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def imported_alone(tree: Tree, *, runtime: bool) -> str:
    """What went wrong, warnings included; nothing where all is well."""
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT, *tree.modules(runtime=runtime)],
        cwd=tree.project,
        env=os.environ | {"PYTHONPATH": str(PROJECT)},
        capture_output=True,
        text=True,
        check=False,
    )
    return done.stdout + done.stderr
