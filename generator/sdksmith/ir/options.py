"""What a user may choose about how an API is understood."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`unwrap`: give `data` in place of `{"data": X}`; `detect_pagination`: from shapes."""

    unwrap: bool = True
    detect_pagination: bool = True
