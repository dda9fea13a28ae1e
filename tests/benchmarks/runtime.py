"""Prints what the runtime of a generated SDK costs beside others; `--help` tells the options."""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from answering import answering
from figures import HERE, PROJECT, SPEC
from measure import Side, measured, snippet
from page import account_pages, lead, page
from peers import CLIENTS, Peers, prepared

if TYPE_CHECKING:
    from collections.abc import Mapping

ASKED = "the SDK, every instant asked for"
OURS, HAND, BARE = "the SDK", "pydantic by hand", "httpx2 + json"


def data(rounds: int, peers: Peers, task: str) -> list[str]:
    """The speed of decoding the page of leads, or of encoding the import."""
    ours = HERE / f"{task}_ours.py"
    sides = {
        OURS: snippet(ours, "sdk", path=PROJECT),
        HAND: snippet(ours, "handwritten", path=PROJECT),
    }
    if task == "decode":
        sides[ASKED] = snippet(ours, "asked", path=PROJECT)
    for name in (*CLIENTS, "msgspec"):
        script = HERE / f"peer_{name.replace('-', '_')}.py"
        client = name if name in CLIENTS else None
        sides[name] = peers.snippet(script, task, client=client)
    return _beside(f"{task} ({len(page()) // 1000} KB page)", sides, rounds)


def one_get(rounds: int) -> list[str]:
    """The CPU time of one small GET."""
    with answering(_one_lead()) as url:
        sides = {
            OURS: snippet(HERE / "get_sdk.py", url, path=PROJECT),
            BARE: snippet(HERE / "get_bare.py", url),
        }
        return _beside("one GET", sides, rounds)


def many_gets(rounds: int) -> list[str]:
    """The CPU time of 1,000 GETs at once."""
    with answering(_one_lead()) as url:
        return _sdk_and_bare("1,000 GETs at once", HERE / "gather.py", url, rounds)


def paging(rounds: int) -> list[str]:
    """The CPU time of reading 100,000 items from 200 pages."""
    with answering(*account_pages()) as url:
        return _sdk_and_bare("100,000 items", HERE / "walk_pages.py", url, rounds)


def events(rounds: int, peers: Peers) -> list[str]:
    """The speed of parsing Server-Sent Events."""
    sides = {
        OURS: snippet(HERE / "events_sdk.py", path=PROJECT),
        "anthropic": peers.snippet(HERE / "events_anthropic.py"),
    }
    return _beside("20,000 events in chunks of 4 KB", sides, rounds)


def importing(rounds: int, project: Path) -> list[str]:
    """What importing a package adds to importing its dependencies, and its memory."""
    package = next(path.parent for path in project.glob("*/_client.py")).name
    bare = "import httpx2, pydantic"
    path = {"PYTHONPATH": str(project)}
    scripts = {BARE: bare, package: f"{bare}, {package}"}
    found = measured(
        {
            name: Side([sys.executable, "-c", code], path)
            for name, code in scripts.items()
        },
        rounds,
    )
    grown = [_megabytes(code, path) for code in scripts.values()]
    more = 1000 * (found[package] - found[BARE])
    times, megabytes = found.ratio(package, BARE), grown[1] - grown[0]
    cost = f"{more:.0f} ms CPU ({times:.2f} times them), {megabytes:.1f} MB"
    return [f"import {package}, beside httpx2 and pydantic: {cost}"]


def _megabytes(code: str, environment: Mapping[str, str]) -> float:
    peak = "import resource; print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)"
    command = [sys.executable, "-c", f"{code}; {peak}"]
    return int(subprocess.check_output(command, env=os.environ | environment)) / 1024


def _one_lead() -> bytes:
    return json.dumps({"data": lead(1)}).encode()


def _sdk_and_bare(what: str, script: Path, url: str, rounds: int) -> list[str]:
    sides = {
        OURS: snippet(script, "sdk", url, path=PROJECT),
        BARE: snippet(script, "bare", url, path=PROJECT),
    }
    return _beside(what, sides, rounds)


def _beside(what: str, sides: Mapping[str, Side], rounds: int) -> list[str]:
    """The SDK's own time, and each other's as a multiple of it."""
    found = measured(sides, rounds)
    return [
        f"{what}: {1000 * found[OURS]:.2f} ms CPU",
        *(
            f"  {name} takes {found.ratio(name, OURS):.2f} times that"
            for name in sides
            if name != OURS
        ),
    ]


def _generated(document: Path, scratch: Path) -> Path:
    project = scratch / "largest"
    tool = str(Path(sys.executable).parent / "sdksmith")
    command = [tool, "generate", str(document.resolve()), "-o", str(project), "-q"]
    subprocess.run(command, check=True, cwd=scratch)
    return project


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=7, help="runs of each side")
    parser.add_argument(
        "--peers",
        type=Path,
        default=os.environ.get("SDKSMITH_PEERS"),
        help="folder for a virtual environment with the other tools",
    )
    parser.add_argument(
        "--largest", type=Path, help="a large document, whose package is imported too"
    )
    options = parser.parse_args()
    rounds = options.rounds
    with tempfile.TemporaryDirectory() as folder:
        scratch = Path(folder)
        peers = prepared(Path(options.peers or scratch / "peers"), SPEC)
        projects = [PROJECT]
        if options.largest:
            projects.append(_generated(options.largest, scratch))
        for figure in (
            lambda: data(rounds, peers, "decode"),
            lambda: data(rounds, peers, "encode"),
            lambda: one_get(rounds),
            lambda: many_gets(rounds),
            lambda: paging(rounds),
            lambda: events(rounds, peers),
            *(lambda each=each: importing(rounds, each) for each in projects),
        ):
            sys.stdout.write("\n".join([*figure(), ""]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
