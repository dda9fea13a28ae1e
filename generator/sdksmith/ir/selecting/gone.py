"""Tells what a selection leaves out, and drops what was said about it before."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from sdksmith.diagnostics.codes import Code
from sdksmith.diagnostics.model import Diagnostics, Origin
from sdksmith.document.pointer import parents
from sdksmith.ir.api import Api
from sdksmith.ir.walk import all_operations


def tell_gone(whole: Api, part: Api, diagnostics: Diagnostics) -> None:
    """Say which operations the part lacks, and nothing else about them."""
    diagnostics.forget(_still_matters(whole, part))
    kept = {operation.id for operation in all_operations(part)}
    for operation in all_operations(whole):
        if operation.id not in kept:
            message = f"`{operation.id}` is left out"
            diagnostics.note(Code.LEFT_OUT, message, at=operation.origin)


def _still_matters(whole: Api, part: Api) -> Callable[[Origin], bool]:
    """Tells of a place whether it is in no operation or schema that the part lacks."""
    kept = set(_places(part))
    gone = set(_places(whole)) - kept
    known = kept | gone

    def matters(origin: Origin) -> bool:
        around = (Origin(origin.file, above) for above in parents(origin.pointer))
        nearest = next((place for place in around if place in known), None)
        return nearest not in gone

    return matters


def _places(api: Api) -> Iterator[Origin]:
    yield from (operation.origin for operation in all_operations(api))
    yield from (schema.origin for schema in api.schemas)
