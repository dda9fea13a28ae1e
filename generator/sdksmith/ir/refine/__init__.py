"""Makes of what a document says what its author meant: pure steps on the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.options import BuildOptions

Refinement: TypeAlias = Callable[[Api, BuildOptions, Diagnostics], Api]
"""One step; it says what it decided to the collector and changes nothing else."""

REFINEMENTS: tuple[Refinement, ...] = ()


def refine(api: Api, options: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API after every refinement, in order."""
    for step in REFINEMENTS:
        api = step(api, options, diagnostics)
    return api
