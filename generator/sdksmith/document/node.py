"""The name for what stands at some place of a document."""

from __future__ import annotations

from typing import Any, TypeAlias

Node: TypeAlias = Any
"""Plain data: dict with text keys, list, str, int, float, bool or None.

`Any` and not `object`, for each use tests what it finds: a document may hold anything.
"""

LOST: Node = {"x-sdksmith-lost": True}
"""What stands where a `$ref` led to no file that can be read, which was reported."""
