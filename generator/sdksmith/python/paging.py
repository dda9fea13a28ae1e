"""The types of paged lists: the package's own names for the commonest ones."""

from __future__ import annotations

from collections import Counter

from sdksmith.python.annotations import Annotations
from sdksmith.python.answers import Paged, answers
from sdksmith.python.blueprint import Blueprint
from sdksmith.python.runtime import runtime
from sdksmith.python.types import PyType, Symbol, generic

PAGES_MODULE = "._pages"


def common_info(blueprint: Blueprint, annotations: Annotations) -> PyType | None:
    """The paging object of most paged operations, if there is any."""
    found = Counter(
        answer.info
        for operation in blueprint.api.operations
        for answer in answers(operation, blueprint, annotations)
        if isinstance(answer, Paged)
    )
    most = sorted(found, key=lambda info: (-found[info], str(info)))
    return most[0] if most else None


def paging_types(answer: Paged, common: PyType | None) -> tuple[PyType, PyType]:
    """What the method of a paged operation gives, synchronous and not."""
    name = "Pager"
    held: tuple[PyType, ...] = (answer.item,)
    if answer.detail is not None:
        name, held = "PagedDetail", (answer.detail, answer.item)
    names = (name, f"Async{name}")
    if answer.info == common:
        sync, later = (generic(Symbol(PAGES_MODULE, each), *held) for each in names)
    else:
        whole = (*held, answer.info)
        sync, later = (generic(runtime(each), *whole) for each in names)
    return sync, later
