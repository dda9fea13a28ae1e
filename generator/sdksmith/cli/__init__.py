"""The cli stage: the commands, what they print, and the exit codes."""

from __future__ import annotations

from sdksmith.cli.edge import main

__all__ = ["main"]
