"""Makes of what a document says what its author meant: pure steps on the API."""

from __future__ import annotations

from collections.abc import Callable
from typing import TypeAlias

from sdksmith.diagnostics.model import Diagnostics
from sdksmith.ir.api import Api
from sdksmith.ir.options import BuildOptions
from sdksmith.ir.refine.batches import find_multi_status, name_batches
from sdksmith.ir.refine.defaults import check_defaults
from sdksmith.ir.refine.discriminators import map_children, tag_objects, tag_variants
from sdksmith.ir.refine.endless import report_endless
from sdksmith.ir.refine.errors import find_error_shape
from sdksmith.ir.refine.events import join_events
from sdksmith.ir.refine.files import find_files
from sdksmith.ir.refine.idempotency import find_idempotency
from sdksmith.ir.refine.listing import list_tags
from sdksmith.ir.refine.merging import merge_answers, merge_equal, merge_subsets
from sdksmith.ir.refine.nested_arrays import spell_arrays
from sdksmith.ir.refine.page_names import name_pages
from sdksmith.ir.refine.pagination import find_pages
from sdksmith.ir.refine.pruning import prune
from sdksmith.ir.refine.shapes import compute_shapes
from sdksmith.ir.refine.statuses import assume_multi_status
from sdksmith.ir.refine.unwrapping import unwrap

Refinement: TypeAlias = Callable[[Api, BuildOptions, Diagnostics], Api]
"""One step; it says what it decided to the collector and changes nothing else."""

REFINEMENTS: tuple[Refinement, ...] = (
    list_tags,
    find_files,
    map_children,
    merge_answers,
    name_batches,
    assume_multi_status,
    find_pages,
    find_idempotency,
    name_pages,
    merge_subsets,
    merge_equal,
    find_error_shape,
    merge_equal,
    unwrap,
    find_multi_status,
    check_defaults,
    spell_arrays,
    prune,
    join_events,
    tag_variants,
    tag_objects,
    compute_shapes,
    report_endless,
)
"""In this order: names are chosen before equal schemas are merged, because only
schemas with the same role are; what is unused goes before what is left is studied."""


def refine(api: Api, options: BuildOptions, diagnostics: Diagnostics) -> Api:
    """The API after every refinement, in order."""
    for step in REFINEMENTS:
        api = step(api, options, diagnostics)
    return api
