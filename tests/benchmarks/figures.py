"""Prints what the NetworkHQ SDK costs beside its measures; `--help` tells the options."""

from __future__ import annotations

import argparse
import ast
import json
import os
import sys
import tempfile
from pathlib import Path
from shutil import rmtree

from answering import answering
from measure import Side, measured, snippet
from page import lead, page
from peers import NotToBeHadError, Peers, prepared

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent.parent
SPEC = ROOT / "spec" / "networkhq.json"
PROJECT = ROOT / "generated" / "networkhq"


def size() -> list[str]:
    """How much there is to read."""
    package = PROJECT / "networkhq"
    files = [f for f in package.rglob("*.py") if "_runtime" not in f.parts]
    lines = sum(len(file.read_text("utf-8").splitlines()) for file in files)
    classes = [
        node
        for file in files
        for node in ast.parse(file.read_text("utf-8")).body
        if isinstance(node, ast.ClassDef) and _members(node) == {"error"}
    ]
    return [
        f"lines of the package besides _runtime: {lines} (at most 2,000)",
        f"classes for the error envelope: {len(classes)} (1)",
    ]


def _members(node: ast.ClassDef) -> set[str]:
    return {
        statement.target.id
        for statement in node.body
        if isinstance(statement, ast.AnnAssign)
        and isinstance(statement.target, ast.Name)
    }


def importing(rounds: int) -> list[str]:
    """What `import networkhq` adds to importing its two dependencies."""
    path = {"PYTHONPATH": str(PROJECT)}
    client = "networkhq.NetworkHQ(api_key='key').campaigns.list()"
    scripts = {
        "bare": "import httpx2, pydantic",
        "sdk": "import httpx2, pydantic, networkhq",
        "bare client": "import httpx2, pydantic; httpx2.Client()",
        "sdk client": f"import httpx2, pydantic, networkhq; {client}",
    }
    found = measured(
        {
            name: Side([sys.executable, "-c", code], path)
            for name, code in scripts.items()
        },
        rounds,
    )
    more = 1000 * (found["sdk"] - found["bare"])
    client_more = 1000 * (found["sdk client"] - found["bare client"])
    ratio = found.ratio("sdk", "bare")
    return [
        f"import networkhq: {more:.0f} ms CPU over httpx2 + pydantic (at most 100)",
        f"  {ratio:.2f} times it; with a client and a pager {client_more:.0f} ms over theirs",
    ]


def decoding(rounds: int, peers: Peers | str) -> list[str]:
    """The speed of the page of 500 leads, from bytes."""
    ours, hand = "the SDK", "pydantic written by hand"
    sides = {
        ours: snippet(HERE / "decode_ours.py", "sdk", path=PROJECT),
        hand: snippet(HERE / "decode_ours.py", "handwritten", path=PROJECT),
    }
    if isinstance(peers, Peers):
        script = HERE / "peer_openapi_python_client.py"
        sides["peer"] = peers.snippet(script, "decode", client="openapi-python-client")
    found = measured(sides, rounds)
    times = f"{found.ratio('peer', ours):.2f} times" if "peer" in found else peers
    return [
        f"decoding 500 leads, {len(page()) // 1000} KB: {1000 * found[ours]:.1f} ms",
        f"  speed beside {hand}: {found.ratio(hand, ours):.2f} (at least 0.9)",
        f"  speed beside openapi-python-client: {times} (at least 2.5)",
    ]


def getting(rounds: int) -> list[str]:
    """The CPU time of one small GET over loopback."""
    ours, bare = "the SDK", "httpx2 + json"
    with answering(json.dumps({"data": lead(1)}).encode()) as url:
        found = measured(
            {
                ours: snippet(HERE / "get_sdk.py", url, path=PROJECT),
                bare: snippet(HERE / "get_bare.py", url),
            },
            rounds,
        )
    ratio = found.ratio(ours, bare)
    return [f"one GET: {ratio:.2f} times {bare} in CPU time (at most 1.25)"]


def generating(rounds: int, peers: Peers | str) -> list[str]:
    """The whole process of generating, cold."""
    with tempfile.TemporaryDirectory() as scratch:
        output = Path(scratch) / "client"
        tool = str(Path(sys.executable).parent / "sdksmith")
        command = [tool, "generate", str(SPEC), "-o", str(output), "-q"]
        sides = {
            "ours": Side(command, before=lambda: rmtree(output, ignore_errors=True))
        }
        if isinstance(peers, Peers):
            name = "openapi-python-client"
            theirs = peers.command(name, SPEC, Path(scratch) / "peer")
            sides["peer"] = Side(theirs, peers.environment)
        found = measured(sides, rounds)
    times = f"{found.ratio('ours', 'peer'):.2f} times" if "peer" in found else peers
    said = f"{found['ours']:.2f} s CPU, {times} openapi-python-client (at most 2)"
    return [f"sdksmith generate, cold: {said}"]


def main() -> None:
    """Measure everything and print it."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rounds", type=int, default=9, help="runs of each side")
    parser.add_argument(
        "--peers",
        type=Path,
        default=os.environ.get("SDKSMITH_PEERS"),
        help="folder for a virtual environment with the other tools",
    )
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as scratch:
        peers: Peers | str
        try:
            peers = prepared(Path(options.peers or f"{scratch}/peers"), SPEC)
        except NotToBeHadError as error:
            peers = f"not measured ({error})"
        rounds = options.rounds
        for figure in (
            size,
            lambda: importing(rounds),
            lambda: decoding(rounds, peers),
            lambda: getting(rounds),
            lambda: generating(rounds, peers),
        ):
            sys.stdout.write("\n".join([*figure(), ""]))
            sys.stdout.flush()


if __name__ == "__main__":
    main()
