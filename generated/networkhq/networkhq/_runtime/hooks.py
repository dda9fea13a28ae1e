"""What a client tells about its work while it is at it."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from .middleware import Reply, Request


@dataclass(frozen=True, slots=True)
class Retry:
    """An attempt failed and another one follows after `delay` seconds."""

    operation: str
    attempt: int
    delay: float
    reason: str


@dataclass(frozen=True, slots=True)
class MismatchReport:
    """An answer is not what the document promises at `path`."""

    operation: str
    path: str
    promised: str
    got: str


@dataclass(frozen=True, slots=True)
class Hooks:
    """Functions called on the way; what they raise reaches the caller."""

    request: Callable[[Request], None] | None = None
    response: Callable[[Request, Reply], None] | None = None
    retry: Callable[[Retry], None] | None = None
    mismatch: Callable[[MismatchReport], None] | None = None
