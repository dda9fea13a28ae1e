"""What a user may choose about how an API is understood."""

from __future__ import annotations

from dataclasses import dataclass

from sdksmith.config.paging import PagingEntry
from sdksmith.ir.operations import NestedArrays


@dataclass(frozen=True, slots=True)
class BuildOptions:
    """`unwrap`: give `data` in place of `{"data": X}`; `detect_pagination`: from shapes.

    `pagination` is what the user says of pages, and `idempotency_header` the header
    that every unsafe operation takes a key in. `nested_arrays`: how arrays inside query objects are written.
    """

    unwrap: bool = True
    detect_pagination: bool = True
    pagination: tuple[PagingEntry, ...] = ()
    idempotency_header: str | None = None
    nested_arrays: NestedArrays = NestedArrays.INDICES
