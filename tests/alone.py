"""Imports the modules of clients one by one, each in a process where none of the others is."""

from __future__ import annotations

import os
import subprocess
import sys
from collections import defaultdict
from typing import TYPE_CHECKING

from places import PROJECT

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from trees import Tree

# One child for each module, forked where the costly imports are done already.
# Nothing that runs or calls out may happen while a module is imported.
SCRIPT = """
import importlib, os, sys
import pydantic, httpx2
shares_runtime, *names = sys.stdin.read().split()
if shares_runtime == "True":
    import networkhq._runtime.sync_client, networkhq._runtime.async_client
def forbid(event, arguments):
    if event in {"os.system", "os.exec", "os.posix_spawn", "pty.spawn",
                 "subprocess.Popen", "socket.connect"}:
        raise RuntimeError(f"{event} {arguments}")
sys.addaudithook(forbid)
for name in names:
    if (child := os.fork()) == 0:
        try:
            importlib.import_module(name)
        except BaseException as error:
            print(f"{name}: {error!r}", flush=True)
        os._exit(0)
    os.waitpid(child, 0)
"""


def imported_alone(
    trees: Sequence[Tree], *, shares_runtime: bool
) -> Mapping[str, list[str]]:
    """What went wrong in each package, warnings included; nothing where all is well."""
    modules = [name for t in trees for name in t.modules(runtime=not shares_runtime)]
    projects = map(str, [PROJECT, *(tree.project for tree in trees)])
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SCRIPT],
        input="\n".join([str(shares_runtime), *modules]),
        env=os.environ | {"PYTHONPATH": os.pathsep.join(projects)},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.stderr == ""
    told = defaultdict[str, list[str]](list)
    for line in done.stdout.splitlines():
        told[line.partition(":")[0].partition(".")[0]].append(line)
    return told
