"""Tries one client in a process of its own, and prints what is found; run as a script."""

from __future__ import annotations

import sys
from pathlib import Path

from wire.trying import tried

if __name__ == "__main__":
    for outcome in tried(Path(sys.argv[1]), Path(sys.argv[2])):
        sys.stdout.write(f"{outcome.to_json()}\n")
        sys.stdout.flush()
